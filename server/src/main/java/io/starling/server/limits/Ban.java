package io.starling.server.limits;

/**
 * A ban as it stands now. Immutable.
 *
 * @param id by which it is lifted, unique in this process
 * @param reason a sentence or a word for the admin, never anything that a client has sent
 * @param remainingSeconds until it ends, at least 1
 */
public record Ban(long id, Offender offender, String reason, int remainingSeconds) {}
