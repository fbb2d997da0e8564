package io.rauta.app.command;

import io.rauta.app.check.CheckOptions;
import io.rauta.app.explain.AskedRequest;
import io.rauta.app.output.Colour;
import io.rauta.app.output.OutputFormat;
import io.rauta.app.settings.HostPort;
import io.rauta.app.settings.Settings;
import io.rauta.app.settings.UpstreamAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/** What one command line asks for. */
public sealed interface Invocation {

  /**
   * Serve until told to stop.
   *
   * @param served what
   * @param settings how
   * @param warnings about the settings, for a person
   */
  record Run(Served served, Settings settings, List<String> warnings) implements Invocation {}

  /**
   * Serve two backends of our own.
   *
   * @param port where; empty for any
   * @param settings how
   * @param warnings about the settings, for a person
   */
  record Demo(OptionalInt port, Settings settings, List<String> warnings) implements Invocation {}

  /**
   * Validate files.
   *
   * @param paths files and directories, at least one
   * @param options how
   * @param colour whether text has colours
   * @param settings what holds where the files say nothing
   */
  record Check(List<Path> paths, CheckOptions options, Colour colour, Settings settings)
      implements Invocation {}

  /**
   * Explain a request.
   *
   * @param paths files and directories, at least one
   * @param request the request
   * @param format how the explanation is written
   * @param colour whether text has colours
   * @param settings what holds where the files say nothing
   */
  record Explain(
      List<Path> paths, AskedRequest request, OutputFormat format, Colour colour, Settings settings)
      implements Invocation {}

  /** Print version and surroundings. */
  record PrintVersion() implements Invocation {}

  /**
   * Print how to use a command.
   *
   * @param text ends with a line end
   */
  record PrintHelp(String text) implements Invocation {}

  /**
   * Stop: the command line or the settings cannot be used.
   *
   * @param messages why, at least one
   * @param code how the process ends
   */
  record Refused(List<String> messages, ExitCode code) implements Invocation {}

  /** What is served. */
  sealed interface Served {

    /** Gateway API objects from an API server. */
    record Cluster() implements Served {}

    /**
     * Gateway API objects from files.
     *
     * @param paths files and directories, at least one
     */
    record Files(List<Path> paths) implements Served {}

    /**
     * One backend, without files.
     *
     * @param listen where clients connect
     * @param backend where their requests go
     */
    record OneBackend(HostPort listen, UpstreamAddress backend) implements Served {}
  }
}
