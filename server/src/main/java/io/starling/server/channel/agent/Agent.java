package io.starling.server.channel.agent;

/** One agent but for its state, which is in the {@link AgentBoard}. Under the agents' lock. */
final class Agent {

  final int id;
  final String name;

  /** The principal that joined it, and alone reports for it. */
  final String owner;

  long heardNanos;
  boolean paused;

  /** Whether it turned idle because it was not heard of. */
  boolean silent;

  /** The flags that everybody was told of. */
  int toldFlags;

  Agent(int id, String name, String owner, long heardNanos) {
    this.id = id;
    this.name = name;
    this.owner = owner;
    this.heardNanos = heardNanos;
  }
}
