package io.starling.server.channel.agent;

/**
 * Where agents may be and how fast. Immutable.
 *
 * @param bounds largest absolute value of a coordinate ({@code graph.bounds})
 * @param maxVelocity in units per second ({@code graph.max_velocity})
 */
public record MotionLimits(float bounds, float maxVelocity) {}
