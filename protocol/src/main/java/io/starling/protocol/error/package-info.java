/**
 * The two closed tables, error codes and close codes, and what carries them. In: broken input found
 * by a codec, refusals of the server. Out: {@link io.starling.protocol.error.Failure}, which every
 * dialect renders. Immutable, any thread.
 */
@NullMarked
package io.starling.protocol.error;

import org.jspecify.annotations.NullMarked;
