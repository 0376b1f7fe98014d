package org.espalier.workbench;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** The directory of a run, and the links that lead to the latest one. */
final class Store {

    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSSZ", Locale.ROOT);

    private Store() {}

    /** Makes {@code store/workload/timestamp}. */
    static Path create(Path store, String workload) throws IOException {
        Path parent = Files.createDirectories(store.resolve(workload));
        ZonedDateTime now = ZonedDateTime.now(ZoneId.systemDefault());
        while (true) {
            try {
                return Files.createDirectory(parent.resolve(NAME.format(now)));
            } catch (FileAlreadyExistsException e) {
                now = now.plus(1, ChronoUnit.MILLIS); // another run began in this millisecond
            }
        }
    }

    /** Lets {@code store/latest} and {@code store/workload/latest} lead to a run. */
    static void link(Path store, Path run) throws IOException {
        Path workload = store.resolve(String.valueOf(run.getName(run.getNameCount() - 2)));
        replace(workload.resolve("latest"), Path.of(String.valueOf(run.getFileName())));
        replace(store.resolve("latest"), store.relativize(run));
    }

    /** Lets the name that Jepsen gives a run's log lead to ours. */
    static void nameLog(Path run, String log) throws IOException {
        replace(run.resolve("jepsen.log"), Path.of(log));
    }

    private static void replace(Path link, Path target) throws IOException {
        Path fresh = link.resolveSibling(".latest-" + ProcessHandle.current().pid() + "-" + System.nanoTime());
        try {
            Files.createSymbolicLink(fresh, target);
            Files.move(fresh, link, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (UnsupportedOperationException e) {
            // a file system without links: the directory's name is in the summary anyway
        }
    }
}
