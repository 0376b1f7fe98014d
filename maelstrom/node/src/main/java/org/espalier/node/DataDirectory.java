package org.espalier.node;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

import org.espalier.core.log.StorageException;
import org.espalier.node.json.JsonWriter;
import org.espalier.runtime.storage.Directories;
import org.espalier.runtime.storage.FileStorage;
import org.espalier.runtime.storage.StorageConfig;

/**
 * Where nodes keep their logs: each has a directory with its own name in it, and beside that a file that says which workload
 * of which group the log is of. Entries name members by index, and mean something to one workload only: a log is never
 * opened for another.
 */
final class DataDirectory implements Life.Source {

    private static final int VERSION = 1;

    private final Path directory;
    private final String workload;
    private final long wallMillis;
    private final Diagnostics diagnostics;

    /** @param wallMillis the clock's, from which incarnations are counted unless a log knows a greater one */
    DataDirectory(Path directory, String workload, long wallMillis, Diagnostics diagnostics) {
        this.directory = directory;
        this.workload = workload;
        this.wallMillis = wallMillis;
        this.diagnostics = diagnostics;
    }

    @Override
    public Life begin(String nodeId, Members group) {
        if (!isPlain(nodeId)) {
            throw new StorageException(
                    directory + ": there can be no directory for a node called \"" + nodeId + "\"");
        }
        Path file = directory.resolve(nodeId + ".group");
        FileStorage storage = open(directory.resolve(nodeId), file);
        try {
            belongTo(file, description(group));
        } catch (StorageException e) {
            storage.close();
            throw e;
        }
        storage.cut().ifPresent(diagnostics::say);
        return new Life(storage.incarnation(), Optional.of(storage));
    }

    /** A node that has a file has had a log. */
    private FileStorage open(Path log, Path file) {
        if (!Files.exists(file)) {
            return FileStorage.open(log, StorageConfig.DEFAULT, wallMillis);
        }
        return FileStorage.reopen(log, StorageConfig.DEFAULT, wallMillis).orElseThrow(() -> new StorageException(file
                + ": this node has been in a group, and its log is gone. It must not come"
                + " back without what it promised; if the whole group begins anew, delete this file, too"));
    }

    private byte[] description(Members group) {
        JsonWriter out = new JsonWriter().beginObject().name("version").number(VERSION);
        out.name("workload").string(workload).name("members").beginArray();
        for (int i = 0; i < group.size(); i++) {
            out.string(group.id(i));
        }
        out.endArray().endObject().newline();
        return out.toBytes();
    }

    /** The log is opened, so nobody else is here now. */
    private void belongTo(Path file, byte[] description) {
        try {
            if (!Files.exists(file)) {
                writeDurably(file, description);
            } else if (!Arrays.equals(Files.readAllBytes(file), description)) {
                throw new StorageException(file + ": the log is another group's or workload's: "
                        + Files.readString(file).strip() + ". Give this one another directory");
            }
        } catch (IOException e) {
            throw new StorageException(file + ": " + e, e);
        }
    }

    private void writeDurably(Path file, byte[] bytes) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        Directories.sync(directory);
    }

    /** Whether it is one name and no way through directories. */
    private static boolean isPlain(String nodeId) {
        for (int i = 0; i < nodeId.length(); i++) {
            char c = nodeId.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'
                    || ((c == '-' || c == '.') && i > 0);
            if (!plain) {
                return false;
            }
        }
        return !nodeId.isEmpty() && !nodeId.endsWith(".group") && !nodeId.endsWith(".new");
    }
}
