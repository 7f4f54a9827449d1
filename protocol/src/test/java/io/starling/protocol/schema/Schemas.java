package io.starling.protocol.schema;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The files under {@code protocol/schema}, as the jar has them. */
final class Schemas {
  static final Path FOLDER = Path.of("schema");
  static final Schema META;

  static final JsonMapper JSON = JsonMapper.shared();

  private static final String BASE = "https://starling.example/schema/";
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder -> builder.schemaIdResolvers(ids -> ids.mapPrefix(BASE, "classpath:schema/")));

  static {
    META = REGISTRY.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
  }

  private Schemas() {}

  /** Returns the schema in this file, or in a part of it: {@code client/ping.json#/properties}. */
  static Schema at(String path) {
    return REGISTRY.getSchema(SchemaLocation.of(BASE + path));
  }

  static boolean takes(String path, JsonNode value) {
    return at(path).validate(value).isEmpty();
  }

  /** Returns the paths of all files in this folder or below, with {@code /}, in order. */
  static List<String> files(String folder) {
    try (Stream<Path> paths = Files.walk(FOLDER.resolve(folder))) {
      return paths
          .filter(path -> path.toString().endsWith(".json"))
          .map(path -> FOLDER.relativize(path).toString().replace('\\', '/'))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode vectors(String name) {
    return JSON.readTree(Path.of("vectors", "json", name + ".json"));
  }
}
