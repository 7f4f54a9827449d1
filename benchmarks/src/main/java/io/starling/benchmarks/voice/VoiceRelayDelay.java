package io.starling.benchmarks.voice;

import io.starling.server.app.Server;
import io.starling.server.app.configuration.Configuration;
import io.starling.server.app.configuration.ConfigurationInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Speakers and listeners in one room over loopback: what lies between the speaker's socket write
 * and the listener's read. Every speaker says 50 chunks of 160 bytes a second, spread evenly.
 * Arguments: speakers, listeners, seconds.
 */
public final class VoiceRelayDelay {

  private static final int CHUNKS_A_SECOND = 50;
  private static final int AUDIO_BYTES = 160;
  private static final Duration WARM_UP = Duration.ofSeconds(8);

  private final List<Connection> speakers = new ArrayList<>();
  private final Listeners listeners = new Listeners();
  private int said;

  private VoiceRelayDelay() throws IOException {}

  public static void main(String[] args) throws IOException, InterruptedException {
    int speaking = args.length > 0 ? Integer.parseInt(args[0]) : 50;
    int listening = args.length > 1 ? Integer.parseInt(args[1]) : 50;
    int seconds = args.length > 2 ? Integer.parseInt(args[2]) : 20;
    Path folder = Files.createTempDirectory("starling-voice");
    Files.writeString(folder.resolve("page.md"), "# A page\n");
    try (Server server = Server.start(folder, configuration())) {
      var run = new VoiceRelayDelay();
      run.connect(server.port(), speaking, listening);
      Thread hearing = Thread.ofPlatform().daemon().start(run.listeners);
      run.speak(WARM_UP);
      run.listeners.measure(true);
      run.speak(Duration.ofSeconds(seconds));
      run.listeners.measure(false);
      run.listeners.stop();
      hearing.join();
      run.report(speaking, listening, seconds);
    }
  }

  /** Voices of 50 clients from one address are past its rate: it is raised, and still counted. */
  private static Configuration configuration() {
    String file =
        """
        server.port: 0
        limits.rates.voice: {per_minute: 10000000, burst: 1000000}
        """;
    return Configuration.read(new ConfigurationInput("voice.yaml", file, Map.of(), Map.of()));
  }

  private void connect(int port, int speaking, int listening) throws IOException {
    for (int i = 0; i < listening; i++) {
      Connection listener = Connection.open(port);
      listener.text("{\"type\":\"subscribe\",\"events\":[\"voice_chunk\"]}");
      listener.binary(new byte[] {0x30, 2, 1, 0, 0x08});
      listeners.add(listener);
    }
    for (int i = 0; i < speaking; i++) {
      speakers.add(Connection.open(port));
    }
  }

  private void speak(Duration time) throws IOException {
    long interval = Duration.ofSeconds(1).toNanos() / CHUNKS_A_SECOND / speakers.size();
    long began = System.nanoTime();
    long chunks = time.toNanos() / interval;
    for (long i = 0; i < chunks; i++) {
      while (began + i * interval - System.nanoTime() > 0) {
        LockSupport.parkNanos(began + i * interval - System.nanoTime());
      }
      int speaker = said % speakers.size();
      speakers.get(speaker).binary(chunk(1_000 + speaker, said / speakers.size()));
      said++;
    }
  }

  private static byte[] chunk(int agent, int number) {
    ByteBuffer out = ByteBuffer.allocate(4 + 7 + AUDIO_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    out.put((byte) 0x40).put((byte) 2).putShort((short) (7 + AUDIO_BYTES));
    out.putShort((short) agent).putShort((short) number).put((byte) 1);
    out.putShort((short) AUDIO_BYTES);
    return out.order(ByteOrder.BIG_ENDIAN).putLong(System.nanoTime()).array();
  }

  private void report(int speaking, int listening, int seconds) {
    System.out.printf(
        Locale.ROOT,
        "%d speakers, %d listeners, %d s: %,d of %,d chunks heard; delay p50 %.2f ms, p99 %.2f ms,"
            + " p99.9 %.2f ms%n",
        speaking,
        listening,
        seconds,
        listeners.count(),
        (long) speaking * CHUNKS_A_SECOND * listening * seconds,
        listeners.percentile(0.5),
        listeners.percentile(0.99),
        listeners.percentile(0.999));
  }
}
