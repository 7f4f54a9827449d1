/** Runs {@code protocol/vectors}. */
@NullMarked
package io.starling.protocol.vectors;

import org.jspecify.annotations.NullMarked;
