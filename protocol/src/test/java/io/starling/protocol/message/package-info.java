/** Tests of the messages. */
@NullMarked
package io.starling.protocol.message;

import org.jspecify.annotations.NullMarked;
