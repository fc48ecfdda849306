package org.zonepulse.fileimport;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/** A stream whose beginning was looked at, and is read all the same. What is skipped after it need not be read. */
final class SampledStream extends InputStream {

    private final byte[] sample;
    private final InputStream rest;
    private int taken;

    private SampledStream(byte[] sample, InputStream rest) {
        this.sample = sample;
        this.rest = rest;
    }

    static SampledStream ofFile(InputStream in) throws IOException {
        return new SampledStream(in.readNBytes(TextEncoding.SAMPLE_BYTES), in);
    }

    /** Looks at no more than what is there: the rest may take its time. */
    static SampledStream ofPipe(InputStream in) throws IOException {
        byte[] sample = new byte[TextEncoding.SAMPLE_BYTES];
        int length = in.read(sample);
        return new SampledStream(Arrays.copyOf(sample, Math.max(length, 0)), in);
    }

    /** The beginning, or all of it if it is shorter. */
    byte[] sample() {
        return sample;
    }

    @Override
    public int read() throws IOException {
        return taken < sample.length ? sample[taken++] & 0xFF : rest.read();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (taken == sample.length) {
            return rest.read(into, offset, length);
        }
        int count = Math.min(length, sample.length - taken);
        System.arraycopy(sample, taken, into, offset, count);
        taken += count;
        return count;
    }

    @Override
    public long skip(long bytes) throws IOException {
        if (taken == sample.length) {
            return rest.skip(bytes);
        }
        int count = (int) Math.min(bytes, sample.length - taken);
        taken += count;
        return count;
    }

    @Override
    public int available() throws IOException {
        return taken < sample.length ? sample.length - taken : rest.available();
    }

    @Override
    public void close() throws IOException {
        rest.close();
    }

    /** Counts what is read of a file, compressed as it may be, for who wants to know how far it is. */
    static final class Counted extends FilterInputStream {
        private final AtomicLong count;

        Counted(InputStream in, AtomicLong count) {
            super(in);
            this.count = count;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count.addAndGet(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = super.read(into, offset, length);
            count.addAndGet(Math.max(read, 0));
            return read;
        }

        @Override
        public long skip(long bytes) throws IOException {
            long skipped = super.skip(bytes);
            count.addAndGet(skipped);
            return skipped;
        }
    }
}
