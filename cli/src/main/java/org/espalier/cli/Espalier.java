package org.espalier.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The {@code espalier} command: one sub-command per thing a user comes for.
 *
 * <p>Exit codes are Maelstrom's: 0 all good, 1 a property was violated, 2 unknown, 254 bad arguments, 255 crash.
 */
@Command(name = "espalier", mixinStandardHelpOptions = true, version = "espalier 0.1.0", sortOptions = false, synopsisSubcommandLabel = "COMMAND", commandListHeading = "%nCommands:%n", description = "Fault-tolerant group communication over multicast trees: check, test and judge it.", footer = {
        "",
        "Exit codes: 0 all good, 1 a property was violated, 2 unknown, 254 bad arguments, 255 crash."}, subcommands = {
                VerifyCommand.class, CheckCommand.class, ConformCommand.class, TraceCommand.class,
                SimulateCommand.class,
                TestCommand.class, ServeCommand.class,
                HistoryCommand.class, BenchCommand.class})
public final class Espalier implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is needed; see espalier --help");
    }

    /** The command line, ready to execute. */
    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Espalier());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler(Failures::badArguments);
        line.setExecutionExceptionHandler(Failures::crash);
        return line;
    }

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }
}
