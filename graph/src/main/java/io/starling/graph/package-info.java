/** Placeholder. */
@NullMarked
package io.starling.graph;

import org.jspecify.annotations.NullMarked;
