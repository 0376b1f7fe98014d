package org.espalier.runtime.storage;

/** Deliberately broken behaviour, for showing that the checks fail. Only tests choose any but {@link #SOUND}. */
enum StorageVariant {
    /** The real thing. */
    SOUND,
    /** A record is believed whatever its checksum says. */
    TRUST_UNCHECKED,
    /** The log ends at the first bad record, whatever was acknowledged behind it. */
    CUT_ANYTHING,
    /** A sync that failed is tried again. */
    RETRY_SYNC,
    /** The incarnation is the clock's, whatever was before. */
    FORGET_INCARNATION,
    /** Old segments go before the snapshot that replaces them is durable. */
    DELETE_EARLY
}
