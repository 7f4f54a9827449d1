/**
 * Compression of payloads: zlib by the JDK, brotli by brotli4j, whose one place this is. In: a
 * payload. Out: another form of it, in memory that nobody has to release. A compressor or
 * decompressor is confined to whoever holds it.
 */
@NullMarked
package io.starling.protocol.compression;

import org.jspecify.annotations.NullMarked;
