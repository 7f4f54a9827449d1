package io.starling.protocol.messagepack;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePacker;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Turns JSON text of our own into MessagePack. It is read twice: a container's header says how many
 * elements follow, so they are counted first. Confined to one message.
 */
public final class MessagePackWriter {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int MAX_UNSIGNED_BITS = 64;

  private final String text;
  private final MessagePacker out;

  /** Elements of each container, in the order in which they begin. */
  private int[] sizes = new int[16];

  private int containers;
  private int next;

  private MessagePackWriter(String text, MessagePacker out) {
    this.text = text;
    this.out = out;
  }

  /** Appends the JSON value as MessagePack. */
  public static void fromJson(ByteBuf json, ByteBuf out) {
    String text = json.toString(StandardCharsets.UTF_8);
    try (MessagePacker packer = MessagePack.newDefaultPacker(new ByteBufOutputStream(out))) {
      MessagePackWriter writer = new MessagePackWriter(text, packer);
      writer.count();
      writer.write();
    } catch (IOException e) {
      throw new UncheckedIOException("a buffer in memory", e);
    }
  }

  private void count() {
    Deque<Integer> open = new ArrayDeque<>();
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token.isStructEnd()) {
          open.pop();
        } else if (token != JsonToken.PROPERTY_NAME) {
          if (!open.isEmpty()) {
            sizes[open.element()]++;
          }
          if (token.isStructStart()) {
            open.push(begin());
          }
        }
      }
    }
  }

  private int begin() {
    if (containers == sizes.length) {
      sizes = Arrays.copyOf(sizes, containers * 2);
    }
    return containers++;
  }

  private void write() throws IOException {
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        write(json, token);
      }
    }
  }

  private void write(JsonParser json, JsonToken token) throws IOException {
    switch (token) {
      case START_OBJECT -> out.packMapHeader(sizes[next++]);
      case START_ARRAY -> out.packArrayHeader(sizes[next++]);
      case PROPERTY_NAME -> out.packString(json.currentName());
      case VALUE_STRING -> out.packString(json.getString());
      case VALUE_NUMBER_INT -> integer(json);
      case VALUE_NUMBER_FLOAT -> number(json.getDoubleValue());
      case VALUE_TRUE -> out.packBoolean(true);
      case VALUE_FALSE -> out.packBoolean(false);
      case VALUE_NULL -> out.packNil();
      default -> {} // the end of a container is where its elements are
    }
  }

  private void integer(JsonParser json) throws IOException {
    if (json.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      out.packLong(json.getLongValue());
      return;
    }
    BigInteger value = json.getBigIntegerValue();
    if (value.signum() > 0 && value.bitLength() <= MAX_UNSIGNED_BITS) {
      out.packBigInteger(value);
    } else {
      out.packDouble(value.doubleValue());
    }
  }

  private void number(double value) throws IOException {
    if ((float) value == value) {
      out.packFloat((float) value);
    } else {
      out.packDouble(value);
    }
  }
}
