/**
 * The layout as a thing that lives: a thread that steps it in time, sleeps at rest and tells what
 * moved.
 *
 * <p>In: graphs, parameters, dragged nodes, from any thread. Out: ticks on the simulation's own
 * thread and copies of the positions to any thread.
 */
@NullMarked
package io.starling.graph.simulation;

import org.jspecify.annotations.NullMarked;
