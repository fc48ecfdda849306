package org.zonepulse.audit.restore;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.zonepulse.audit.archive.ArchiveLog;
import org.zonepulse.audit.archive.Manifest.SchemaEntry;
import org.zonepulse.audit.restore.RestoreRefused.Reason;
import org.zonepulse.avrocodec.SchemaRefusedException;
import org.zonepulse.avrocodec.SchemaRegistry;
import org.zonepulse.avrocodec.SchemaRegistry.SchemaById;
import org.zonepulse.contract.Sha256;
import org.zonepulse.schemas.Topic;
import org.zonepulse.schemas.TopicCatalogue;

/**
 * Finds the schemas of an archive in a registry, and registers those that are missing. In order of their ids, with what the catalogue has
 * besides in between, so that an empty registry mostly gives the same again.
 *
 * <p>A schema that the registry has under its old id keeps it, whoever has brought it there. Else it goes to the subject of the topic
 * whose values have its name; but not after the catalogue's own, since the newest of a subject is what clients in other languages
 * write by, and not where the subject's rule refuses it. Then it gets a subject to itself: records ask for ids, not for subjects.
 */
public final class SchemaPlaces {

    private static final int DIGITS = 12;

    private final SchemaRegistry registry;
    private final boolean register;

    private SchemaPlaces(SchemaRegistry registry, boolean register) {
        this.registry = registry;
        this.register = register;
    }

    /**
     * Registers what is missing; harmless where nothing is.
     *
     * @throws RestoreRefused if the registry doesn't take a schema of the pipeline's own
     */
    public static SchemaIds register(ArchiveLog archive, SchemaRegistry registry) {
        return new SchemaPlaces(registry, true).ids(archive);
    }

    /**
     * Only looks.
     *
     * @throws RestoreRefused if a schema of the pipeline's own isn't there
     */
    public static SchemaIds find(ArchiveLog archive, SchemaRegistry registry) {
        return new SchemaPlaces(registry, false).ids(archive);
    }

    private SchemaIds ids(ArchiveLog archive) {
        Map<Integer, Schema> schemas = new TreeMap<>();
        for (SchemaEntry entry : archive.manifest().schemas()) {
            if (archive.registry().byId(entry.id(), null) instanceof SchemaById.Found(Schema schema)) {
                schemas.put(entry.id(), schema);
            }
        }
        Set<Topic> archived = new HashSet<>();
        schemas.values().forEach(schema -> topicOf(schema).ifPresent(archived::add));
        List<SchemaIds.Place> places = new ArrayList<>();
        schemas.forEach((id, schema) -> {
            if (register) {
                topicOf(schema).ifPresent(topic -> registerThoseBefore(topic, archived));
            }
            place(id, schema).ifPresent(places::add);
        });
        return new SchemaIds(places);
    }

    /** An archive has only schemas that records name. The others had ids, too, in the catalogue's order. */
    private void registerThoseBefore(Topic topic, Set<Topic> archived) {
        for (Topic before : TopicCatalogue.all()) {
            if (before.equals(topic)) {
                return;
            }
            if (!archived.contains(before)) {
                try {
                    var _ = registry.register(before.valueSubject(), published(before), false);
                } catch (SchemaRefusedException e) {
                    // No record of the archive needs it; whoever applies the catalogue is told.
                }
            }
        }
    }

    private Optional<SchemaIds.Place> place(int archived, Schema schema) {
        if (isAt(archived, schema)) {
            return Optional.of(new SchemaIds.Place(archived, archived, schema.getFullName()));
        }
        OptionalInt found = idOf(archived, schema);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        // A registry may hold a text that means something else than what it was given; then values would, too.
        if (!isAt(found.getAsInt(), schema)) {
            throw new RestoreRefused(Reason.SCHEMA_ALTERED, null, archived, schema.getFullName(), found.getAsInt());
        }
        return Optional.of(new SchemaIds.Place(archived, found.getAsInt(), schema.getFullName()));
    }

    private boolean isAt(int id, Schema schema) {
        return registry.byId(id, null) instanceof SchemaById.Found(Schema there) && there.equals(schema);
    }

    private OptionalInt idOf(int archived, Schema schema) {
        Optional<Topic> topic = topicOf(schema);
        String own = ownSubject(schema);
        try {
            OptionalInt there = topic.map(each -> registry.idOf(each.valueSubject(), schema, false))
                    .orElse(OptionalInt.empty());
            if (there.isPresent()) {
                return there;
            }
            OptionalInt apart = registry.idOf(own, schema, false);
            if (apart.isPresent() || !register) {
                return required(apart, archived, schema, topic);
            }
            return OptionalInt.of(registered(schema, topic, own));
        } catch (SchemaRefusedException e) {
            // What no topic of the pipeline holds was no event in the first place, and stays none.
            if (topic.isEmpty()) {
                return OptionalInt.empty();
            }
            throw new RestoreRefused(
                    Reason.SCHEMA_REFUSED, e, archived, schema.getFullName(), String.valueOf(e.getMessage()));
        }
    }

    private static OptionalInt required(OptionalInt found, int archived, Schema schema, Optional<Topic> topic) {
        if (found.isEmpty() && topic.isPresent()) {
            throw new RestoreRefused(Reason.SCHEMA_MISSING, null, archived, schema.getFullName());
        }
        return found;
    }

    private int registered(Schema schema, Optional<Topic> topic, String own) {
        if (topic.isPresent() && !hasItsOwn(topic.get())) {
            try {
                return registry.register(topic.get().valueSubject(), schema, false);
            } catch (SchemaRefusedException e) {
                // Its rule is for what comes; this has been written already, and has to be readable.
            }
        }
        return registry.register(own, schema, false);
    }

    private boolean hasItsOwn(Topic topic) {
        return registry.idOf(topic.valueSubject(), published(topic), false).isPresent();
    }

    private static Schema published(Topic topic) {
        return new Schema.Parser().parse(topic.publishedSchema());
    }

    private static Optional<Topic> topicOf(Schema schema) {
        return TopicCatalogue.all().stream()
                .filter(topic -> schema.getType() == Schema.Type.RECORD
                        && topic.valueSchema().getFullName().equals(schema.getFullName()))
                .findFirst();
    }

    private static String ownSubject(Schema schema) {
        String text = HexFormat.of().formatHex(Sha256.of(schema.toString().getBytes(StandardCharsets.UTF_8)));
        return "restored-" + text.substring(0, DIGITS);
    }
}
