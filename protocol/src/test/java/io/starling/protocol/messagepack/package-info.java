@NullMarked
package io.starling.protocol.messagepack;

import org.jspecify.annotations.NullMarked;
