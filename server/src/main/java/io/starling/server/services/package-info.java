/**
 * What feeds the channels of events: typed events, the publisher that puts them on their channels,
 * and what is known of the services behind them. In: what happened, on any thread. Out:
 * publications. Thread-safe.
 */
@NullMarked
package io.starling.server.services;

import org.jspecify.annotations.NullMarked;
