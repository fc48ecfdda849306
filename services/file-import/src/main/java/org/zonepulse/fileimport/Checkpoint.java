package org.zonepulse.fileimport;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far an import is: committed together with the events that are in the log by then.
 *
 * @param place where it goes on
 * @param resultLength bytes of the result file that tell of what is before
 * @param inputs what the files looked like; see {@link Input#identify}
 * @param complete whether there is no more to read
 */
record Checkpoint(Place place, Counts counts, long resultLength, String inputs, boolean complete) {

    private static final String VERSION = "1";

    static Checkpoint beginning(String inputs) {
        return new Checkpoint(Place.BEGINNING, Counts.NONE, 0, inputs, false);
    }

    boolean isBeginning() {
        return place.equals(Place.BEGINNING) && resultLength == 0;
    }

    /** As the metadata of a committed offset. */
    String text() {
        return "v=" + VERSION + " file=" + place.file() + " offset=" + place.offset() + " line=" + place.line()
                + " accepted=" + counts.accepted() + " duplicate=" + counts.duplicate() + " rejected="
                + counts.rejected() + " events=" + counts.events() + " result=" + resultLength + " inputs=" + inputs
                + " complete=" + complete;
    }

    /** The checkpoint that the text tells; null if it is none of this version. */
    static @Nullable Checkpoint parse(String text) {
        Map<String, String> fields = new HashMap<>();
        for (String field : text.split(" ")) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fields.put(field.substring(0, equals), field.substring(equals + 1));
            }
        }
        if (!VERSION.equals(fields.get("v"))) {
            return null;
        }
        return new Checkpoint(
                new Place((int) number(fields, "file"), number(fields, "offset"), number(fields, "line")),
                new Counts(
                        number(fields, "accepted"),
                        number(fields, "duplicate"),
                        number(fields, "rejected"),
                        number(fields, "events")),
                number(fields, "result"),
                fields.getOrDefault("inputs", ""),
                "true".equals(fields.get("complete")));
    }

    private static long number(Map<String, String> fields, String name) {
        return Long.parseLong(fields.getOrDefault(name, "0"));
    }
}
