/**
 * Force-directed layout in three dimensions.
 *
 * <p>In: a graph by dense indexes, parameters, pinned nodes. Out: positions and velocities as one
 * array per coordinate. An engine is confined to the thread that steps it and owns its helper
 * threads.
 */
@NullMarked
package io.starling.graph.layout;

import org.jspecify.annotations.NullMarked;
