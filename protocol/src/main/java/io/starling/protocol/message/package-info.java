/**
 * What clients and server say to each other, decoded: two sealed sets that no dialect adds to. In:
 * what a codec read. Out: what the router switches over and what a dialect writes. Immutable, but
 * for the views over a received buffer, which live as long as that buffer.
 */
@NullMarked
package io.starling.protocol.message;

import org.jspecify.annotations.NullMarked;
