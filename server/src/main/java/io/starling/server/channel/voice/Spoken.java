package io.starling.server.channel.voice;

import io.starling.protocol.message.Voice;

/**
 * What is published in a room. Valid for the time of the publication.
 *
 * @param client id of the client that speaks, which is not sent its own voice
 */
record Spoken(String client, Voice voice, long millis) {}
