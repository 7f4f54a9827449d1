/** Tests of the binary protocol. */
@NullMarked
package io.starling.protocol.binary;

import org.jspecify.annotations.NullMarked;
