package org.espalier.checkers.txn;

/**
 * What was found in a history of transactions.
 *
 * @param anomalies what should not have been
 * @param transactions how many there were
 * @param ok how many of them returned ok
 * @param failed how many of them failed
 */
public record Judged(Anomalies anomalies, long transactions, long ok, long failed) {}
