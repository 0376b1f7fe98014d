package org.espalier.cli;

import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

import org.espalier.cli.serve.StoreServer;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code espalier serve}: the runs of a store in the browser. */
@Command(name = "serve", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Browse a store: a table of its runs with filters, each run's page and files, two runs side by side.",
        "Only browsers of this machine reach it. Ctrl-C ends it."}, footer = {"",
                "Exit codes: 0 ended, 254 bad arguments."})
final class ServeCommand implements Callable<Integer> {

    @Option(names = "--store", paramLabel = "DIR", defaultValue = "store", description = "The store (default: ${DEFAULT-VALUE}).")
    private Path store = Path.of("store");

    @Option(names = "--port", paramLabel = "N", defaultValue = "8080", description = "Where it listens; 0: wherever there is room (default: ${DEFAULT-VALUE}).")
    private int port = 8080;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!Files.isDirectory(store)) {
            throw new BadInput("--store: there is no directory " + store + "; ./espalier test makes one");
        }
        if (port < 0 || port > 65_535) {
            throw new BadInput("--port: from 0 to 65535, not " + port);
        }
        try (StoreServer server = new StoreServer(store, port)) {
            spec.commandLine().getOut().println(server.url() + "  (Ctrl-C ends it)");
            spec.commandLine().getOut().flush();
            new CountDownLatch(1).await();
            return ExitCode.GOOD;
        } catch (BindException e) {
            throw new BadInput("--port: " + port + " is taken; --port 0 takes one that is free");
        }
    }
}
