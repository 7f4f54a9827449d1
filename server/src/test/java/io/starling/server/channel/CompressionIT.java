package io.starling.server.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.starling.protocol.binary.AckCodec;
import io.starling.protocol.compression.Coding;
import io.starling.protocol.compression.Decompressor;
import io.starling.protocol.message.ClientMessage.BroadcastAck;
import io.starling.server.app.Served;
import io.starling.server.testing.GraphClient;
import io.starling.server.testing.Message.Binary;
import io.starling.server.testing.Message.Place;
import io.starling.server.testing.Pages;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Streams of the real server, to clients that want them smaller, and messages of such clients. */
class CompressionIT {

  private static final int PAGES = 200;

  @TempDir private static Path folder;
  private static Served server;

  @BeforeAll
  static void serve() throws IOException {
    server = Served.folder(Pages.ring(folder, PAGES));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "?v=3&caps=zlib, ZLIB, 0x10, 21",
    "?v=4&caps=brotli, BROTLI, 0x10, 21",
    "'?v=3&caps=zlib,brotli', BROTLI, 0x10, 21",
    "?v=3&format=client28&caps=zlib, ZLIB, 0x12, 28",
  })
  void compressesWhatIsLarge(String query, Coding coding, int type, int record) {
    try (GraphClient client = server.client(query)) {
      client.load();

      Binary keyframe = client.binary(type);

      assertThat(keyframe.flags()).isEqualTo(coding.flag());
      Binary plain = inflated(coding, keyframe);
      assertThat(keyframe.payload().remaining()).isLessThan(plain.payload().remaining());
      assertThat(plain.payload().remaining() % record).isZero();
      assertThat(plain.places()).extracting(Place::id).contains(1, PAGES).doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @CsvSource({"?v=2&caps=zlib", "?v=3", "?v=3&caps=acks"})
  void compressesNothingThatWasNotAgreedOn(String query) {
    try (GraphClient client = server.client(query)) {
      client.load();

      Binary keyframe = client.binary(0x10);

      assertThat(keyframe.flags()).isZero();
      assertThat(keyframe.places()).hasSizeGreaterThan(PAGES - 1);
    }
  }

  @Test
  void readsAndCountsWhatClientsAcknowledge() {
    try (GraphClient client = server.client("?v=3&caps=acks")) {
      double before = acknowledgements();
      for (int i = 0; i < 700; i++) {
        byte[] ack = new byte[AckCodec.BYTES];
        AckCodec.encode(Unpooled.wrappedBuffer(ack).clear(), 3, new BroadcastAck(i, 1, 2));
        client.send(ack);
      }
      client.untilNow();

      assertThat(acknowledgements() - before).isEqualTo(700);
      assertThat(client.taken()).noneMatch(message -> message.toString().contains("RATE_LIMIT"));
    }
  }

  private static double acknowledgements() {
    return server.http().metric("acknowledgements_total");
  }

  private static Binary inflated(Coding coding, Binary message) {
    try (Decompressor decompressor = new Decompressor()) {
      ByteBuffer payload =
          decompressor
              .decompress(coding, Unpooled.wrappedBuffer(message.payload()))
              .nioBuffer()
              .order(ByteOrder.LITTLE_ENDIAN);
      return new Binary(message.type(), message.version(), 0, payload);
    }
  }
}
