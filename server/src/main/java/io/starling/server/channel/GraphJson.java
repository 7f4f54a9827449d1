package io.starling.server.channel;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufOutputStream;
import io.starling.graph.model.Edge;
import io.starling.graph.model.Metadata;
import io.starling.graph.model.Node;
import io.starling.graph.simulation.Position;
import io.starling.graph.simulation.PositionsSnapshot;
import io.starling.protocol.message.JsonBody;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Nodes and edges as the graph client expects them. Chapter 3 of the specification. Pure functions.
 */
public final class GraphJson {

  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
  private static final Position ORIGIN = new Position(0, 0, 0);

  private GraphJson() {}

  /** An array of nodes, each where it is in {@code positions}, or at the origin. */
  public static JsonBody nodes(List<Node> nodes, PositionsSnapshot positions) {
    return array(
        json ->
            nodes.forEach(node -> node(json, node, positions.position(node.id()).orElse(ORIGIN))));
  }

  /** An array of edges. */
  public static JsonBody edges(List<Edge> edges) {
    return array(json -> edges.forEach(edge -> edge(json, edge)));
  }

  /** An array of ids. */
  static JsonBody ids(IntStream ids) {
    return array(json -> ids.forEach(json::writeNumber));
  }

  private interface Items {
    void write(JsonGenerator json);
  }

  private static JsonBody array(Items items) {
    return out -> {
      try (JsonGenerator json = generator(out)) {
        json.writeStartArray();
        items.write(json);
        json.writeEndArray();
      }
    };
  }

  private static JsonGenerator generator(ByteBuf out) {
    return FACTORY.createGenerator(
        ObjectWriteContext.empty(), (OutputStream) new ByteBufOutputStream(out));
  }

  private static void node(JsonGenerator json, Node node, Position at) {
    json.writeStartObject();
    json.writeNumberProperty("id", node.id());
    json.writeStringProperty("metadataId", node.metadataId());
    json.writeStringProperty("label", node.label());
    json.writeStringProperty("type", node.type().wireName());
    json.writeNumberProperty("quality", node.quality());
    json.writeObjectPropertyStart("position");
    json.writeNumberProperty("x", at.x());
    json.writeNumberProperty("y", at.y());
    json.writeNumberProperty("z", at.z());
    json.writeEndObject();
    json.writeName("metadata");
    metadata(json, node.metadata());
    json.writeEndObject();
  }

  private static void metadata(JsonGenerator json, Metadata metadata) {
    json.writeStartObject();
    json.writeStringProperty("kind", metadata.kind().wireName());
    json.writeArrayPropertyStart("tags");
    metadata.tags().forEach(json::writeString);
    json.writeEndArray();
    json.writeNumberProperty("words", metadata.words());
    json.writeNumberProperty("modified", metadata.modifiedMillis());
    if (metadata.error() != null) {
      json.writeStringProperty("error", metadata.error());
    }
    json.writeObjectPropertyStart("properties");
    for (Map.Entry<String, Object> property : metadata.properties().entrySet()) {
      json.writeName(property.getKey());
      value(json, property.getValue());
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void value(JsonGenerator json, Object value) {
    switch (value) {
      case Integer number -> json.writeNumber(number);
      case Long number -> json.writeNumber(number);
      case Number number when Double.isFinite(number.doubleValue()) ->
          json.writeNumber(number.doubleValue());
      case Boolean flag -> json.writeBoolean(flag);
      case List<?> list -> {
        json.writeStartArray();
        list.forEach(item -> value(json, item));
        json.writeEndArray();
      }
      default -> json.writeString(value.toString());
    }
  }

  private static void edge(JsonGenerator json, Edge edge) {
    json.writeStartObject();
    json.writeNumberProperty("id", edge.id());
    json.writeNumberProperty("source", edge.source());
    json.writeNumberProperty("target", edge.target());
    json.writeStringProperty("type", edge.type());
    json.writeNumberProperty("weight", edge.weight());
    json.writeEndObject();
  }
}
