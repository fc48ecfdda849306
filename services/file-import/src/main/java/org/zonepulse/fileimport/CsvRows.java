package org.zonepulse.fileimport;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Splits the text of one CSV record into its fields. */
final class CsvRows {

    private static final int MAX_COLUMNS = 1_000;
    private static final String SEPARATORS = ",;\t";

    private final char separator;

    CsvRows(char separator) {
        this.separator = separator;
    }

    /** The separator that stands most often in the header; a comma if none does. */
    static char separatorOf(byte[] sample) {
        int[] counts = new int[SEPARATORS.length()];
        boolean quoted = false;
        for (byte symbol : sample) {
            if (symbol == '"') {
                quoted = !quoted;
            } else if (symbol == '\n' && !quoted) {
                break;
            } else if (!quoted && SEPARATORS.indexOf(symbol) >= 0) {
                counts[SEPARATORS.indexOf(symbol)]++;
            }
        }
        int most = 0;
        for (int i = 1; i < counts.length; i++) {
            most = counts[i] > counts[most] ? i : most;
        }
        return SEPARATORS.charAt(most);
    }

    char separator() {
        return separator;
    }

    /** The fields; null if quotes are wrong or there is no end to the columns. */
    @Nullable List<String> fields(String record) {
        try {
            return CsvReader.builder()
                    .fieldSeparator(separator)
                    .ofSingleCsvRecord(
                            CsvRecordHandler.of(handler -> handler.maxFields(MAX_COLUMNS)
                                    .maxFieldSize(RecordReader.MAX_BYTES)
                                    .maxRecordSize(RecordReader.MAX_BYTES)),
                            record)
                    .getFields();
        } catch (CsvParseException wrong) {
            return null;
        }
    }
}
