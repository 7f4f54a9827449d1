/** What the binary codecs take of time and memory. */
@NullMarked
package io.starling.benchmarks.codec;

import org.jspecify.annotations.NullMarked;
