/**
 * The workbench's workloads with the node program, in one process and in virtual time: nodes, network, disks, clients and
 * faults in one queue of events, so that one schedule is one run, byte for byte. What runs at the nodes is the program that the
 * workbench starts as a process, what asks are the workbench's clients, what judges are its checkers.
 */
@NullMarked
package org.espalier.virtual;

import org.jspecify.annotations.NullMarked;
