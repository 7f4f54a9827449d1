/**
 * Wire formats as pure code: buffers and text in, records out, and back.
 *
 * <p>Everything below this package is free of I/O and of clocks; what is stateful says on which
 * thread it lives. The bytes are proved by {@code protocol/vectors}.
 */
@NullMarked
package io.starling.protocol;

import org.jspecify.annotations.NullMarked;
