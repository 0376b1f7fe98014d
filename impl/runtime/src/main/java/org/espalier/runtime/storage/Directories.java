package org.espalier.runtime.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** Directories whose names survive a crash; where the system can do that, not on Windows. */
public final class Directories {

    private static final boolean SYNCS_NAMES = !System.getProperty("os.name", "").toLowerCase(Locale.ROOT)
            .startsWith("windows");

    private Directories() {}

    /** What makes the names in a directory durable. */
    interface Sync {
        void names(Path directory) throws IOException;
    }

    /** Returns when the names in a directory survive a crash. */
    public static void sync(Path directory) throws IOException {
        if (SYNCS_NAMES) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** Makes a directory, and those above it, where they do not exist; returns when all of them survive a crash. */
    static void make(Path directory) throws IOException {
        make(directory.toAbsolutePath().normalize(), Directories::sync);
    }

    /**
     * That a directory exists says nothing: another member may have made it a moment ago, or an earlier life that was killed
     * before it came to the sync.
     */
    static void make(Path directory, Sync sync) throws IOException {
        Path parent = directory.getParent();
        if (parent == null) {
            return;
        }
        make(parent, sync);
        boolean existed = Files.isDirectory(directory);
        if (!existed) {
            try {
                Files.createDirectory(directory);
            } catch (FileAlreadyExistsException e) {
                if (!Files.isDirectory(directory)) { // members that start at one moment make the parent at one moment
                    throw new IOException("it is not a directory", e);
                }
            }
        }
        try {
            sync.names(parent);
        } catch (AccessDeniedException e) {
            if (!existed) {
                throw e; // what is above a directory that was given to us need not be ours to read
            }
        }
    }
}
