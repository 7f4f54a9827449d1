/**
 * Every decoder against bytes that coverage leads to. {@code protocol/fuzz.sh} looks for new ones;
 * in other test runs those that were found before are tried, from {@code src/test/resources}.
 */
@NullMarked
package io.starling.protocol.fuzz;

import org.jspecify.annotations.NullMarked;
