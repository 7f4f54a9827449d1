/** What the relay of voices adds in delay, over real sockets. */
@NullMarked
package io.starling.benchmarks.voice;

import org.jspecify.annotations.NullMarked;
