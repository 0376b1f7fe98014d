package org.espalier.core.log;

/** The durable record cannot be read, or cannot be written any more. The message says what and where, in one line. */
public final class StorageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StorageException(String message) {
        super(message);
    }

    public StorageException(String message, Throwable cause) {
        super(message, cause);
    }
}
