/**
 * The services that node programs can call by name, as they can in Maelstrom: key-value stores of three strengths and an oracle of
 * timestamps. (Source: Maelstrom's doc/services.md and doc/protocol.md.)
 *
 * <p>Each is a state machine without clock or thread: its answers follow from the seed and the requests so far.
 */
@NullMarked
package org.espalier.workbench.service;

import org.jspecify.annotations.NullMarked;
