package io.starling.graph.simulation;

import io.starling.graph.layout.LayoutParameters;
import io.starling.graph.model.Graph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What other threads want of the simulation before its next step. The newest of each kind wins: one
 * graph, one set of parameters, one wish per node of the graph; so it is bounded by the graph, and
 * nothing that counts is lost. Thread-safe.
 */
final class Mailbox {
  /**
   * What has come since the last time; {@code Optional.empty()} in {@code holds} lets a node go.
   */
  record Letters(
      @Nullable Graph graph,
      @Nullable PositionsSnapshot known,
      @Nullable LayoutParameters parameters,
      Map<Integer, Optional<Position>> holds,
      List<CompletableFuture<PositionsSnapshot>> waiting) {}

  private volatile boolean empty = true;
  private volatile Graph newest = Graph.empty();
  private @Nullable Graph graph;
  private @Nullable PositionsSnapshot known;
  private @Nullable LayoutParameters parameters;
  private Map<Integer, Optional<Position>> holds = new HashMap<>();
  private List<CompletableFuture<PositionsSnapshot>> waiting = new ArrayList<>();

  boolean isEmpty() {
    return empty;
  }

  synchronized CompletableFuture<PositionsSnapshot> put(
      Graph next, @Nullable PositionsSnapshot positions) {
    graph = next;
    newest = next;
    known = positions == null ? known : positions;
    CompletableFuture<PositionsSnapshot> taken = new CompletableFuture<>();
    waiting.add(taken);
    empty = false;
    return taken;
  }

  synchronized void put(LayoutParameters next) {
    parameters = next;
    empty = false;
  }

  /** Takes a wish for a node; returns false and does nothing when the newest graph lacks it. */
  synchronized boolean put(int id, Optional<Position> hold) {
    if (newest.node(id).isEmpty()) {
      return false;
    }
    holds.put(id, hold);
    empty = false;
    return true;
  }

  /** Asks for a step even though nothing else has changed. */
  synchronized void ring() {
    empty = false;
  }

  /** Empties the box. */
  synchronized Letters take() {
    Letters letters = new Letters(graph, known, parameters, holds, waiting);
    graph = null;
    known = null;
    parameters = null;
    holds = new HashMap<>();
    waiting = new ArrayList<>();
    empty = true;
    return letters;
  }
}
