/**
 * What a connection and the server agree on: version, stream format, capabilities. In: a 0x32 or
 * the query of the URL. Out: an {@link io.starling.protocol.negotiation.Agreement}, or the error
 * that refuses it. Immutable, any thread.
 */
@NullMarked
package io.starling.protocol.negotiation;

import org.jspecify.annotations.NullMarked;
