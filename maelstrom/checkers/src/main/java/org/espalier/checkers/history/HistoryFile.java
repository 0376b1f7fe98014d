package org.espalier.checkers.history;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * A history in a file: {@code history.jsonl} as {@link HistoryWriter} writes it, or {@code history.edn} as stock Maelstrom
 * and Jepsen do. The file is streamed each time it is walked.
 */
public final class HistoryFile implements OpSource {

    /** The name of a history that we wrote, in its store directory. */
    public static final String JSON_NAME = "history.jsonl";
    /** The name of a history that stock Maelstrom wrote. */
    public static final String EDN_NAME = "history.edn";

    private final Path file;

    private HistoryFile(Path file) {
        this.file = file;
    }

    /**
     * The history in a file or in a store directory.
     *
     * @throws MalformedHistory if there is none, in one line that says what to do
     */
    public static HistoryFile at(Path path) throws MalformedHistory {
        if (Files.isDirectory(path)) {
            for (String name : List.of(JSON_NAME, EDN_NAME)) {
                Path file = path.resolve(name);
                if (Files.isRegularFile(file)) {
                    return at(file);
                }
            }
            throw new MalformedHistory(path + ": neither " + JSON_NAME + " nor " + EDN_NAME
                    + " is in this directory; name a history or the store directory of one run");
        }
        if (!Files.exists(path)) {
            throw new MalformedHistory(path + ": no such file; name a history or the store directory of one run");
        }
        if (!Files.isReadable(path)) {
            throw new MalformedHistory(path + ": no permission to read it");
        }
        return new HistoryFile(path);
    }

    public Path file() {
        return file;
    }

    /** The directory that the run left its other files in. */
    public @Nullable Path directory() {
        return file.toAbsolutePath().getParent();
    }

    @Override
    public void forEach(Consumer<? super Op> sink) throws IOException {
        // A decoder of its own, because the default one replaces malformed bytes in silence.
        try (InputStream bytes = Files.newInputStream(file);
                Reader text = new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder())) {
            if (isEdn()) {
                EdnHistory.read(file.toString(), text, sink);
            } else {
                JsonLines.read(file.toString(), text, sink);
            }
        } catch (CharacterCodingException e) {
            throw new MalformedHistory(file + ": not UTF-8 text; is it a history?");
        }
    }

    /** The whole of it, in memory. */
    public History load() throws IOException {
        List<Op> ops = new ArrayList<>();
        forEach(ops::add);
        try {
            return History.of(ops);
        } catch (IllegalArgumentException e) {
            throw new MalformedHistory(file + ": " + e.getMessage());
        }
    }

    private boolean isEdn() {
        return String.valueOf(file.getFileName()).endsWith(".edn");
    }
}
