/**
 * Who somebody is and what they may do. In: what a handshake says of itself. Out: a {@link
 * io.starling.server.auth.Principal}, or a refusal with its reason. Immutable, any thread.
 */
@NullMarked
package io.starling.server.auth;

import org.jspecify.annotations.NullMarked;
