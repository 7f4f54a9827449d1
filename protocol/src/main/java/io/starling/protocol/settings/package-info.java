/**
 * The binary settings protocol of {@code /ws/settings}: values with tags, messages with opcodes,
 * the registry of paths and the tree with its hash. In: a whole binary WebSocket message, or a
 * message as a record. Out: a record, or bytes in the caller's buffer. What is public is immutable
 * or a pure function, and belongs to any thread; readers and writers are confined to one call. The
 * format is in {@code docs/settings-protocol.md}, its proof in {@code protocol/vectors/settings}.
 */
@NullMarked
package io.starling.protocol.settings;

import org.jspecify.annotations.NullMarked;
