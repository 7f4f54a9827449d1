/** Tests of what a client reads. */
@NullMarked
package io.starling.protocol.client;

import org.jspecify.annotations.NullMarked;
