package io.starling.server.app;

import io.starling.server.app.configuration.ConfigurationException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. */
@Command(
    name = "starling",
    description = "Serves a folder as one living graph that many people look at together.",
    subcommands = {
      ServeCommand.class,
      InspectCommand.class,
      BandwidthCommand.class,
      CommandLine.HelpCommand.class
    },
    mixinStandardHelpOptions = true,
    versionProvider = Starling.Versions.class)
public final class Starling {

  /** What the name and the number of this program are. */
  static final class Versions implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"starling " + Version.text()};
    }
  }

  private Starling() {}

  /** Runs a command: 0 done, 1 failed, 2 not understood. */
  public static void main(String[] arguments) {
    int exit = commandLine().execute(arguments);
    if (exit != 0) {
      System.exit(exit);
    }
  }

  static CommandLine commandLine() {
    return new CommandLine(new Starling())
        .setExecutionExceptionHandler(
            (exception, commandLine, _) -> {
              if (exception instanceof CommandException failed) {
                return say(commandLine, failed.sentence(), 1);
              }
              if (exception instanceof ConfigurationException bad) {
                return say(commandLine, bad.sentence(), 2);
              }
              throw exception;
            });
  }

  private static int say(CommandLine commandLine, String sentence, int exit) {
    commandLine.getErr().println("starling: " + sentence);
    return exit;
  }
}
