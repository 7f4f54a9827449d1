/** Tests of agents in the binary protocol. */
@NullMarked
package io.starling.protocol.agent;

import org.jspecify.annotations.NullMarked;
