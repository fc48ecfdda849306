package org.zonepulse.publishing;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * A body that has to be there in time: a caller that sends a byte now and then must not hold a place for ever. One that
 * sends nothing at all is ended by the server, {@code micronaut.server.read-idle-timeout}.
 */
final class TimedBody extends FilterInputStream {

    private final Duration patience;
    private final long since = System.nanoTime();

    TimedBody(InputStream body, Duration patience) {
        super(body);
        this.patience = patience;
    }

    /** The body took too long. */
    static final class TooSlow extends IOException {
        private static final long serialVersionUID = 1;

        private TooSlow(Duration patience) {
            super("It has to be there within " + patience.toSeconds() + " seconds");
        }
    }

    @Override
    public int read() throws IOException {
        return inTime(super.read());
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        return inTime(super.read(into, offset, length));
    }

    private int inTime(int result) throws TooSlow {
        if (result >= 0 && System.nanoTime() - since > patience.toNanos()) {
            throw new TooSlow(patience);
        }
        return result;
    }

    /** What to say of a body that could not be read. */
    static Problem problem(IOException broken) {
        ProblemType type = switch (broken) {
            case TooSlow _ -> ProblemType.BODY_TOO_SLOW;
            case PackedBodies.Unknown _ -> ProblemType.UNSUPPORTED_ENCODING;
            default -> ProblemType.BODY_BROKE_OFF;
        };
        return Problem.of(type, String.valueOf(broken.getMessage()));
    }
}
