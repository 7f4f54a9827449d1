/**
 * Agents: who they are, what they report, and the streams in which viewers see it. In: reports and
 * commands, on any thread. Out: frames in the hub's logs, and news as events. One lock guards it
 * all; it is held for the time of a report and of its encodings, never while something is sent.
 */
@NullMarked
package io.starling.server.channel.agent;

import org.jspecify.annotations.NullMarked;
