/**
 * What is done with a decoded message: one exhaustive switch. In: messages of one client. Out:
 * calls to the channels. On the client's event loop.
 */
@NullMarked
package io.starling.server.router;

import org.jspecify.annotations.NullMarked;
