package io.starling.protocol.json;

import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.error.RequestId;
import io.starling.protocol.message.ClientMessage.FilterUpdate;
import io.starling.protocol.message.Filter;
import io.starling.protocol.message.GraphKind;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads {@code filter_update}. A field that is absent means no restriction, not "as before". */
final class FilterFields {
  private static final int MAX_SEARCH_CHARS = 1_000;

  private FilterFields() {}

  static FilterUpdate read(Fields fields, @Nullable RequestId id) {
    Filter filter =
        new Filter(
            get(fields, true, Field::bool, FieldNames.ENABLED),
            get(fields, 0.0, field -> field.number(0, 1), FieldNames.QUALITY),
            get(fields, GraphKind.ALL, FilterFields::graph, FieldNames.GRAPH),
            get(fields, List.of(), field -> List.copyOf(field.words()), FieldNames.TYPES),
            get(fields, List.of(), field -> List.copyOf(field.words()), FieldNames.TAGS),
            get(fields, "", field -> field.text(MAX_SEARCH_CHARS), FieldNames.SEARCH),
            get(fields, 0, field -> field.whole(0, Filter.UNLIMITED), FieldNames.MAX_NODES),
            region(fields));
    return new FilterUpdate(
        filter,
        get(fields, false, Field::bool, FieldNames.PARTS),
        get(fields, false, Field::bool, FieldNames.FORCE_REFRESH),
        id);
  }

  private static <T> T get(Fields fields, T absent, Function<Field, T> read, String... names) {
    Field field = fields.find(Fields.ANYWHERE, names);
    return field == null ? absent : read.apply(field);
  }

  private static GraphKind graph(Field field) {
    return switch (field.text()) {
      case "knowledge", "knowledge_graph" -> GraphKind.KNOWLEDGE;
      case "ontology" -> GraphKind.ONTOLOGY;
      case "all" -> GraphKind.ALL;
      default -> throw field.wrong("knowledge, ontology or all");
    };
  }

  private static Filter.@Nullable Sphere region(Fields fields) {
    Field center = fields.find(Fields.ANYWHERE, FieldNames.CENTER);
    Field radius = fields.find(Fields.ANYWHERE, FieldNames.RADIUS);
    if (center == null && radius == null) {
      return null;
    }
    if (center == null || radius == null) {
      throw ProtocolException.in(
          ErrorCode.VALIDATION_ERROR,
          "center and radius go together",
          center == null ? "/center" : "/radius");
    }
    float[] at = center.vector();
    return new Filter.Sphere(at[0], at[1], at[2], (float) radius.number(0, Float.MAX_VALUE));
  }
}
