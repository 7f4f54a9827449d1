package io.starling.server.services;

import static io.starling.server.services.ServiceEvent.wireName;

import io.starling.protocol.json.JsonText;
import io.starling.protocol.message.JsonData;
import io.starling.server.services.ServiceEvent.AiAnswered;
import io.starling.server.services.ServiceEvent.AiChunk;
import io.starling.server.services.ServiceEvent.ConnectionCount;
import io.starling.server.services.ServiceEvent.Diagnostic;
import io.starling.server.services.ServiceEvent.DiagnosticsUpdated;
import io.starling.server.services.ServiceEvent.FileChanged;
import io.starling.server.services.ServiceEvent.Gesture;
import io.starling.server.services.ServiceEvent.GitEvent;
import io.starling.server.services.ServiceEvent.SearchProgress;
import io.starling.server.services.ServiceEvent.SearchResult;
import io.starling.server.services.ServiceEvent.ServiceError;
import io.starling.server.services.ServiceEvent.ServiceStarted;
import io.starling.server.services.ServiceEvent.ServiceStopped;
import io.starling.server.services.ServiceEvent.StatusUpdate;
import io.starling.server.services.ServiceEvent.TextRange;
import io.starling.server.services.ServiceEvent.ValidationComplete;
import io.starling.server.services.ServiceEvent.ValidationItem;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which channel tells an event, and in which words. Pure functions. */
final class EventJson {

  private EventJson() {}

  static String channel(ServiceEvent event) {
    return switch (event) {
      case FileChanged _ -> "files";
      case DiagnosticsUpdated _ -> "diagnostics";
      case AiChunk _ -> "ai-response";
      case AiAnswered _ -> "ai_response";
      case SearchProgress _ -> "search";
      case ValidationComplete _ -> "validation";
      case GitEvent _ -> "git";
      case Gesture _ -> "gesture";
      case ServiceStarted _, ServiceStopped _, StatusUpdate _, ConnectionCount _ -> "system";
      case ServiceError _ -> "error";
    };
  }

  /**
   * Writes an event's data; its {@code timestamp} comes last.
   *
   * @param millis the time now
   */
  static JsonData data(ServiceEvent event, long millis) {
    Map<String, Object> json = fields(event);
    json.put("timestamp", event instanceof Gesture g && g.timestamp() > 0 ? g.timestamp() : millis);
    return JsonText.of(json);
  }

  private static Map<String, Object> fields(ServiceEvent event) {
    return switch (event) {
      case FileChanged(var file, var what, var from) ->
          object("file", file, "event", wireName(what), "from", from);
      case DiagnosticsUpdated(var file, var diagnostics) ->
          object(
              "file",
              file,
              "diagnostics",
              diagnostics.stream().map(EventJson::diagnostic).toList());
      case AiChunk(var id, var chunk, var index, var finished) ->
          object("id", id, "chunk", chunk, "index", index, "finished", finished);
      case AiAnswered answer ->
          object("query", answer.query(), "response", answer.response(), "metadata", about(answer));
      case SearchProgress search -> search(search);
      case ValidationComplete done -> validation(done);
      case GitEvent(var type, var message, var ref, var commit) ->
          object("type", wireName(type), "message", message, "ref", ref, "commit", commit);
      case Gesture(var type, var x, var y, var confidence, _) ->
          object("type", type, "position", object("x", x, "y", y), "confidence", confidence);
      case ServiceStarted(var service, var message) -> system("service_started", service, message);
      case ServiceStopped(var service, var message) -> system("service_stopped", service, message);
      case StatusUpdate(var message) -> object("event", "status_update", "message", message);
      case ConnectionCount(var count) ->
          object(
              "event",
              "connection_count",
              "count",
              count,
              "message",
              count == 1 ? "1 client is connected" : count + " clients are connected");
      case ServiceError(var error, var details, var code) ->
          object("error", error, "details", details, "code", code.name());
    };
  }

  private static Map<String, Object> system(String event, String service, String message) {
    return object("event", event, "service", service, "message", message);
  }

  private static Map<String, Object> about(AiAnswered answer) {
    return object(
        "model",
        answer.model(),
        "inferenceTime",
        answer.inferenceMillis(),
        "tokenCount",
        answer.tokenCount());
  }

  private static Map<String, Object> search(SearchProgress search) {
    Map<String, Object> json =
        object("query", search.query(), "count", search.count(), "total", search.total());
    json.put("results", search.results().stream().map(EventJson::result).toList());
    json.put("finished", search.finished());
    return json;
  }

  private static Map<String, Object> result(SearchResult found) {
    return object(
        "file", found.file(), "line", found.line(), "column", found.column(), "text", found.text());
  }

  private static Map<String, Object> validation(ValidationComplete done) {
    Map<String, Object> json =
        object("tool", done.tool(), "ok", done.ok(), "errors", done.errors());
    json.put("warnings", done.warnings());
    json.put("durationMs", done.durationMillis());
    json.put("items", done.items().stream().map(EventJson::item).toList());
    return json;
  }

  private static Map<String, Object> item(ValidationItem said) {
    Map<String, Object> json = object("file", said.file(), "line", known(said.line()));
    json.putAll(object("column", known(said.column()), "severity", wireName(said.severity())));
    json.putAll(object("code", said.code(), "message", said.message()));
    return json;
  }

  /** Lines and columns begin with 1. */
  private static @Nullable Object known(int place) {
    return place > 0 ? place : null;
  }

  private static Map<String, Object> diagnostic(Diagnostic found) {
    TextRange at = found.range();
    Map<String, Object> json =
        object(
            "range",
            object(
                "start",
                object("line", at.startLine(), "character", at.startColumn()),
                "end",
                object("line", at.endLine(), "character", at.endColumn())));
    json.putAll(object("severity", wireName(found.severity()), "code", found.code()));
    json.putAll(object("source", found.source(), "message", found.message()));
    return json;
  }

  /** Names and values in turn; a null is left out. */
  private static Map<String, Object> object(@Nullable Object... namesAndValues) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      Object value = namesAndValues[i + 1];
      if (value != null) {
        object.put(String.valueOf(namesAndValues[i]), value);
      }
    }
    return object;
  }
}
