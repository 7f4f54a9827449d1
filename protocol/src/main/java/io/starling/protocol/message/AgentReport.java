package io.starling.protocol.message;

/** What is said of agents in binary: all of their state, what changed of it, or how one fares. */
public sealed interface AgentReport permits AgentStates, AgentDelta, AgentHealth {}
