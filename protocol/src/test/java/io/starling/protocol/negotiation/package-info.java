/** Tests of the negotiation. */
@NullMarked
package io.starling.protocol.negotiation;

import org.jspecify.annotations.NullMarked;
