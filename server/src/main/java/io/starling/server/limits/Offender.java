package io.starling.server.limits;

/**
 * Whom a ban is for: a user, at an address. The same user elsewhere is another, and so is another
 * user behind the same address. Immutable.
 */
public record Offender(String address, String user) {}
