/**
 * JSON dialects. In: UTF-8 text from a client, messages from the server. Out: client messages,
 * UTF-8 in the caller's buffer. Liberal in what is read, strict in what is written. Any thread.
 */
@NullMarked
package io.starling.protocol.json;

import org.jspecify.annotations.NullMarked;
