/**
 * How much of what is allowed, and what follows when it is not kept to. In: requests to take
 * something, an address, a user. Out: yes, how long to wait, or a ban. An {@link
 * io.starling.server.limits.Allowance} and the {@link io.starling.server.limits.Violations} belong
 * to one connection's event loop, all else is thread-safe or immutable; all time is monotonic.
 */
@NullMarked
package io.starling.server.limits;

import org.jspecify.annotations.NullMarked;
