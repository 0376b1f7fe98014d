package org.espalier.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code espalier bench}: what things cost. */
@Command(name = "bench", mixinStandardHelpOptions = true, sortOptions = false, synopsisSubcommandLabel = "COMMAND", commandListHeading = "%nCommands:%n", description = "Measure what things cost on this machine.", subcommands = {
        BenchTotalCommand.class, BenchOrderCommand.class, BenchSimulatorCommand.class, BenchCheckersCommand.class,
        BenchMutantsCommand.class})
final class BenchCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is needed; see espalier bench --help");
    }
}
