/** Tests of the server as a whole. */
@NullMarked
package io.starling.server;

import org.jspecify.annotations.NullMarked;
