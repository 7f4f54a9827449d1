/**
 * How much of what is allowed. In: requests to take something. Out: yes, or how long to wait. Each
 * object is confined to its connection's event loop.
 */
@NullMarked
package io.starling.server.limits;

import org.jspecify.annotations.NullMarked;
