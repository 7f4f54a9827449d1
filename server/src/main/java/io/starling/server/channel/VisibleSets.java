package io.starling.server.channel;

import io.starling.protocol.message.Filter;

/** What each filter leaves of the graph as it is now. Thread-safe. */
interface VisibleSets {

  Visible of(Filter filter);
}
