/**
 * Speed of the layout: by itself with JMH, and beside ngraph.forcelayout on the same graph in the
 * same run.
 *
 * <p>In: a number of nodes and a seed. Out: tables on the standard output. The main thread.
 */
@NullMarked
package io.starling.benchmarks.layout;

import org.jspecify.annotations.NullMarked;
