/**
 * One connected client and what the server knows of it. In: what its connection receives. Out: what
 * goes into its outbox. A session is confined to its connection's event loop.
 */
@NullMarked
package io.starling.server.session;

import org.jspecify.annotations.NullMarked;
