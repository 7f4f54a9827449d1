/**
 * Binary messages taken apart field by field, and put together again, for people who look at the
 * wire. Driven by one table of layouts that knows nothing of the codecs, so that each checks the
 * other. In: the bytes of a WebSocket message, or a message as a map. Out: the other. Any thread.
 */
@NullMarked
package io.starling.protocol.inspect;

import org.jspecify.annotations.NullMarked;
