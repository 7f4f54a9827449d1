/**
 * What a message means on each channel: the living graph's positions and changes, dragging, and the
 * measuring channel. In: decoded messages and the simulation's ticks. Out: publications into the
 * hub.
 */
@NullMarked
package io.starling.server.channel;

import org.jspecify.annotations.NullMarked;
