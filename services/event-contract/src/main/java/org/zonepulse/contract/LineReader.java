package org.zonepulse.contract;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.zonepulse.ledger.event.RejectionReason;
import org.zonepulse.ledger.event.Violation;

/** Splits bytes into lines, in a memory that depends neither on the body's size nor on its lines' lengths. */
public final class LineReader {

    /** The longest line, and the largest single event, in bytes: more than the contract's 32 Ki characters can take. */
    public static final int MAX_EVENT_BYTES = 96 * 1024;

    private final InputStream body;
    private final long limit;
    private final byte[] buffer = new byte[MAX_EVENT_BYTES + 32 * 1024];

    /** The line at hand is from here ... */
    private int start;
    /** ... and has no end before here ... */
    private int scanned;
    /** ... where the bytes end that there are. */
    private int end;

    private long read;
    private int number;
    private boolean ended;

    /**
     * A reader of lines.
     *
     * @param body where the bytes come from; read but not closed
     * @param limit most bytes of it
     */
    public LineReader(InputStream body, long limit) {
        this.body = body;
        this.limit = limit;
    }

    /** What comes next. Once it was the end, or over the limit, there is no more to ask for. */
    public Line next() throws IOException {
        number++;
        boolean tooLong = false;
        while (!findLineEnd()) {
            if (tooLong || end - start > MAX_EVENT_BYTES) {
                tooLong = true;
                start = end;
            }
            if (!fill()) {
                return last(tooLong);
            }
        }
        Line line = line(tooLong);
        scanned++;
        start = scanned;
        return line;
    }

    private Line last(boolean tooLong) {
        if (read > limit) {
            return new Line.OverLimit(number);
        }
        if (start == end && !tooLong) {
            return new Line.End();
        }
        Line line = line(tooLong);
        start = end;
        return line;
    }

    private boolean findLineEnd() {
        while (scanned < end && buffer[scanned] != '\n') {
            scanned++;
        }
        return scanned < end;
    }

    /** Gets more bytes; false if there are none, or no more are allowed. */
    private boolean fill() throws IOException {
        if (ended) {
            return false;
        }
        System.arraycopy(buffer, start, buffer, 0, end - start);
        scanned -= start;
        end -= start;
        start = 0;
        int count = body.read(buffer, end, buffer.length - end);
        read += Math.max(count, 0);
        ended = count < 0 || read > limit;
        if (ended) {
            return false;
        }
        end += count;
        return true;
    }

    /** The line from start to where was scanned. */
    private Line line(boolean tooLong) {
        if (tooLong || scanned - start > MAX_EVENT_BYTES) {
            return unreadable("must be at most " + MAX_EVENT_BYTES + " bytes long");
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(buffer, start, scanned - start);
            String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            return new Line.Text(number, text);
        } catch (CharacterCodingException notUtf8) {
            return unreadable("must be encoded in UTF-8");
        }
    }

    private Line unreadable(String message) {
        return new Line.Unreadable(number, new Violation(RejectionReason.MALFORMED, "$", message));
    }
}
