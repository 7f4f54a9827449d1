/** What the binary codecs take of time, memory and bytes. */
@NullMarked
package io.starling.benchmarks.codec;

import org.jspecify.annotations.NullMarked;
