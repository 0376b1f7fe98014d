package org.espalier.cli;

import java.io.PrintWriter;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** How a failed command ends: one clear line for bad input, the whole stack for a defect of ours. */
final class Failures {

    private Failures() {}

    static int badArguments(ParameterException e, String[] args) {
        CommandLine line = e.getCommandLine();
        return sayBad(line, e.getMessage());
    }

    static int crash(Exception e, CommandLine line, ParseResult parsed) {
        if (e instanceof BadInput) {
            return sayBad(line, e.getMessage());
        }
        e.printStackTrace(line.getErr());
        return ExitCode.CRASH;
    }

    private static int sayBad(CommandLine line, @Nullable String message) {
        PrintWriter err = line.getErr();
        err.println(line.getCommandSpec().qualifiedName() + ": " + message);
        err.flush();
        return ExitCode.BAD_ARGUMENTS;
    }
}
