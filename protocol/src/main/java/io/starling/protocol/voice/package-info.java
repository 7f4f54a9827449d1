/**
 * Voice in the binary protocol, the same in every version. In: a {@link
 * io.starling.protocol.message.Voice}, or a payload. Out: bytes in the caller's buffer, or a voice.
 * Any thread.
 */
@NullMarked
package io.starling.protocol.voice;

import org.jspecify.annotations.NullMarked;
