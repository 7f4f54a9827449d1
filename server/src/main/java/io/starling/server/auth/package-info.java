/**
 * Who somebody is and what they may do. In: what a handshake, a request or a message says of
 * itself, where it was said, and the keys of those who sign. Out: a {@link
 * io.starling.server.auth.Principal} with its permissions, or a refusal with its reason. Any
 * thread; what blocks runs on virtual threads.
 */
@NullMarked
package io.starling.server.auth;

import org.jspecify.annotations.NullMarked;
