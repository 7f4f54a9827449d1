package io.starling.server.services;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, in the terms of the channel that tells it. Chapter 6 of the
 * specification. Immutable.
 */
public sealed interface ServiceEvent {

  /** What became of a file. */
  enum FileEvent {
    ADD,
    CHANGE,
    DELETE
  }

  /**
   * A file of the served folder.
   *
   * @param file relative to the folder, with {@code /}
   * @param from what it was called before it was renamed, else null
   */
  record FileChanged(String file, FileEvent event, @Nullable String from) implements ServiceEvent {}

  /** All that a language server says of one file now. */
  record DiagnosticsUpdated(String file, List<Diagnostic> diagnostics) implements ServiceEvent {
    public DiagnosticsUpdated {
      diagnostics = List.copyOf(diagnostics);
    }
  }

  /** One finding. */
  record Diagnostic(
      TextRange range, Severity severity, @Nullable String code, String source, String message) {}

  /** Lines and columns from 0; the end is not part of it. */
  record TextRange(int startLine, int startColumn, int endLine, int endColumn) {}

  /** How bad a finding is. */
  enum Severity {
    ERROR,
    WARNING,
    INFORMATION,
    HINT
  }

  /**
   * A piece of an answer.
   *
   * @param id of the answer
   * @param index from 0
   */
  record AiChunk(String id, String chunk, int index, boolean finished) implements ServiceEvent {}

  /** A whole answer. */
  record AiAnswered(
      String query, String response, String model, long inferenceMillis, int tokenCount)
      implements ServiceEvent {}

  /**
   * What a search has found since it told last.
   *
   * @param count of these results
   * @param total of results so far
   */
  record SearchProgress(
      String query, int count, int total, List<SearchResult> results, boolean finished)
      implements ServiceEvent {
    public SearchProgress {
      results = List.copyOf(results);
    }
  }

  /** A line that was found; line and column from 1. */
  record SearchResult(String file, int line, int column, String text) {}

  /** A tool has run. */
  record ValidationComplete(
      String tool,
      boolean ok,
      int errors,
      int warnings,
      long durationMillis,
      List<ValidationItem> items)
      implements ServiceEvent {
    public ValidationComplete {
      items = List.copyOf(items);
    }
  }

  /**
   * Something that a tool said.
   *
   * @param file null where it is about none
   * @param line from 1; 0 where it is about none
   * @param column from 1; 0 where it is about none
   */
  record ValidationItem(
      @Nullable String file,
      int line,
      int column,
      Severity severity,
      @Nullable String code,
      String message) {}

  /** What a repository can tell. */
  enum GitEventType {
    COMMIT,
    BRANCH,
    CHECKOUT,
    MERGE,
    STATUS,
    TAG
  }

  /** The repository has changed. */
  record GitEvent(GitEventType type, String message, @Nullable String ref, @Nullable String commit)
      implements ServiceEvent {}

  /**
   * A gesture was seen.
   *
   * @param type such as {@code wave}
   * @param x of its place in the picture
   * @param confidence from 0 to 1
   * @param timestamp Unix ms; 0 for now
   */
  record Gesture(String type, double x, double y, double confidence, long timestamp)
      implements ServiceEvent {}

  /** A service came or went. */
  record ServiceStarted(String service, String message) implements ServiceEvent {}

  /** A service is not there. */
  record ServiceStopped(String service, String message) implements ServiceEvent {}

  /** Something that everybody may want to know. */
  record StatusUpdate(String message) implements ServiceEvent {}

  /** So many are connected now. */
  record ConnectionCount(long count) implements ServiceEvent {}

  /** What can be wrong with a service. */
  enum Trouble {
    CAMERA_ERROR,
    AI_ERROR,
    NETWORK_ERROR,
    VALIDATION_ERROR
  }

  /**
   * A service failed at something.
   *
   * @param error a few words
   * @param details a sentence
   */
  record ServiceError(String error, String details, Trouble code) implements ServiceEvent {}

  /** An enum's constant as the wire says it. */
  static String wireName(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
