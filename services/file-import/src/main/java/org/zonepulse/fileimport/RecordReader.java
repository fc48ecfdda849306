package org.zonepulse.fileimport;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Splits bytes into records, in a memory that depends neither on the input's size nor on its lines' lengths. It knows of each
 * record its line and where the next begins, which is what an import resumes from.
 *
 * <p>A record of CSV ends where a line does outside of quotes. A quote that is never closed would swallow the rest: then
 * only the line that it stands in is lost.
 */
final class RecordReader {

    /** The longest record, in bytes: more than the 32 Ki characters of an event can take. */
    static final int MAX_BYTES = 96 * 1024;

    private static final int BUFFER = 512 * 1024;
    private static final char NONE = 0;

    private enum Quotes {
        FIELD_START,
        UNQUOTED,
        QUOTED,
        /** After a quote inside of quotes: the end of the quoted part, or the first half of a quote that is meant. */
        CLOSING
    }

    private final InputStream in;
    private final char separator;
    private final byte[] buffer = new byte[BUFFER];

    /** The record at hand is from here ... */
    private int start;
    /** ... and was looked at up to here ... */
    private int scanned;
    /** ... of these bytes. */
    private int end;

    private long bufferOffset;
    private long line = 1;
    private long linesOfRecord;
    private int firstLineEnd;

    private RecordReader(InputStream in, char separator) {
        this.in = in;
        this.separator = separator;
    }

    /** Each line is a record. */
    static RecordReader ofLines(InputStream in) {
        return new RecordReader(in, NONE);
    }

    /** Quoted line breaks are part of a record. */
    static RecordReader ofCsv(InputStream in, char separator) {
        return new RecordReader(in, separator);
    }

    /** Where the next record begins, in bytes from the beginning. */
    long offset() {
        return bufferOffset + start;
    }

    /** The line in which the next record begins. */
    long line() {
        return line;
    }

    /** Whether there are bytes that can be looked at without waiting for more. */
    boolean hasBytes() {
        return start < end;
    }

    /** Goes on there, which must not lie before where it is. */
    void skipTo(long offset, long itsLine) throws IOException {
        long ahead = offset - offset();
        if (ahead < 0) {
            throw new IllegalArgumentException("can't go back from " + offset() + " to " + offset);
        }
        long inBuffer = Math.min(ahead, end - start);
        start += (int) inBuffer;
        if (ahead > inBuffer) {
            in.skipNBytes(ahead - inBuffer);
            bufferOffset = offset;
            start = 0;
            end = 0;
        }
        line = itsLine;
    }

    /** Goes back to the second line of the record read last: its first one is broken, and the others may be good. */
    void goOnInSecondLine() {
        start = firstLineEnd + 1;
        line = line - linesOfRecord + 1;
    }

    /** The next record; null at the end. */
    @Nullable RawRecord next() throws IOException {
        scanned = start;
        firstLineEnd = -1;
        linesOfRecord = 0;
        boolean tooLong = false;
        Quotes quotes = Quotes.FIELD_START;
        while (true) {
            if (scanned == end && !fill()) {
                return atEnd(tooLong, quotes);
            }
            byte symbol = buffer[scanned++];
            if (symbol == '\n') {
                linesOfRecord++;
                if (tooLong || quotes != Quotes.QUOTED) {
                    return record(scanned - 1, tooLong ? tooLong() : null);
                }
                firstLineEnd = firstLineEnd < 0 ? scanned - 1 : firstLineEnd;
            } else if (separator != NONE && !tooLong) {
                quotes = next(quotes, symbol);
            }
            if (scanned - start > MAX_BYTES) {
                if (firstLineEnd >= 0) {
                    return unclosed();
                }
                tooLong = true;
                start = scanned;
            }
        }
    }

    private Quotes next(Quotes quotes, byte symbol) {
        if (quotes == Quotes.QUOTED) {
            return symbol == '"' ? Quotes.CLOSING : Quotes.QUOTED;
        }
        if (symbol == '"' && quotes != Quotes.UNQUOTED) {
            return Quotes.QUOTED;
        }
        return symbol == separator ? Quotes.FIELD_START : Quotes.UNQUOTED;
    }

    private @Nullable RawRecord atEnd(boolean tooLong, Quotes quotes) {
        if (start == end && !tooLong) {
            return null;
        }
        if (quotes == Quotes.QUOTED && firstLineEnd >= 0) {
            return unclosed();
        }
        linesOfRecord++;
        return record(end, tooLong ? tooLong() : null);
    }

    private RawRecord record(int to, @Nullable String problem) {
        int from = start;
        int bare = to > from && buffer[to - 1] == '\r' ? to - 1 : to;
        long itsLine = line;
        line += linesOfRecord;
        start = scanned;
        return new RawRecord(itsLine, buffer, from, bare, linesOfRecord > 1, problem);
    }

    private RawRecord unclosed() {
        int from = start;
        start = firstLineEnd + 1;
        line++;
        return new RawRecord(line - 1, buffer, from, firstLineEnd, false, "has a quote that is not closed");
    }

    private static String tooLong() {
        return "must be at most " + MAX_BYTES + " bytes long";
    }

    /** Gets more bytes; false if there are none. */
    private boolean fill() throws IOException {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            bufferOffset += start;
            scanned -= start;
            end -= start;
            firstLineEnd = firstLineEnd < 0 ? firstLineEnd : firstLineEnd - start;
            start = 0;
        }
        int count = in.read(buffer, end, buffer.length - end);
        if (count <= 0) {
            return false;
        }
        end += count;
        return true;
    }
}
