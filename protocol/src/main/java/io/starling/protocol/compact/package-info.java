/**
 * Compact updates, 0x13: positions on a grid, as differences in columns of packed bits. In: columns
 * of nodes, or payloads. Out: finished messages, or positions exact to half a quantum. Encoder and
 * decoder hold the state of one stream each, confined to their owner's thread. The format is in
 * {@code docs/protocol-compact.md}; why it is so in {@code docs/adr/0005-compact-updates.md}.
 */
@NullMarked
package io.starling.protocol.compact;

import org.jspecify.annotations.NullMarked;
