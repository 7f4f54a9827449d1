package io.starling.server.services;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.starling.server.services.ServiceEvent.AiAnswered;
import io.starling.server.services.ServiceEvent.AiChunk;
import io.starling.server.services.ServiceEvent.ConnectionCount;
import io.starling.server.services.ServiceEvent.Diagnostic;
import io.starling.server.services.ServiceEvent.DiagnosticsUpdated;
import io.starling.server.services.ServiceEvent.FileChanged;
import io.starling.server.services.ServiceEvent.FileEvent;
import io.starling.server.services.ServiceEvent.Gesture;
import io.starling.server.services.ServiceEvent.GitEvent;
import io.starling.server.services.ServiceEvent.GitEventType;
import io.starling.server.services.ServiceEvent.SearchProgress;
import io.starling.server.services.ServiceEvent.SearchResult;
import io.starling.server.services.ServiceEvent.ServiceError;
import io.starling.server.services.ServiceEvent.ServiceStarted;
import io.starling.server.services.ServiceEvent.ServiceStopped;
import io.starling.server.services.ServiceEvent.Severity;
import io.starling.server.services.ServiceEvent.StatusUpdate;
import io.starling.server.services.ServiceEvent.TextRange;
import io.starling.server.services.ServiceEvent.Trouble;
import io.starling.server.services.ServiceEvent.ValidationComplete;
import io.starling.server.services.ServiceEvent.ValidationItem;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** What is published is what the schemas of the channels say, with every field and without. */
class EventSchemaTest {

  private static final String BASE = "https://starling.example/schema/";

  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder -> builder.schemaIdResolvers(ids -> ids.mapPrefix(BASE, "classpath:schema/")));

  static Stream<ServiceEvent> events() {
    var range = new TextRange(0, 1, 2, 3);
    return Stream.of(
        new FileChanged("a/b.md", FileEvent.ADD, "c.md"),
        new FileChanged("a/b.md", FileEvent.CHANGE, null),
        new FileChanged("a/b.md", FileEvent.DELETE, null),
        new DiagnosticsUpdated("a.ts", List.of()),
        new DiagnosticsUpdated(
            "a.ts",
            Arrays.stream(Severity.values())
                .map(severity -> new Diagnostic(range, severity, "TS1", "ts", "No"))
                .toList()),
        new DiagnosticsUpdated(
            "a.ts", List.of(new Diagnostic(range, Severity.HINT, null, "ts", "No"))),
        new AiChunk("a1", "text", 0, false),
        new AiAnswered("q", "r", "llama3.2:latest", 1234, 45),
        new SearchProgress("q", 1, 1, List.of(new SearchResult("a", 1, 1, "q")), true),
        new ValidationComplete(
            "tsc",
            false,
            1,
            0,
            5,
            List.of(
                new ValidationItem("a.ts", 1, 2, Severity.ERROR, "TS1", "No"),
                new ValidationItem(null, 0, 0, Severity.WARNING, null, "Hm"))),
        new GitEvent(GitEventType.COMMIT, "m", "refs/heads/main", "abc"),
        new GitEvent(GitEventType.STATUS, "m", null, null),
        new Gesture("wave", 0.5, 0.5, 0.92, 0),
        new ServiceStarted("vision", "m"),
        new ServiceStopped("vision", "m"),
        new StatusUpdate("m"),
        new ConnectionCount(3),
        new ServiceError("e", "d", Trouble.CAMERA_ERROR));
  }

  @ParameterizedTest
  @MethodSource("events")
  void eachEventIsAsTheSchemaOfItsChannelSays(ServiceEvent event) {
    Schema schema =
        SCHEMAS.getSchema(SchemaLocation.of(BASE + "events/" + EventJson.channel(event) + ".json"));
    String data = EventJson.data(event, 1_640_000_000_000L).toString();

    assertThat(schema.validate(JsonMapper.shared().readTree(data))).as(data).isEmpty();
  }

  @Test
  void noKindOfEventIsForgotten() {
    Set<Class<?>> tried = events().map(Object::getClass).collect(Collectors.toSet());

    assertThat(tried).containsExactlyInAnyOrder(ServiceEvent.class.getPermittedSubclasses());
  }
}
