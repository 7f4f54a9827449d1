package io.starling.server.transport;

/**
 * The longest messages in bytes. Immutable.
 *
 * @param usual of text, and of anything from whom we don't know
 * @param binary on {@code /ws/graph} from somebody who has authenticated
 */
public record MessageSizes(int usual, int binary) {}
