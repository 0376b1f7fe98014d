package org.espalier.workbench.net;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

import org.espalier.checkers.history.Json;
import org.jspecify.annotations.Nullable;

/**
 * {@code messages.jsonl}: one line for each message, and for each further copy, in the order in which they ended.
 *
 * <p>{@code {"id":7,"src":"n0","dest":"n3","sent":N,"due":N,"fate":"delivered","at":N,"body":{…}}}, times in
 * nanoseconds of the run; {@code "copy":true} marks a duplicate that the network made, and {@code "got"} is what arrived of a
 * corrupted body, as text. Written by a thread of its own;
 * when that falls behind by a whole queue, senders wait: a record is never left out.
 */
public final class MessageLog implements Journal, Closeable {

    private static final int QUEUE = 1 << 16;
    private static final Entry END = new Entry(new Message(-1, "", "", -1, -1, new byte[0], 0, 0, false), Fate.LOST,
            0);

    private final BlockingQueue<Entry> queue = new ArrayBlockingQueue<>(QUEUE);
    private final OutputStream out;
    private final Thread writer;
    private volatile @Nullable IOException failure;
    private volatile boolean ended;

    private record Entry(Message message, Fate fate, long atNanos) {
        boolean isEnd() {
            return message.id < 0;
        }
    }

    /** Begins a new file. */
    public MessageLog(Path file) throws IOException {
        out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
        writer = new Thread(this::write, "message log");
        writer.setDaemon(true);
        writer.start();
    }

    @Override
    public void ended(Message message, Fate fate, long atNanos) {
        if (ended) {
            return;
        }
        boolean interrupted = false;
        while (true) {
            try {
                queue.put(new Entry(message, fate, atNanos));
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        List<Entry> batch = new ArrayList<>();
        ByteArrayOutputStream line = new ByteArrayOutputStream(1 << 12);
        try {
            while (true) {
                batch.add(queue.take());
                queue.drainTo(batch, 1000);
                for (Entry e : batch) {
                    if (e.isEnd()) {
                        return;
                    }
                    line.reset();
                    format(e, line);
                    write(line);
                }
                batch.clear();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** After a failed write the queue is still emptied, so that nobody waits for it; {@link #close} reports. */
    private void write(ByteArrayOutputStream line) {
        if (failure == null) {
            try {
                line.writeTo(out);
            } catch (IOException e) {
                failure = e;
            }
        }
    }

    private static void format(Entry e, ByteArrayOutputStream line) {
        Message m = e.message();
        Wire.ascii(line, "{\"id\":" + m.id + ",\"src\":\"");
        line.writeBytes(m.src.getBytes(StandardCharsets.UTF_8));
        Wire.ascii(line, "\",\"dest\":\"");
        line.writeBytes(m.dest.getBytes(StandardCharsets.UTF_8));
        Wire.ascii(line, "\",\"sent\":" + m.sentNanos + ",\"due\":" + m.dueNanos + ",\"fate\":\"" + e.fate().label()
                + "\",\"at\":" + e.atNanos() + (m.copy ? ",\"copy\":true" : ""));
        if (m.isDamaged()) {
            Wire.ascii(line, ",\"got\":");
            line.writeBytes(
                    Json.text(new String(m.arriving(), StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
        }
        Wire.ascii(line, ",\"body\":");
        line.writeBytes(m.body);
        Wire.ascii(line, "}\n");
    }

    /** Waits until everything is written. What ends later is not recorded. */
    @Override
    public void close() throws IOException {
        if (ended) {
            return;
        }
        ended = true;
        try {
            queue.put(END);
            writer.join();
            out.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the message log was written", e);
        }
        IOException failed = failure;
        if (failed != null) {
            throw new UncheckedIOException("the message log could not be written", failed);
        }
    }
}
