package io.starling.server.channel.voice;

import io.starling.protocol.message.Voice;
import io.starling.protocol.message.VoiceFormat;
import io.starling.server.channel.agent.Agents;
import io.starling.server.hub.Channel;
import io.starling.server.hub.ChannelOptions;
import io.starling.server.hub.Hub;
import io.starling.server.hub.Lane;
import io.starling.server.hub.Loop;
import io.starling.server.hub.Outbox;
import io.starling.server.hub.Subscription;
import io.starling.server.metrics.TrafficMetrics;
import io.starling.server.session.SessionClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who speaks, and in which room. A start claims an id; what is said goes to everybody in the room
 * but the speaker; an end, a close or 2 s of silence ends it. Thread-safe.
 */
public final class VoiceRelay {

  /** The room of who has not chosen one. */
  public static final String LOBBY = "lobby";

  /** What is older is not sent any more. */
  static final Duration FRESH = Duration.ofMillis(200);

  static final Duration SILENCE = Duration.ofSeconds(2);

  private static final Duration SWEEP_INTERVAL = Duration.ofMillis(250);
  private static final int MAX_ROOMS = 10_000;
  private static final int MAX_VOICES_OF_CLIENT = 16;
  private static final int USUAL_KILOHERTZ = 48;

  private final Hub hub;
  private final Agents agents;
  private final SessionClock clock;
  private final Loop timer;
  private final TrafficMetrics traffic;

  // Guarded by this.
  private final Map<String, Room> rooms = new HashMap<>();
  private final Map<Integer, Utterance> speaking = new HashMap<>();
  private boolean sweeping;

  /** Somebody who speaks or listens. */
  public record Client(String id, String principal) {}

  /**
   * @param timer runs what is due, on a thread of its own
   */
  public VoiceRelay(
      Hub hub, Agents agents, SessionClock clock, Loop timer, TrafficMetrics traffic) {
    this.hub = hub;
    this.agents = agents;
    this.clock = clock;
    this.timer = timer;
    this.traffic = traffic;
  }

  /** Puts a client into a room, which begins with its first client; false if there are too many. */
  public synchronized boolean enter(String client, String room) {
    if (!rooms.containsKey(room) && rooms.size() >= MAX_ROOMS) {
      return false;
    }
    rooms.computeIfAbsent(room, this::begin).clients.add(client);
    return true;
  }

  /** Takes a client out of a room; what it says there ends. */
  public synchronized void leave(String client, String room) {
    Room left = rooms.get(room);
    if (left == null || !left.clients.remove(client)) {
      return;
    }
    for (Utterance utterance : List.copyOf(speaking.values())) {
      if (utterance.client.equals(client)) {
        end(utterance);
      }
    }
    if (left.clients.isEmpty()) {
      rooms.remove(room);
    }
  }

  /** Adds a listener, paused; empty where it is not in the room. On the outbox's event loop. */
  public synchronized Optional<Subscription> listen(
      Outbox outbox, String room, VoiceVariant variant) {
    return Optional.ofNullable(rooms.get(room))
        .map(found -> found.channel.subscribe(outbox, variant, Lane.VOICE, _ -> variant.encoder()));
  }

  /** Takes what a client says in its room; a chunk without a start starts. */
  public synchronized VoiceOutcome say(Client client, String room, Voice voice) {
    Utterance now = speaking.get(voice.agent());
    if (now != null && !now.client.equals(client.id())) {
      return VoiceOutcome.TAKEN;
    }
    return switch (voice) {
      case Voice.Start start -> start(client, room, start);
      case Voice.Chunk chunk -> chunk(client, room, now, chunk);
      case Voice.End end -> end(now, end);
    };
  }

  private VoiceOutcome start(Client client, String room, Voice.Start start) {
    Utterance before = speaking.get(start.agent());
    if (before != null) {
      end(before);
    }
    Utterance begun = begin(client, room, start.agent(), start.format());
    if (begun == null) {
      return agents.isOfAnother(client.principal(), start.agent())
          ? VoiceOutcome.NOT_YOURS
          : VoiceOutcome.FULL;
    }
    publish(begun, start);
    return VoiceOutcome.RELAYED;
  }

  private VoiceOutcome chunk(
      Client client, String room, @Nullable Utterance now, Voice.Chunk chunk) {
    Utterance utterance = now;
    if (utterance == null) {
      VoiceOutcome started =
          start(client, room, new Voice.Start(chunk.agent(), chunk.format(), USUAL_KILOHERTZ));
      utterance = speaking.get(chunk.agent());
      if (utterance == null) {
        return started;
      }
    }
    utterance.heardNanos = clock.nanoTime();
    if (!utterance.follows(chunk.chunk())) {
      traffic.lateVoice.increment();
      return VoiceOutcome.LATE;
    }
    utterance.lastChunk = chunk.chunk();
    publish(utterance, chunk);
    return VoiceOutcome.RELAYED;
  }

  private VoiceOutcome end(@Nullable Utterance now, Voice.End end) {
    if (now == null) {
      return VoiceOutcome.SILENT;
    }
    if (end.lastChunk() != Voice.End.UNKNOWN) {
      now.lastChunk = end.lastChunk();
    }
    end(now);
    return VoiceOutcome.RELAYED;
  }

  private @Nullable Utterance begin(Client client, String name, int agent, VoiceFormat format) {
    Room room = rooms.get(name);
    if (room == null
        || voicesOf(client.id()) >= MAX_VOICES_OF_CLIENT
        || agents.isOfAnother(client.principal(), agent)) {
      return null;
    }
    var begun = new Utterance(agent, client.id(), room, format, clock.nanoTime());
    speaking.put(agent, begun);
    watch();
    return begun;
  }

  private void end(Utterance utterance) {
    speaking.remove(utterance.agent);
    publish(utterance, new Voice.End(utterance.agent, Math.max(0, utterance.lastChunk)));
  }

  private void publish(Utterance utterance, Voice voice) {
    utterance.room.channel.publish(new Spoken(utterance.client, voice, clock.millis()));
  }

  private void watch() {
    if (!sweeping && !speaking.isEmpty()) {
      sweeping = true;
      timer.schedule(this::sweep, SWEEP_INTERVAL);
    }
  }

  /** Ends the silent, while anybody speaks. */
  private synchronized void sweep() {
    long now = clock.nanoTime();
    for (Utterance utterance : List.copyOf(speaking.values())) {
      if (now - utterance.heardNanos >= SILENCE.toNanos()) {
        end(utterance);
      }
    }
    sweeping = false;
    watch();
  }

  private long voicesOf(String client) {
    return speaking.values().stream().filter(each -> each.client.equals(client)).count();
  }

  private Room begin(String name) {
    Channel<Spoken> channel = hub.channel("voice." + name, ChannelOptions.timely(FRESH));
    return new Room(name, channel);
  }
}
