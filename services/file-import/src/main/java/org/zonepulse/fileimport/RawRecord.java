package org.zonepulse.fileimport;

import org.jspecify.annotations.Nullable;

/**
 * The bytes of one record, valid until the next is read.
 *
 * @param line the physical line where it starts, from 1
 * @param from first byte of it in {@code bytes}
 * @param to end of it, without the line end
 * @param severalLines whether it has quoted line breaks
 * @param problem why its bytes are no record; null if they are
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
record RawRecord(
        long line,
        byte[] bytes,
        int from,
        int to,
        boolean severalLines,
        @Nullable String problem) {}
