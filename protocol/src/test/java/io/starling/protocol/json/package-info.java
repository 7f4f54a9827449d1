/** Tests of the JSON dialects. */
@NullMarked
package io.starling.protocol.json;

import org.jspecify.annotations.NullMarked;
