package org.zonepulse.fileimport;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a file's lines are. */
public enum Format {
    /** Rows with a header, made into events by a mapping. */
    CSV,
    /** One event a line, as over HTTP. */
    NDJSON;

    private static final String COMPRESSED = ".gz";

    /** By the name's ending, which may be followed by {@code .gz}; null if it tells nothing. */
    static @Nullable Format ofName(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        String plain = isCompressed(name) ? name.substring(0, name.length() - COMPRESSED.length()) : name;
        if (plain.endsWith(".csv") || plain.endsWith(".tsv")) {
            return CSV;
        }
        return plain.endsWith(".ndjson") || plain.endsWith(".jsonl") ? NDJSON : null;
    }

    static boolean isCompressed(String fileName) {
        return fileName.toLowerCase(Locale.ROOT).endsWith(COMPRESSED);
    }
}
