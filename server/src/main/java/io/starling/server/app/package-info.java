/**
 * The process: command line, wiring from top to bottom, start and stop. In: arguments. Out: a
 * running {@link io.starling.server.app.Server}, or a sentence and an exit code.
 */
@NullMarked
package io.starling.server.app;

import org.jspecify.annotations.NullMarked;
