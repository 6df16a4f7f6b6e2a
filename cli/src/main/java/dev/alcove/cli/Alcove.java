package dev.alcove.cli;

import dev.alcove.dev.DevException;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command itself: its verbs, and what becomes of what goes wrong in them. */
@Command(
    name = "alcove",
    description = "Runs a multi-tenant world of JavaScript functions, and looks after it.",
    synopsisSubcommandLabel = "VERB",
    commandListHeading = "%nVerbs:%n",
    footer = {
      "",
      "Example:",
      "  alcove dev examples/shop",
      "",
      "A verb finds the server by --url or ALCOVE_URL, by the data folder (.alcove here or in a",
      "folder above), or takes the one that was started last.",
      "Ends with 0 if all went well, 1 if something was refused or failed, 2 if the command line",
      "cannot be understood, 3 if there is no server. `alcove VERB --help` says more."
    })
final class Alcove implements Runnable {
  private static final int WIDTH = 100;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and end.")
  boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version and end.")
  boolean version;

  /** Runs one command line. */
  static int run(Surroundings around, String... args) {
    return line(around).execute(args);
  }

  /** The parser with all verbs. */
  static CommandLine line(Surroundings around) {
    CommandLine line = new CommandLine(new Alcove());
    line.getCommandSpec().version("alcove " + version());
    for (Verb verb : verbs(around)) {
      line.addSubcommand(verb);
    }
    line.addSubcommand(
        new CommandLine(new EventVerb(around))
            .addSubcommand(new EventPublishVerb(around))
            .addSubcommand(new EventDeadVerb(around))
            .addSubcommand(new EventRedriveVerb(around)));
    line.addSubcommand(
        new CommandLine(new CronVerb(around))
            .addSubcommand(new CronListVerb(around))
            .addSubcommand(new CronRunVerb(around)));
    line.addSubcommand(
        new CommandLine(new ClockVerb(around)).addSubcommand(new ClockAdvanceVerb(around)));
    line.addSubcommand(
        new CommandLine(new TenantVerb(around))
            .addSubcommand(new TenantListVerb(around))
            .addSubcommand(new TenantCreateVerb(around))
            .addSubcommand(new TenantStateVerb.Pause(around))
            .addSubcommand(new TenantStateVerb.Resume(around))
            .addSubcommand(new TenantRemoveVerb(around)));
    line.addSubcommand(new TokenVerb(around));
    line.addSubcommand(new DoctorVerb(around));
    line.setOut(around.out());
    line.setErr(around.err());
    line.setUsageHelpWidth(WIDTH);
    line.setParameterExceptionHandler((e, args) -> misunderstood(e, args));
    line.setExecutionExceptionHandler((e, command, parsed) -> failed(e, command, around.err()));
    return line;
  }

  private static List<Verb> verbs(Surroundings around) {
    return List.of(
        new InitVerb(around),
        new DevVerb(around),
        new DeployVerb(around),
        new VersionsVerb(around),
        new RollbackVerb(around),
        new RunVerb(around),
        new RunsVerb(around),
        new LogsVerb(around),
        new ExportVerb(around),
        new ImportVerb(around));
  }

  private static String version() {
    String version = Alcove.class.getPackage().getImplementationVersion();
    return version == null ? "(built from sources)" : version;
  }

  private static int misunderstood(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    CommandFailure failure =
        CommandFailure.usage(
            String.valueOf(e.getMessage()),
            "See `" + command.getCommandSpec().qualifiedName() + " --help`.");
    if (List.of(args).contains("--json")) {
      new Printer(command.getOut(), true).document(Printer.error(failure));
    } else {
      tell(failure, command.getErr());
      if (e instanceof UnmatchedArgumentException unmatched) {
        UnmatchedArgumentException.printSuggestions(unmatched, command.getErr());
      }
      command.getErr().flush();
    }
    return failure.exitCode();
  }

  private static int failed(Exception e, CommandLine command, PrintWriter err) {
    CommandFailure failure =
        switch (e) {
          case CommandFailure known -> known;
          case DevException world ->
              CommandFailure.of("CANNOT_START", String.join("\n", world.problems()), "");
          default -> bug(e, err);
        };
    if (command.getCommand() instanceof Verb verb && verb.printer().isJson()) {
      verb.printer().document(Printer.error(failure));
    } else {
      tell(failure, err);
    }
    return failure.code().equals("BUG") ? ExitCode.BUG : failure.exitCode();
  }

  private static CommandFailure bug(Exception e, PrintWriter err) {
    e.printStackTrace(err);
    return CommandFailure.of(
        "BUG", "The command itself has failed: " + e, "Please report it with the lines above.");
  }

  private static void tell(CommandFailure failure, PrintWriter err) {
    err.println("error: " + failure.text());
    failure.lines().forEach(line -> err.println("  " + line));
    if (!failure.cure().isEmpty()) {
      err.println(failure.cure());
    }
    err.flush();
  }

  /** Without a verb: what there is. */
  @Override
  public void run() {
    if (spec != null) {
      spec.commandLine().usage(spec.commandLine().getOut());
    }
  }
}
