package io.starling.server.services;

import io.starling.protocol.json.JsonText;
import io.starling.protocol.message.JsonData;
import io.starling.server.auth.ChannelPattern;
import io.starling.server.services.ServiceEvent.AiAnswered;
import io.starling.server.services.ServiceEvent.AiChunk;
import io.starling.server.services.ServiceEvent.Diagnostic;
import io.starling.server.services.ServiceEvent.DiagnosticsUpdated;
import io.starling.server.services.ServiceEvent.FileChanged;
import io.starling.server.services.ServiceEvent.FileEvent;
import io.starling.server.services.ServiceEvent.GitEvent;
import io.starling.server.services.ServiceEvent.GitEventType;
import io.starling.server.services.ServiceEvent.SearchProgress;
import io.starling.server.services.ServiceEvent.SearchResult;
import io.starling.server.services.ServiceEvent.ServiceError;
import io.starling.server.services.ServiceEvent.Trouble;
import io.starling.server.services.ServiceEvent.ValidationComplete;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Publishes what happened to everybody who is subscribed: one method for each kind of event, and
 * {@link #emit} for those that nobody foresaw. For services, and for programs that embed the
 * server. Thread-safe; never blocks.
 */
public final class EventPublisher {

  private final EventSink sink;
  private final LongSupplier millis;

  /**
   * @param millis Unix time
   */
  public EventPublisher(EventSink sink, LongSupplier millis) {
    this.sink = sink;
    this.millis = millis;
  }

  /** What became of a file, named relative to the served folder with {@code /}. */
  public void fileChanged(String file, FileEvent event) {
    publish(new FileChanged(file, event, null));
  }

  /** All findings in one file now; on the channel {@code diagnostics}. */
  public void diagnosticsUpdated(String file, List<Diagnostic> diagnostics) {
    publish(new DiagnosticsUpdated(file, diagnostics));
  }

  /** A piece of an answer, numbered from 0; on the channel {@code ai-response}. */
  public void aiChunk(String id, String chunk, int index, boolean finished) {
    publish(new AiChunk(id, chunk, index, finished));
  }

  /** A whole answer; on the channel {@code ai_response}. */
  public void aiAnswered(AiAnswered answer) {
    publish(answer);
  }

  /** What a search has found since it told last; on the channel {@code search}. */
  public void searchProgress(
      String query, int count, int total, List<SearchResult> results, boolean finished) {
    publish(new SearchProgress(query, count, total, results, finished));
  }

  /** What a tool found; on the channel {@code validation}. */
  public void validationComplete(ValidationComplete result) {
    publish(result);
  }

  /** What became of the repository; on the channel {@code git}. */
  public void gitEvent(GitEventType type, String message) {
    publish(new GitEvent(type, message, null, null));
  }

  /** What is wrong with a service; on the channel {@code error}. */
  public void failed(String error, String details, Trouble code) {
    publish(new ServiceError(error, details, code));
  }

  /** Any event, on its channel. */
  public void publish(ServiceEvent event) {
    sink.publish(EventJson.channel(event), EventJson.data(event, millis.getAsLong()));
  }

  /**
   * Anything else, on a channel of the caller's choice; a {@code timestamp} in Unix ms is added
   * where there is none.
   *
   * @param data strings, numbers, booleans, nulls, and lists and maps of these
   * @throws IllegalArgumentException if no channel can be called so
   */
  public void emit(String channel, Map<String, ?> data) {
    if (!ChannelPattern.isName(channel)) {
      throw new IllegalArgumentException(
          "a channel's name consists of letters, digits, '_', ':' and '-' in segments divided by"
              + " single dots");
    }
    sink.publish(channel, stamped(data));
  }

  private JsonData stamped(Map<String, ?> data) {
    Map<String, Object> whole = new LinkedHashMap<>(data);
    whole.putIfAbsent("timestamp", millis.getAsLong());
    return JsonText.of(whole);
  }
}
