package org.espalier.runtime.storage;

/** Deliberately broken behaviour, for showing that the checks fail. Only tests choose any but {@link #SOUND}. */
enum StorageVariant {
    /** The real thing. */
    SOUND,
    /** A sync of a file does nothing. */
    SKIP_SYNC,
    /** A sync of the directory does nothing. */
    SKIP_NAME_SYNC,
    /** A sync that failed is tried again. */
    RETRY_SYNC,
    /** What an earlier life wrote is durable, for it can be read. */
    BELIEVE_CACHE,
    /** A record is believed whatever its checksum says. */
    TRUST_UNCHECKED,
    /** The log ends at the first bad record, whatever was acknowledged behind it. */
    CUT_ANYTHING,
    /** The incarnation is the clock's, whatever was before. */
    FORGET_INCARNATION,
    /** Old segments go before the snapshot that replaces them is there. */
    DELETE_EARLY
}
