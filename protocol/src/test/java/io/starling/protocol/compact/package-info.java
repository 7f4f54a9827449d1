/** Tests of the compact stream. */
@NullMarked
package io.starling.protocol.compact;

import org.jspecify.annotations.NullMarked;
