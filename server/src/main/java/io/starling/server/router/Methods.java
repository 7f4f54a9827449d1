package io.starling.server.router;

import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.Failure;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.error.RequestId;
import io.starling.protocol.message.JsonData;
import io.starling.protocol.message.ServerMessage;
import io.starling.server.channel.Viewer;
import io.starling.server.session.SessionClock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** All queries and commands by name. Thread-safe; handlers run on their caller's event loop. */
public final class Methods {

  private static final Logger LOG = LoggerFactory.getLogger(Methods.class);

  private final Map<String, Entry> byName = new LinkedHashMap<>();
  private final SessionClock clock;

  private record Entry(Method method, MethodSchema schema) {}

  public Methods(List<Method> methods, SessionClock clock) {
    this.clock = clock;
    add(Method.query("rpc.list", (_, _) -> new Reply.Answer(Json.body(list()))));
    methods.forEach(this::add);
  }

  private void add(Method method) {
    if (byName.put(method.name(), new Entry(method, new MethodSchema(method.name()))) != null) {
      throw new IllegalArgumentException("two methods are called " + method.name());
    }
  }

  /** The names of all methods. */
  List<String> names() {
    return List.copyOf(byName.keySet());
  }

  /** Calls a method and answers with its reply, or why there is none. */
  void call(Viewer viewer, Method.Kind kind, String name, JsonData params, @Nullable RequestId id) {
    Entry entry = byName.get(name);
    if (entry == null || entry.method().kind() != kind) {
      fail(viewer, id, ErrorCode.UNKNOWN_METHOD, unknown(kind, name));
      return;
    }
    Method method = entry.method();
    if (method.scope() != null && !viewer.session().principal().may(method.scope())) {
      fail(viewer, id, ErrorCode.FORBIDDEN, name + " needs the scope " + method.scope().wireName());
      return;
    }
    try {
      answer(viewer, method.handler().call(viewer, entry.schema().check(params)), id);
    } catch (ProtocolException bad) {
      viewer.fail(bad.about(id).failure(clock.millis()));
    }
  }

  private void answer(Viewer viewer, Reply reply, @Nullable RequestId id) {
    switch (reply) {
      case Reply.Answer answer ->
          viewer.send(new ServerMessage.Response(answer.result(), id, clock.millis()));
      case Reply.Refused refused -> fail(viewer, id, refused.code(), refused.reason());
      case Reply.Later later -> await(viewer, later.reply(), id);
    }
  }

  private void await(Viewer viewer, CompletionStage<Reply> reply, @Nullable RequestId id) {
    reply.whenComplete(
        (done, fault) ->
            viewer.execute(
                () -> {
                  if (fault == null) {
                    answer(viewer, done, id);
                  } else {
                    LOG.atError().setCause(fault).log("method failed");
                    fail(
                        viewer,
                        id,
                        ErrorCode.INTERNAL_ERROR,
                        ErrorCode.INTERNAL_ERROR.defaultMessage());
                  }
                }));
  }

  private String unknown(Method.Kind kind, String name) {
    Entry other = byName.get(name);
    String shown = name.length() > 64 ? name.substring(0, 64) + "…" : name;
    return other == null
        ? "There is no %s '%s'; rpc.list names all".formatted(kind.wireName(), shown)
        : "'%s' is a %s".formatted(shown, other.method().kind().wireName());
  }

  private void fail(Viewer viewer, @Nullable RequestId id, ErrorCode code, String reason) {
    viewer.fail(Failure.of(code, reason, clock.millis()).withId(id));
  }

  private JsonNode list() {
    ArrayNode methods = JsonMapper.shared().createArrayNode();
    for (Entry entry : byName.values()) {
      ObjectNode one = methods.addObject().put("name", entry.method().name());
      entry
          .schema()
          .description()
          .properties()
          .forEach(field -> one.set(field.getKey(), field.getValue()));
    }
    return JsonMapper.shared().createObjectNode().set("methods", methods);
  }
}
