/** What position updates cost on the wire in different encodings, and how fast they are. */
@NullMarked
package io.starling.benchmarks.compact;

import org.jspecify.annotations.NullMarked;
