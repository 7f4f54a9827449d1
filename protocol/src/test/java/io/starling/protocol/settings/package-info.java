/** Proof of the settings protocol. */
@NullMarked
package io.starling.protocol.settings;

import org.jspecify.annotations.NullMarked;
