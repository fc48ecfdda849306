package org.zonepulse.fileimport;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.zonepulse.contract.EventReader;
import org.zonepulse.fileimport.ImportRefused.Reason;
import org.zonepulse.fileimport.mapping.Layout;
import org.zonepulse.fileimport.mapping.RowMapper;

/** The lines of all files, one file after another, from a place on. */
final class LineSource implements AutoCloseable {

    private static final int GZIP_BUFFER = 64 * 1024;

    private final ImportSettings settings;
    private final List<Input> inputs;
    private final AtomicLong bytesRead;
    private final LineParser parser;
    private int file;
    private @Nullable OpenFile open;

    LineSource(ImportSettings settings, List<Input> inputs, EventEncoding encoding, AtomicLong bytesRead) {
        this.settings = settings;
        this.inputs = inputs;
        this.bytesRead = bytesRead;
        this.parser = new LineParser(settings, new EventReader(settings.zone()), encoding);
    }

    /** Refuses CSV files whose header no mapping fits; what comes by standard input can't be looked at before. */
    void checkHeaders() {
        for (int i = 0; i < inputs.size(); i++) {
            if (inputs.get(i).path() != null && inputs.get(i).format() == Format.CSV) {
                try (OpenFile checked = new OpenFile(inputs.get(i), new AtomicLong())) {
                    checked.readHeader();
                } catch (IOException e) {
                    throw unreadable(inputs.get(i), e);
                }
            }
        }
    }

    /** Goes on there. */
    void goTo(Place place) {
        for (int i = 0; i < place.file() && i < inputs.size(); i++) {
            bytesRead.addAndGet(inputs.get(i).size());
        }
        file = place.file();
        if (file < inputs.size()) {
            try {
                open = new OpenFile(inputs.get(file), bytesRead);
                open.readHeader();
                if (place.offset() > open.reader.offset()) {
                    open.reader.skipTo(place.offset(), place.line());
                }
            } catch (IOException e) {
                throw unreadable(inputs.get(file), e);
            }
        }
    }

    /** Where the next line begins. */
    Place place() {
        return open == null ? Place.beginningOf(file) : new Place(file, open.reader.offset(), open.reader.line());
    }

    /** The next line that isn't blank; null at the end of all files. */
    @Nullable ReadLine next() throws InterruptedException {
        while (file < inputs.size()) {
            Input input = inputs.get(file);
            try {
                if (open == null) {
                    open = new OpenFile(input, bytesRead);
                    open.readHeader();
                }
                ReadLine line = open.next();
                if (line != null) {
                    return line;
                }
                open.close();
            } catch (IOException e) {
                throw unreadable(input, e);
            }
            open = null;
            file++;
        }
        return null;
    }

    /** Whether the next line would have to be waited for, by who knows when. */
    boolean wouldWait() {
        try {
            return open != null && open.input.path() == null && !open.reader.hasBytes() && open.in.available() == 0;
        } catch (IOException e) {
            // The next read tells.
            return false;
        }
    }

    private static ImportRefused unreadable(Input input, IOException e) {
        return ImportRefused.because(e, Reason.FILE_UNREADABLE, input.name(), e.toString());
    }

    @Override
    public void close() throws IOException {
        if (open != null) {
            open.close();
        }
    }

    /** One file, at a line of it. */
    private final class OpenFile implements AutoCloseable {
        private final Input input;
        private final SampledStream in;
        private final RecordReader reader;
        private final TextEncoding encoding;
        private final TextEncoding.Decoder decoder;
        private final CsvRows rows;
        private @Nullable RowMapper mapper;

        OpenFile(Input input, AtomicLong counter) throws IOException {
            this.input = input;
            InputStream raw = new SampledStream.Counted(input.open(), counter);
            InputStream plain = input.isCompressed()
                    ? new GZIPInputStream(new BufferedInputStream(raw, GZIP_BUFFER), GZIP_BUFFER)
                    : raw;
            in = input.path() == null ? SampledStream.ofPipe(plain) : SampledStream.ofFile(plain);
            byte[] sample = in.sample();
            TextEncoding asked = settings.encoding();
            encoding = asked == null ? TextEncoding.detect(sample, sample.length) : asked;
            decoder = encoding.new Decoder();
            rows = new CsvRows(CsvRows.separatorOf(sample));
            reader = input.format() == Format.CSV ? RecordReader.ofCsv(in, rows.separator()) : RecordReader.ofLines(in);
            if (encoding == TextEncoding.UTF_8) {
                reader.skipTo(TextEncoding.markLength(sample, sample.length), 1);
            }
        }

        void readHeader() throws IOException {
            if (input.format() == Format.NDJSON) {
                return;
            }
            RawRecord header = reader.next();
            String text = header == null || header.problem() != null
                    ? null
                    : decoder.text(header.bytes(), header.from(), header.to());
            List<String> columns = text == null ? null : rows.fields(text);
            if (columns == null) {
                throw new ImportRefused(Reason.FILE_EMPTY, input.name());
            }
            Layout layout = LayoutChoice.of(settings, input, columns);
            mapper = new RowMapper(layout, settings.set());
        }

        @Nullable ReadLine next() throws IOException, InterruptedException {
            while (true) {
                RawRecord record = reader.next();
                if (record == null) {
                    return null;
                }
                if (record.problem() != null) {
                    return parser.malformed(input, record.line(), record.problem());
                }
                String text = decoder.text(record.bytes(), record.from(), record.to());
                if (text == null) {
                    return broken(record, "must be encoded in " + encoding + ", as the file is");
                }
                ReadLine line = text.isBlank() ? null : line(record, text);
                if (line != null) {
                    return line;
                }
            }
        }

        /** Null for a row without anything in it. */
        private @Nullable ReadLine line(RawRecord record, String text) throws InterruptedException {
            if (input.format() == Format.NDJSON) {
                return parser.json(input, record.line(), text);
            }
            List<String> row = rows.fields(text);
            if (row == null) {
                return broken(record, "must be a row of CSV: a quote is not closed, or stands in the wrong place");
            }
            if (row.stream().allMatch(String::isBlank)) {
                return null;
            }
            RowMapper.Mapped mapped =
                    Objects.requireNonNull(mapper, "header first").map(row);
            return record.severalLines() && mapped instanceof RowMapper.Mapped.Rejected && isTorn(row)
                    ? broken(record, "has a quote that is not closed")
                    : parser.mapped(input, record.line(), mapped);
        }

        /** A quote too many or too few joins lines that were meant as several rows. */
        private boolean isTorn(List<String> row) {
            return Objects.requireNonNull(mapper, "header first").width() != row.size();
        }

        /** Rejects the first line alone: what a wrong quote drew in may be good. */
        private ReadLine broken(RawRecord record, String problem) {
            if (record.severalLines()) {
                reader.goOnInSecondLine();
            }
            return parser.malformed(input, record.line(), problem);
        }

        @Override
        public void close() throws IOException {
            if (input.path() != null) {
                in.close();
            }
        }
    }
}
