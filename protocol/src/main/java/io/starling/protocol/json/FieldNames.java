package io.starling.protocol.json;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All spellings of all fields that a client may send. The first of each is the documented one. */
final class FieldNames {
  static final String[] TYPE = {"type"};
  static final String[] ID = {"id"};
  static final String[] CHANNELS = {"events", "event_types", "channels", "channel", "event_type"};
  static final String[] SINCE = {"since"};
  static final String[] NAME = {"name", "method"};
  static final String[] AGENT = {"agentId", "agent_id"};
  static final String[] FORMAT = {"format"};
  static final String[] KILOHERTZ = {"kilohertz"};
  static final String[] LAST_CHUNK = {"lastChunk", "last_chunk"};
  static final String[] RATE = {"rate_hz", "rateHz"};
  static final String[] ENABLED = {"enabled"};
  static final String[] QUALITY = {"quality_threshold", "qualityThreshold"};
  static final String[] GRAPH = {"graph", "mode", "graph_type"};
  static final String[] TYPES = {"types"};
  static final String[] TAGS = {"tags"};
  static final String[] SEARCH = {"search"};
  static final String[] MAX_NODES = {"max_nodes", "maxNodes"};
  static final String[] CENTER = {"center"};
  static final String[] RADIUS = {"radius"};
  static final String[] PARTS = {"parts"};
  static final String[] FORCE_REFRESH = {"forceRefresh", "force_refresh"};
  static final String[] TOKEN = {"token"};
  static final String[] PUBKEY = {"pubkey"};
  static final String[] CODE = {"code"};
  static final String[] MESSAGE = {"message"};

  static final Set<String> ALL =
      Stream.of(
              TYPE,
              ID,
              CHANNELS,
              SINCE,
              NAME,
              AGENT,
              FORMAT,
              KILOHERTZ,
              LAST_CHUNK,
              RATE,
              ENABLED,
              QUALITY,
              GRAPH,
              TYPES,
              TAGS,
              SEARCH,
              MAX_NODES,
              CENTER,
              RADIUS,
              PARTS,
              FORCE_REFRESH,
              TOKEN,
              PUBKEY,
              CODE,
              MESSAGE)
          .flatMap(Arrays::stream)
          .collect(Collectors.toUnmodifiableSet());

  private FieldNames() {}
}
