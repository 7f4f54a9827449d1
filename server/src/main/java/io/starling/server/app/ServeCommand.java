package io.starling.server.app;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
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
      names = "--host",
      defaultValue = "127.0.0.1",
      paramLabel = "ADDRESS",
      description = "The address to listen on. Default: ${DEFAULT-VALUE}.")
  private String host = "127.0.0.1";

  @Option(
      names = "--port",
      defaultValue = "" + ServeOptions.DEFAULT_PORT,
      paramLabel = "PORT",
      description = "The port, 0 for a free one. Default: ${DEFAULT-VALUE}.")
  private int port = ServeOptions.DEFAULT_PORT;

  @Option(
      names = "--bench",
      description = "Adds /bench/sub, /bench/pub and /bench/echo, for measuring on this machine.")
  private boolean bench;

  @Override
  public Integer call() throws InterruptedException {
    Server server = Server.start(new ServeOptions(folder, host, port, bench));
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
}
