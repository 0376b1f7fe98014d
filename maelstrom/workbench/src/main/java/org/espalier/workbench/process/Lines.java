package org.espalier.workbench.process;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Splits a stream of bytes into lines without decoding it. */
final class Lines {

    /** A longer line is cut there and counts as two. */
    static final int MAX_LINE = 16 << 20;

    /** Takes a line: {@code buffer[0 .. length)}, without its end. The buffer is reused. */
    interface Sink {
        void line(byte[] buffer, int length) throws IOException;
    }

    private final InputStream in;
    private byte[] line = new byte[1 << 12];
    private int length;

    Lines(InputStream in) {
        this.in = in;
    }

    /** Reads until the end; an unfinished last line counts. */
    void forEach(Sink sink) throws IOException {
        byte[] chunk = new byte[1 << 16];
        int n = in.read(chunk);
        while (n >= 0) {
            int start = 0;
            for (int i = 0; i < n; i++) {
                if (chunk[i] == '\n') {
                    append(chunk, start, i, sink);
                    emit(sink);
                    start = i + 1;
                }
            }
            append(chunk, start, n, sink);
            n = in.read(chunk);
        }
        if (length > 0) {
            emit(sink);
        }
    }

    private void append(byte[] chunk, int from, int to, Sink sink) throws IOException {
        int more = to - from;
        if (length + more > MAX_LINE) {
            emit(sink);
        }
        if (length + more > line.length) {
            line = Arrays.copyOf(line, Math.max(2 * line.length, length + more));
        }
        System.arraycopy(chunk, from, line, length, more);
        length += more;
    }

    private void emit(Sink sink) throws IOException {
        int n = length;
        length = 0;
        sink.line(line, n > 0 && line[n - 1] == '\r' ? n - 1 : n);
    }
}
