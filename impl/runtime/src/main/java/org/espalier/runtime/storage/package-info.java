/**
 * Where a member keeps its durable record: an append-only log in segments, and what tests need to break it.
 */
@NullMarked
package org.espalier.runtime.storage;

import org.jspecify.annotations.NullMarked;
