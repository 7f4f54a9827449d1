/** Tests of voice in the binary protocol. */
@NullMarked
package io.starling.protocol.voice;

import org.jspecify.annotations.NullMarked;
