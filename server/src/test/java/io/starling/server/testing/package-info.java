/**
 * What the tests of the server share: clients that behave, clients that do not, and a guard against
 * leaks.
 */
@NullMarked
package io.starling.server.testing;

import org.jspecify.annotations.NullMarked;
