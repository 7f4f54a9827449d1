package io.starling.server.channel.voice;

import io.starling.server.hub.Channel;
import java.util.HashSet;
import java.util.Set;

/** Who hears whom: what is said in it goes to all who listen there. Under the relay's lock. */
final class Room {

  final String name;
  final Channel<Spoken> channel;

  /** Ids of the clients that are in it, speaking or listening. */
  final Set<String> clients = new HashSet<>();

  Room(String name, Channel<Spoken> channel) {
    this.name = name;
    this.channel = channel;
  }
}
