/** Placeholder. */
@NullMarked
package io.starling.protocol;

import org.jspecify.annotations.NullMarked;
