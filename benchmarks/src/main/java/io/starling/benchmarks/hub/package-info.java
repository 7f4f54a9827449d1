/** What a publication costs from {@code publish} to the sockets' edge, without sockets. */
@NullMarked
package io.starling.benchmarks.hub;

import org.jspecify.annotations.NullMarked;
