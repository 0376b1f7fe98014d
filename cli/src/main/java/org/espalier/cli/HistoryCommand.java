package org.espalier.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code espalier history}: what to do with a recorded history. */
@Command(name = "history", mixinStandardHelpOptions = true, sortOptions = false, synopsisSubcommandLabel = "COMMAND", commandListHeading = "%nCommands:%n", description = "Judge recorded histories, ours and stock Maelstrom's.", subcommands = {
        HistoryCheckCommand.class})
final class HistoryCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is needed; see espalier history --help");
    }
}
