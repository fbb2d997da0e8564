package io.rauta.app;

import io.rauta.app.command.Arguments;
import io.rauta.app.command.ExitCode;
import io.rauta.app.command.Invocation;
import java.io.PrintStream;
import java.util.List;

/** Where the process begins. */
public final class Main {

  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] words) {
    Invocation invocation = Arguments.parse(List.of(words), System.getenv());
    System.exit(run(invocation, System.out, System.err).number());
  }

  private static ExitCode run(Invocation invocation, PrintStream out, PrintStream err) {
    return switch (invocation) {
      case Invocation.PrintHelp help -> {
        out.print(help.text());
        yield ExitCode.CLEAN;
      }
      case Invocation.PrintVersion _ -> {
        out.print(VersionText.current());
        yield ExitCode.CLEAN;
      }
      case Invocation.Refused refused -> {
        refused.messages().forEach(message -> err.println("rauta: " + message));
        yield refused.code();
      }
      case Invocation.Run _, Invocation.Demo _ -> {
        err.println("rauta: the data plane is not part of this build");
        yield ExitCode.INTERNAL_ERROR;
      }
    };
  }
}
