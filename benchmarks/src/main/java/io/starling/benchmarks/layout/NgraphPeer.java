package io.starling.benchmarks.layout;

import io.starling.graph.layout.LayoutGraph;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A Node process that runs ngraph.forcelayout on a graph file: it answers each line {@code steps}
 * with the time that so many steps took. Confined to one thread.
 */
final class NgraphPeer implements AutoCloseable {
  private final Process process;
  private final Path graphFile;
  private final BufferedReader answers;
  private final Writer questions;

  NgraphPeer(Path script, LayoutGraph graph, float theta) throws IOException {
    graphFile = Files.createTempFile("layout", ".json");
    Files.writeString(graphFile, json(graph));
    process =
        new ProcessBuilder("node", script.toString(), graphFile.toString(), Float.toString(theta))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    answers = process.inputReader(StandardCharsets.UTF_8);
    questions = process.outputWriter(StandardCharsets.UTF_8);
  }

  /** Runs steps and times them. */
  Timing time(int steps) {
    try {
      questions.write(steps + "\n");
      questions.flush();
      String answer = answers.readLine();
      if (answer == null) {
        throw new IllegalStateException("the Node process has ended");
      }
      int space = answer.indexOf(' ');
      return new Timing(
          steps,
          Long.parseLong(answer.substring(0, space)),
          1_000 * Long.parseLong(answer.substring(space + 1)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    Files.delete(graphFile);
  }

  private static String json(LayoutGraph graph) {
    StringBuilder json = new StringBuilder("{\"positions\":[");
    for (int i = 0; i < graph.nodeCount(); i++) {
      json.append(i == 0 ? "" : ",")
          .append(graph.positions().x()[i])
          .append(',')
          .append(graph.positions().y()[i])
          .append(',')
          .append(graph.positions().z()[i]);
    }
    json.append("],\"edges\":[");
    for (int e = 0; e < graph.edgeCount(); e++) {
      json.append(e == 0 ? "" : ",")
          .append(graph.sources()[e])
          .append(',')
          .append(graph.targets()[e]);
    }
    return json.append("]}").toString();
  }
}
