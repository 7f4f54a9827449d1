/**
 * The living graph as data: nodes, edges, whole snapshots and the difference of two.
 *
 * <p>In: what a reader of a folder or an agent's report found. Out: immutable snapshots for layout,
 * filters and encoders. Any thread.
 */
@NullMarked
package io.starling.graph.model;

import org.jspecify.annotations.NullMarked;
