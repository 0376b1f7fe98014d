/** What clients of append-only logs, in the manner of Kafka, sent and polled, and what must not happen to it. */
@NullMarked
package org.espalier.checkers.kafka;

import org.jspecify.annotations.NullMarked;
