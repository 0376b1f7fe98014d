package org.espalier.cli.serve;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The runs of a store, the newest first. What was read of a run is kept as long as neither its directory nor its results have
 * changed. Safe for several threads.
 */
final class StoreIndex {

    /** More runs are not shown: the oldest are left out, and the page says so. */
    static final int MAX_RUNS = 10_000;

    private record Version(FileTime directory, FileTime results) {}

    private record Known(Version version, RunEntry run) {}

    private final Path store;
    private Map<Path, Known> known = new HashMap<>();

    /** Of the store in a directory. */
    StoreIndex(Path store) {
        this.store = store;
    }

    /** The store's directory. */
    Path store() {
        return store;
    }

    /** All runs, the newest first. A directory that cannot be read has none. */
    synchronized List<RunEntry> runs() {
        List<Path> directories = new ArrayList<>();
        for (Path workload : directoriesIn(store)) {
            directories.addAll(directoriesIn(workload));
        }
        directories.sort(Comparator.comparing((Path p) -> String.valueOf(p.getFileName())).reversed()
                .thenComparing(Path::toString));
        Map<Path, Known> now = new HashMap<>();
        List<RunEntry> runs = new ArrayList<>();
        for (Path directory : directories.subList(0, Math.min(MAX_RUNS, directories.size()))) {
            Version version = new Version(changed(directory), changed(directory.resolve("results.json")));
            Known before = known.get(directory);
            Known current = before != null && before.version().equals(version)
                    ? before
                    : new Known(version, RunEntry.read(store, directory));
            now.put(directory, current);
            runs.add(current.run());
        }
        known = now;
        return runs;
    }

    /** The run of that path, if it is one of the store's. */
    Optional<RunEntry> run(String path) {
        return runs().stream().filter(run -> run.path().equals(path)).findFirst();
    }

    /** Schedules that the simulator kept are no runs; links lead to what is there anyway. */
    private List<Path> directoriesIn(Path parent) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(parent)) {
            for (Path p : all) {
                boolean simulated = parent.equals(store) && p.endsWith("simulate");
                if (Files.isDirectory(p, LinkOption.NOFOLLOW_LINKS) && !simulated) {
                    found.add(p);
                }
            }
        } catch (IOException | RuntimeException e) { // gone, or not for us
            return found;
        }
        return found;
    }

    private static FileTime changed(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }
}
