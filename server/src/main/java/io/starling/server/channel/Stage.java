package io.starling.server.channel;

import io.netty.buffer.ByteBufAllocator;
import io.starling.server.channel.agent.Agents;
import io.starling.server.channel.voice.VoiceRelay;
import io.starling.server.metrics.TrafficMetrics;
import io.starling.server.session.Guards;
import io.starling.server.session.SessionClock;

/** What all viewers look at together, and the means to show it. */
public record Stage(
    LiveGraph graph,
    PositionStream positions,
    GraphUpdates updates,
    InitialLoads loads,
    Dragging dragging,
    Viewers viewers,
    EventChannels events,
    Agents agents,
    VoiceRelay voice,
    Guards guards,
    int maxSubscriptions,
    TrafficMetrics traffic,
    ByteBufAllocator allocator,
    SessionClock clock) {}
