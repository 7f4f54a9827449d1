package io.starling.server.app;

import io.starling.server.app.configuration.Configuration;
import io.starling.server.app.configuration.ConfigurationInput;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code starling serve [PATH]}. */
@Command(
    name = "serve",
    description = "Serves a folder of Markdown and RDF as a living graph.",
    footer = {
      "",
      "Examples:",
      "  starling serve examples/garden",
      "  starling serve --port 0 ~/notes        a free port, printed at the start",
      "  starling serve --host 0.0.0.0 docs     others may look, but not drag",
    },
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

  @Parameters(
      index = "0",
      defaultValue = ".",
      paramLabel = "PATH",
      description = "The folder. Default: this one.")
  private Path folder = Path.of(".");

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "What else to set: docs/configuration.md. Default: "
              + ConfigurationInput.FILE_NAME
              + " in the working directory, if there is one.")
  private @Nullable Path config;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "The address to listen on. Default: 127.0.0.1.")
  private @Nullable String host;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "The port, 0 for a free one. Default: " + ServeOptions.DEFAULT_PORT + ".")
  private @Nullable Integer port;

  @Option(
      names = "--bench",
      description = "Adds /bench/sub, /bench/pub and /bench/echo, for measuring on this machine.")
  private boolean bench;

  @Override
  public Integer call() throws InterruptedException {
    ConfigurationFile file = ConfigurationFile.read(config);
    Server server =
        Server.start(
            folder,
            Configuration.read(
                new ConfigurationInput(file.name(), file.text(), System.getenv(), flags())));
    var stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  server.close();
                  stopped.countDown();
                },
                "shutdown"));
    System.out.println("Starling is at " + server.url());
    System.out.flush();
    stopped.await();
    return 0;
  }

  /** Those that were given. */
  private Map<String, String> flags() {
    Map<String, String> flags = new HashMap<>();
    if (host != null) {
      flags.put("--host", host);
    }
    if (port != null) {
      flags.put("--port", port.toString());
    }
    if (bench) {
      flags.put("--bench", "true");
    }
    return flags;
  }
}
