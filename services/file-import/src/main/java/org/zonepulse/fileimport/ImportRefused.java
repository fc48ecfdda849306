package org.zonepulse.fileimport;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A reason not to import, or not to go on, that the person who asked can do something about. */
public final class ImportRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Reason reason;
    private final transient List<Object> details;

    /** What sort of reason; each has a text with a remedy, whose places the details fill. */
    public enum Reason {
        /** A file isn't there: file. */
        FILE_MISSING,
        /** A file can't be read: file, why. */
        FILE_UNREADABLE,
        /** A folder has no file of a known kind: folder. */
        FOLDER_EMPTY,
        /** A file holds nothing, or a header alone: file. */
        FILE_EMPTY,
        /** The kind of a file can't be told from its name: file. */
        FORMAT_UNKNOWN,
        /** No mapping fits the header: file, columns found, what each mapping lacks. */
        NO_MAPPING_FITS,
        /** Several mappings fit: file, their names. */
        SEVERAL_MAPPINGS_FIT,
        /** A mapping is none: name or file, problems. */
        MAPPING_INVALID,
        /** A mapping makes events of another stream: name, its stream, the stream asked for. */
        MAPPING_OF_OTHER_STREAM,
        /** The chosen mapping doesn't fit: file, mapping, problems. */
        MAPPING_DOES_NOT_FIT,
        /** The topic isn't there: topic. */
        TOPIC_MISSING,
        /** The broker didn't answer for too long: seconds, why. */
        BROKER_AWAY,
        /** The broker refuses what no waiting mends: why. */
        BROKER_REFUSES,
        /** The schema registry didn't answer for too long: seconds, why. */
        REGISTRY_AWAY,
        /** The registry has no schema for the topic: why. */
        SCHEMA_NOT_REGISTERED,
        /** The registry refuses us or the schema: why. */
        REGISTRY_REFUSES,
        /** The input isn't what it was when the import began. */
        INPUT_CHANGED,
        /** The result file isn't what it was: file. */
        RESULT_CHANGED,
        /** The result file is someone else's: file. */
        RESULT_FOREIGN,
        /** The result file can't be written: file, why. */
        RESULT_UNWRITABLE,
        /** The state can't be used: folder, why. */
        STATE_UNUSABLE,
        /** Another import of the same stream is running: folder. */
        STATE_LOCKED,
        /** Another process imports the same files. */
        OTHER_IMPORT
    }

    public ImportRefused(Reason reason, Object... details) {
        this(null, reason, details);
    }

    private ImportRefused(@Nullable Throwable cause, Reason reason, Object... details) {
        super(reason + " " + List.of(details), cause);
        this.reason = reason;
        this.details = List.of(details);
    }

    static ImportRefused because(Throwable cause, Reason reason, Object... details) {
        return new ImportRefused(cause, reason, details);
    }

    public Reason reason() {
        return reason;
    }

    /** As the reason tells. */
    public List<Object> details() {
        return details;
    }
}
