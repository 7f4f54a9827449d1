package io.starling.server.app;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code starling bandwidth}. */
@Command(
    name = "bandwidth",
    description = "Says what agents and nodes take of a client's line, in each format.",
    footer = {
      "",
      "Examples:",
      "  starling bandwidth --agents 100 --rate 60",
      "  starling bandwidth --nodes 10000 --rate 10",
    },
    mixinStandardHelpOptions = true)
final class BandwidthCommand implements Callable<Integer> {

  @Option(
      names = "--agents",
      defaultValue = "0",
      paramLabel = "N",
      description = "Agents that move. Default: ${DEFAULT-VALUE}.")
  private int agents;

  @Option(
      names = "--nodes",
      defaultValue = "0",
      paramLabel = "N",
      description = "Nodes that move. Default: ${DEFAULT-VALUE}.")
  private int nodes;

  @Option(
      names = "--rate",
      defaultValue = "10",
      paramLabel = "HZ",
      description = "Updates a second. Default: ${DEFAULT-VALUE}.")
  private int rate = 10;

  @Option(
      names = "--voice",
      paramLabel = "N",
      defaultValue = "0",
      description = "Agents that speak, at 64 kbit/s of Opus. Default: ${DEFAULT-VALUE}.")
  private int voices;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    require(agents >= 0 && agents <= 16_383, "--agents is from 0 to 16383");
    require(nodes >= 0 && nodes < 1 << 26, "--nodes is from 0 to 67108863");
    require(rate >= 1 && rate <= 60, "--rate is from 1 to 60");
    require(voices >= 0 && voices <= 16_383, "--voice is from 0 to 16383");
    require(agents + nodes + voices > 0, "say how many --agents, --nodes or --voice there are");
    for (Bandwidth.Line line : Bandwidth.of(agents, nodes, rate, voices)) {
      print(
          String.format(
              Locale.ROOT,
              "%-44s %10.1f KB/s  %8.2f Mbit/s",
              line.what(),
              line.bytesPerSecond() / 1e3,
              line.bytesPerSecond() * 8 / 1e6));
    }
    return 0;
  }

  private CommandSpec spec() {
    if (spec == null) {
      throw new IllegalStateException("picocli sets it");
    }
    return spec;
  }

  private void require(boolean holds, String sentence) {
    if (!holds) {
      throw new ParameterException(spec().commandLine(), sentence);
    }
  }

  private void print(String line) {
    spec().commandLine().getOut().println(line);
    spec().commandLine().getOut().flush();
  }
}
