/** Tests of taking messages apart and putting them together. */
@NullMarked
package io.starling.protocol.inspect;

import org.jspecify.annotations.NullMarked;
