package org.zonepulse.audit.archive;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.jspecify.annotations.Nullable;
import org.zonepulse.avrocodec.SchemaRefusedException;
import org.zonepulse.avrocodec.SchemaRegistry;

/** The schemas of an archive, by id. It knows of no subjects, and takes nothing. */
final class ArchivedSchemas implements SchemaRegistry {

    /** Reads an entry's text. */
    interface Texts {
        String of(Manifest.SchemaEntry.Usable entry);
    }

    private final Map<Integer, Manifest.SchemaEntry> entries;
    private final Texts texts;

    ArchivedSchemas(Map<Integer, Manifest.SchemaEntry> entries, Texts texts) {
        this.entries = Map.copyOf(entries);
        this.texts = texts;
    }

    @Override
    public SchemaById byId(int id, @Nullable String subject) {
        return switch (entries.get(id)) {
            case null -> new SchemaById.Unknown();
            case Manifest.SchemaEntry.Usable usable -> parsed(texts.of(usable));
            case Manifest.SchemaEntry.Unusable(int _, String why) -> new SchemaById.Unusable(why);
        };
    }

    private static SchemaById parsed(String text) {
        try {
            return new SchemaById.Found(
                    new Schema.Parser().setValidateDefaults(false).parse(text));
        } catch (SchemaParseException e) {
            return new SchemaById.Unusable("it can't be parsed: " + e.getMessage());
        } catch (AvroRuntimeException e) {
            return new SchemaById.Unusable("it isn't valid: " + e.getMessage());
        } catch (StackOverflowError e) {
            return new SchemaById.Unusable("it is nested too deeply");
        }
    }

    @Override
    public int register(String subject, Schema schema, boolean normalize) {
        throw new SchemaRefusedException("An archive takes no schemas");
    }

    @Override
    public OptionalInt idOf(String subject, Schema schema, boolean normalize) {
        return OptionalInt.empty();
    }

    @Override
    public Optional<RegisteredSchema> latest(String subject) {
        return Optional.empty();
    }

    /** The archive is closed by whoever opened it. */
    @Override
    public void close() {}
}
