package io.rauta.app;

import io.rauta.app.check.CheckRun;
import io.rauta.app.command.Arguments;
import io.rauta.app.command.ExitCode;
import io.rauta.app.command.Invocation;
import io.rauta.app.command.Invocation.Served;
import io.rauta.app.demo.Demo;
import io.rauta.app.explain.ExplainRun;
import io.rauta.app.process.GeneratedObjects;
import io.rauta.app.process.Logging;
import io.rauta.app.process.Origin;
import io.rauta.app.process.SignalledRun;
import io.rauta.app.process.StartFailure;
import io.rauta.app.process.StopSignals;
import io.rauta.app.settings.HostPort;
import io.rauta.app.settings.Settings;
import io.rauta.app.settings.UpstreamAddress;
import io.rauta.app.version.VersionText;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.slf4j.LoggerFactory;

/** Where the process begins. */
public final class Main {

  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] words) {
    StopSignals signals = StopSignals.receive(); // first, so that none is missed
    Invocation invocation = Arguments.parse(List.of(words), System.getenv());
    System.exit(end(invocation, signals, System.out, System.err).number());
  }

  private static ExitCode end(
      Invocation invocation, StopSignals signals, PrintStream out, PrintStream err) {
    try {
      return run(invocation, signals, out, err);
    } catch (StartFailure e) {
      err.println("rauta: " + e.getMessage());
      return ExitCode.BAD_INPUT;
    } catch (RuntimeException e) {
      err.println("rauta: internal error");
      e.printStackTrace(err);
      return ExitCode.INTERNAL_ERROR;
    }
  }

  private static ExitCode run(
      Invocation invocation, StopSignals signals, PrintStream out, PrintStream err)
      throws StartFailure {
    if (!(invocation instanceof Invocation.Run || invocation instanceof Invocation.Demo)) {
      signals.leave();
    }
    return switch (invocation) {
      case Invocation.PrintHelp help -> {
        out.print(help.text());
        yield ExitCode.CLEAN;
      }
      case Invocation.PrintVersion _ -> {
        out.print(VersionText.current());
        yield ExitCode.CLEAN;
      }
      case Invocation.Check check -> check(check, out);
      case Invocation.Explain explain -> explain(explain, out, err);
      case Invocation.Refused refused -> {
        refused.messages().forEach(message -> err.println("rauta: " + message));
        yield refused.code();
      }
      case Invocation.Run(Served served, Settings settings, List<String> warnings) -> {
        Logging.setUp(settings);
        warn(warnings);
        yield SignalledRun.run(signals, origin(served, settings), settings, _ -> {});
      }
      case Invocation.Demo(OptionalInt port, Settings settings, List<String> warnings) -> {
        Logging.setUp(settings);
        warn(warnings);
        yield Demo.run(signals, port, settings, err);
      }
    };
  }

  private static ExitCode check(Invocation.Check check, PrintStream out) {
    return switch (CheckRun.run(
        check.paths(),
        check.settings(),
        check.options(),
        check.colour().style(System.getenv()),
        out)) {
      case PASSED -> ExitCode.CLEAN;
      case FAILED -> ExitCode.BAD_INPUT;
    };
  }

  private static ExitCode explain(Invocation.Explain explain, PrintStream out, PrintStream err) {
    return switch (ExplainRun.run(
        explain.paths(),
        explain.request(),
        explain.settings(),
        new ExplainRun.Writing(explain.format(), explain.colour().style(System.getenv())),
        out,
        err)) {
      case EXPLAINED -> ExitCode.CLEAN;
      case NO_FILES -> ExitCode.BAD_INPUT;
    };
  }

  private static Origin origin(Served served, Settings settings) throws StartFailure {
    return switch (served) {
      case Served.Cluster() -> Origin.Cluster.of(settings);
      case Served.Files(List<Path> paths) -> Origin.Watched.of(paths);
      case Served.OneBackend(HostPort listen, UpstreamAddress backend) ->
          new Origin.Fixed(GeneratedObjects.oneBackend(listen, backend));
    };
  }

  private static void warn(List<String> warnings) {
    warnings.forEach(LoggerFactory.getLogger("settings")::warn);
  }
}
