package io.rauta.app.command;

import io.rauta.app.settings.Catalogue;
import io.rauta.app.settings.Section;
import io.rauta.app.settings.Setting;
import io.rauta.app.settings.SettingsReader;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The shape of the command line, built from the settings. */
final class CommandSpecs {

  static final String RUN = "run";
  static final String DEMO = "demo";
  static final String VERSION = "version";
  static final String PORT_FLAG = "--port";

  private CommandSpecs() {}

  static CommandSpec root() {
    CommandSpec root = command("rauta", "A Kubernetes Gateway API gateway.");
    root.addSubcommand(DEMO, demo());
    root.addSubcommand(RUN, run());
    root.addSubcommand(
        VERSION, command(VERSION, "Prints version, commit, JDK, transport and TLS provider."));
    root.usageMessage()
        .synopsisSubcommandLabel("COMMAND")
        .footer(
            "",
            "rauta COMMAND --help explains a command and its settings.",
            "Exit codes: 0 clean, 1 bad input, 2 wrong usage, 3 requests were cut, 70 error of"
                + " ours.");
    return root;
  }

  private static CommandSpec run() {
    CommandSpec run =
        command(
            RUN,
            "Serves Gateway API files, or one backend on one address, until SIGTERM or SIGINT.");
    run.usageMessage()
        .customSynopsis(
            "rauta run --files PATH... [SETTING...]",
            "rauta run --listen ADDRESS --backend ADDRESS [SETTING...]");
    addSettings(run, EnumSet.allOf(Section.class));
    return run;
  }

  private static CommandSpec demo() {
    CommandSpec demo =
        command(DEMO, "Starts two backends and a gateway for them on the loopback address.");
    demo.usageMessage().customSynopsis("rauta demo [--port N] [SETTING...]");
    demo.addOption(
        OptionSpec.builder(PORT_FLAG)
            .paramLabel("N")
            .type(String.class)
            .arity("1")
            .description("Port of the gateway (default: 8080, or a free one if that is taken).")
            .build());
    addSettings(demo, EnumSet.complementOf(EnumSet.of(Section.SOURCE)));
    return demo;
  }

  private static CommandSpec command(String name, String description) {
    CommandSpec spec = CommandSpec.create().name(name);
    spec.usageMessage().description(description).width(100).sortOptions(false);
    spec.addOption(
        OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .description("Prints this text.")
            .build());
    return spec;
  }

  private static void addSettings(CommandSpec spec, Set<Section> sections) {
    spec.addOption(
        OptionSpec.builder(SettingsReader.CONFIG_FLAG)
            .paramLabel("FILE")
            .type(String.class)
            .arity("1")
            .description("Settings file, as docs/reference/settings.md describes it.")
            .build());
    for (Section section : sections) {
      ArgGroupSpec.Builder group =
          ArgGroupSpec.builder().validate(false).heading("%n" + section.title() + "%n");
      for (Setting<?> setting : Catalogue.all()) {
        if (setting.section() == section) {
          group.addArg(option(setting));
        }
      }
      spec.addArgGroup(group.build());
    }
  }

  private static OptionSpec option(Setting<?> setting) {
    OptionSpec.Builder option =
        OptionSpec.builder(setting.flag())
            .paramLabel(setting.format().label())
            .description(description(setting).replace("%", "%%"));
    return setting.format().isList()
        ? option.type(List.class).auxiliaryTypes(String.class).arity("1..*").build()
        : option.type(String.class).arity("1").build();
  }

  private static String description(Setting<?> setting) {
    return setting
        .defaultText()
        .map(text -> setting.sentence() + " (default: " + text + ")")
        .orElse(setting.sentence());
  }
}
