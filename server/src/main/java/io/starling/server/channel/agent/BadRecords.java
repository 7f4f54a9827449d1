package io.starling.server.channel.agent;

import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.Failure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The records of one report that were dropped, by why; an error names the first of them. */
final class BadRecords {

  /** So many ids an error names for each reason. */
  private static final int MAX_NAMED = 20;

  private final Map<String, List<Long>> named = new LinkedHashMap<>();
  private int dropped;

  void add(String why, int id) {
    dropped++;
    List<Long> ids = named.computeIfAbsent(why, _ -> new ArrayList<>());
    if (ids.size() < MAX_NAMED) {
      ids.add(Integer.toUnsignedLong(id));
    }
  }

  Optional<Failure> failure(int count, long millis) {
    if (dropped == 0) {
      return Optional.empty();
    }
    Map<String, Object> details = new LinkedHashMap<>(named);
    details.put("dropped", dropped);
    return Optional.of(
        Failure.of(
                ErrorCode.INVALID_RECORD,
                "Records of agents were dropped: %d of %d".formatted(dropped, count),
                millis)
            .withDetails(details));
  }
}
