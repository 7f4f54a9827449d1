/** Tests of the error tables. */
@NullMarked
package io.starling.protocol.error;

import org.jspecify.annotations.NullMarked;
