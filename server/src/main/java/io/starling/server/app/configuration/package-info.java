/**
 * What a person may set. In: the text of {@code starling.yaml}, the environment and the flags. Out:
 * one {@link io.starling.server.app.configuration.Configuration}, or a sentence that says what is
 * wrong and where. Pure: reads no file and no clock; everything here is immutable.
 */
@NullMarked
package io.starling.server.app.configuration;

import org.jspecify.annotations.NullMarked;
