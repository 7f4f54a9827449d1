/** The hub's tests: loops, clocks and sockets are driven by hand, but for the stress test. */
@NullMarked
package io.starling.server.hub;

import org.jspecify.annotations.NullMarked;
