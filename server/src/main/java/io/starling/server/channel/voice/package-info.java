/**
 * Voice: a relay, not a mixer. In: what speakers send, on their event loops. Out: chunks in the
 * logs of rooms, in the lane of voice, skipped where they come too late. Any thread.
 */
@NullMarked
package io.starling.server.channel.voice;

import org.jspecify.annotations.NullMarked;
