package io.starling.protocol.schema;

import com.networknt.schema.Schema;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.starling.protocol.json.Dialect;
import io.starling.protocol.vectors.AllocationMeter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * Measures what a message costs to read by the decoder and by a validator of its schema: the
 * figures of ADR 7. CPU time of this thread, the least of several rounds that take turns.
 */
public final class ReadingCost {
  private static final int ROUNDS = 15;
  private static final int MESSAGES = 20_000;
  private static final Map<String, String> TEXTS =
      Map.of(
          "subscribe",
          "{\"type\":\"subscribe\",\"id\":\"2\",\"events\":[\"agents\",\"system\",\"git.*\"],"
              + "\"since\":{\"agents\":{\"epoch\":3,\"seq\":41}}}",
          "filter_update",
          "{\"type\":\"filter_update\",\"enabled\":true,\"quality_threshold\":0.7,"
              + "\"graph\":\"knowledge\",\"types\":[\"page\"],\"center\":[1,-2,3.5],\"radius\":40}");

  /** How many messages were taken; printed, so that no work is left out. */
  private static int taken;

  private ReadingCost() {}

  /** Prints CPU time and bytes of heap for a message. */
  public static void main(String[] arguments) {
    TEXTS.forEach(ReadingCost::measure);
  }

  private static void measure(String type, String message) {
    ByteBuf text = Unpooled.wrappedBuffer(message.getBytes(StandardCharsets.UTF_8));
    Schema schema = Schemas.at("client/" + type + ".json");
    IntSupplier[] ways = {
      () -> Dialect.EVENTS.decode(text) == null ? 0 : 1,
      () -> Schemas.JSON.readTree(text.toString(StandardCharsets.UTF_8)).size() > 0 ? 1 : 0,
      () ->
          schema.validate(Schemas.JSON.readTree(text.toString(StandardCharsets.UTF_8))).isEmpty()
              ? 1
              : 0,
    };
    long[] least = new long[ways.length];
    Arrays.fill(least, Long.MAX_VALUE);
    for (int round = 0; round < ROUNDS; round++) {
      for (int way = 0; way < ways.length; way++) {
        least[way] = Math.min(least[way], nanos(ways[way]));
      }
    }
    String[] names = {"decoded", "parsed to a tree", "parsed and validated"};
    for (int way = 0; way < ways.length; way++) {
      System.out.printf(
          "%-22s %7.2f µs %7d bytes%n", names[way], least[way] / 1e3 / MESSAGES, bytes(ways[way]));
    }
    System.out.println(
        taken + " messages, the last ones of " + text.readableBytes() + " bytes: " + type);
  }

  private static long nanos(IntSupplier way) {
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    for (int i = 0; i < MESSAGES; i++) {
      taken += way.getAsInt();
    }
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
  }

  private static long bytes(IntSupplier way) {
    return AllocationMeter.bytesOf(() -> taken += way.getAsInt());
  }
}
