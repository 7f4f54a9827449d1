package io.starling.server.router;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.message.JsonData;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.JsonNodeException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The description of one method: the same file that the documents publish. It is read when it is
 * first needed, so that starting costs nothing. Thread-safe.
 */
final class MethodSchema {

  private static final int MAX_FAULTS = 10;
  private static final String PARAMS = "params";

  private final String name;
  private volatile @Nullable Read read;

  /** The file and its compiled part. */
  private record Read(JsonNode description, Schema params) {}

  MethodSchema(String name) {
    this.name = name;
  }

  /** Kind, description, scope, and the schemas of parameters and result. */
  JsonNode description() {
    return read().description();
  }

  /**
   * Reads parameters.
   *
   * @throws ProtocolException VALIDATION_ERROR with the JSON pointer of each fault
   */
  JsonNode check(JsonData params) {
    JsonNode node = JsonMapper.shared().readTree(params.bytes());
    List<Error> faults;
    try {
      faults = read().params().validate(node);
    } catch (JsonNodeException e) {
      // The validator's answer to a float of 2^63 and more where the schema wants an integer.
      throw ProtocolException.in(
          ErrorCode.VALIDATION_ERROR, "A number is out of range", "/" + PARAMS);
    }
    if (faults.isEmpty()) {
      return node;
    }
    throw ProtocolException.in(
        ErrorCode.VALIDATION_ERROR,
        faults.getFirst().getMessage(),
        faults.stream().limit(MAX_FAULTS).map(MethodSchema::pointer).distinct().toList());
  }

  private static String pointer(Error fault) {
    String at = "/" + PARAMS + fault.getInstanceLocation();
    String property = fault.getProperty();
    return property == null ? at : at + "/" + property.replace("~", "~0").replace("/", "~1");
  }

  private Read read() {
    Read known = read;
    if (known == null) {
      known = load("/schema/methods/" + name + ".json");
      read = known;
    }
    return known;
  }

  private static Read load(String path) {
    Supplier<IllegalStateException> missing = () -> new IllegalStateException("no file " + path);
    try (InputStream file = MethodSchema.class.getResourceAsStream(path)) {
      if (file == null) {
        throw missing.get();
      }
      JsonNode description = JsonMapper.shared().readTree(file.readAllBytes());
      Schema params =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
              .getSchema(description.get(PARAMS));
      return new Read(description, params);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
