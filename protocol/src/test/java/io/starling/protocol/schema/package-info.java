/** The published schemas: whether they are sound, and agree with what the codecs read and write. */
@NullMarked
package io.starling.protocol.schema;

import org.jspecify.annotations.NullMarked;
