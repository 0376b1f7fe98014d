package org.espalier.runtime.storage;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

import org.espalier.core.log.StorageException;

/** What goes wrong, in one line: where, what, and what to do. */
final class Trouble {

    private Trouble() {}

    /** Synced data that cannot be read as it was written. */
    static StorageException damaged(Disk disk, String name, long offset, String what) {
        return new StorageException(disk.place() + "/" + name + " at byte " + offset + ": " + what
                + ", and it had been synced. The member must not vote from what is left: replace it, as if its disk had gone");
    }

    /** Files that make no log. */
    static StorageException unfit(Disk disk, String what, String todo) {
        return new StorageException(disk.place() + ": " + what + ". " + todo);
    }

    static StorageException failed(Disk disk, String doing, IOException cause) {
        return new StorageException(disk.place() + ": cannot " + doing + ": " + why(cause), cause);
    }

    /** Java's messages for files are sometimes only their names. */
    static String why(IOException cause) {
        return switch (cause) {
            case AccessDeniedException denied -> "permission denied for " + denied.getFile();
            case NoSuchFileException none -> "there is no " + none.getFile();
            case FileSystemException other when other.getReason() != null -> other.getReason();
            default -> cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        };
    }
}
