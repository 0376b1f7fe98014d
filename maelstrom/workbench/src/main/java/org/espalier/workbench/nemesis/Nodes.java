package org.espalier.workbench.nemesis;

import java.util.List;
import java.util.Map;

/**
 * What can be done to nodes. Each says what became of each of them, in Jepsen's words: {@code killed}, {@code started},
 * {@code paused}, {@code resumed}, or {@code slowed} and {@code at-full-speed}; or {@code not-running}, {@code already-running}. They return when it is done.
 */
public interface Nodes {

    /** Kills processes and all that they started. */
    Map<String, String> kill(List<String> names) throws InterruptedException;

    /** Starts those that do not run, and introduces them to the others. */
    Map<String, String> start(List<String> names) throws InterruptedException;

    /** Stops processes where they stand. */
    Map<String, String> pause(List<String> names) throws InterruptedException;

    /** Lets paused ones go on. */
    Map<String, String> resume(List<String> names) throws InterruptedException;

    /** Lets processes run only a small part of the time. */
    Map<String, String> slow(List<String> names) throws InterruptedException;

    /** Lets slowed ones run all the time again. */
    Map<String, String> fullSpeed(List<String> names) throws InterruptedException;
}
