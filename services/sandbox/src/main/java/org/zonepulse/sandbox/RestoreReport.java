package org.zonepulse.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.archive.Manifest;
import org.zonepulse.audit.replay.InputDigests;
import org.zonepulse.audit.replay.Position;
import org.zonepulse.audit.restore.LogRestore;
import org.zonepulse.audit.restore.SchemaIds;
import org.zonepulse.audit.restore.TargetLog;

/**
 * What was restored; for people or machines.
 *
 * @param origin of the archive
 * @param archive its file
 * @param signed of that file
 * @param cluster into which it was restored
 * @param registry of that cluster
 * @param created topics that weren't there
 * @param registered subjects that have got the catalogue's schema, which the archive didn't have
 * @param ids where the archive's schemas are
 * @param begun records that an earlier, broken off restoration had written
 * @param content all that is in the log now
 * @param seconds that writing took
 * @param found what was read back; null if that wasn't wanted
 */
record RestoreReport(
        Manifest.Origin origin,
        String archive,
        SignedExport signed,
        String cluster,
        String registry,
        List<String> created,
        List<String> registered,
        SchemaIds ids,
        long begun,
        LogRestore.Content content,
        double seconds,
        TargetLog.@Nullable Found found)
        implements RestoreCommand.Answer {

    RestoreReport {
        created = List.copyOf(created);
        registered = List.copyOf(registered);
    }

    @Override
    public boolean isEqual() {
        return found == null || found.isEqual();
    }

    private long records() {
        return content.content().values().stream()
                .mapToLong(Position::nextOffset)
                .sum();
    }

    private long recordsPerSecond() {
        return Math.round((records() - begun) / Math.max(seconds, 0.001));
    }

    private String digest() {
        return HexFormat.of().formatHex(InputDigests.overall(content.content().values()));
    }

    @Override
    public String text(Words words, int limit) {
        StringBuilder text = new StringBuilder();
        created.forEach(topic -> text.append(words.say("topics.created", topic)).append('\n'));
        text.append(words.say(
                "restore.done",
                archive,
                origin.cut(),
                Moment.text(origin.publishedAt()),
                origin.zone(),
                cluster,
                KpiText.count(records()),
                KpiText.count(records() - begun),
                KpiText.count(recordsPerSecond())));
        if (begun > 0) {
            text.append(words.say("restore.hadBegun", KpiText.count(begun)));
        }
        if (ids.areKept()) {
            text.append(words.say("restore.idsKept", ids.places().size()));
        } else {
            text.append(words.say("restore.idsMoved", KpiText.count(content.rewritten())));
            TextTable table = new TextTable(false, true, true);
            table.row(words.say("restore.idsColumns").split(",", -1));
            ids.places()
                    .forEach(place -> table.row(
                            Printable.of(place.name()),
                            Integer.toString(place.archived()),
                            Integer.toString(place.id())));
            text.append(table);
        }
        if (content.unreadable() > 0) {
            text.append(words.say("restore.unreadable", KpiText.count(content.unreadable())));
        }
        if (content.withoutTimestamp() > 0) {
            text.append(words.say("restore.withoutTimestamp", KpiText.count(content.withoutTimestamp())));
        }
        text.append(words.say("restore.digest", digest()));
        text.append(verdict(words));
        if (isEqual()) {
            text.append(words.say("restore.next", origin.zoneDigest(), archive, archive));
        }
        return text.toString();
    }

    private String verdict(Words words) {
        if (found == null) {
            return words.say("restore.notVerified");
        }
        if (!found.isEqual()) {
            return words.say("restore.different", names(found.differing()));
        }
        return words.say("restore.equal")
                + (found.later() > 0 ? words.say("restore.later", KpiText.count(found.later())) : "");
    }

    static String names(List<TopicPartition> partitions) {
        return partitions.stream().map(TopicPartition::toString).sorted().collect(Collectors.joining(", "));
    }

    @Override
    public void json(JsonGenerator out) throws IOException {
        out.writeStringField("report", "restore");
        out.writeStringField("archive", archive);
        out.writeStringField("sha256", signed.sha256());
        out.writeBooleanField("signatureChecked", signed.checked());
        out.writeStringField("zone", origin.zone());
        out.writeStringField("zoneDigest", origin.zoneDigest());
        out.writeNumberField("cut", origin.cut());
        out.writeStringField("publishedAt", origin.publishedAt().toString());
        out.writeStringField("bootstrapServers", cluster);
        out.writeStringField("registry", registry);
        out.writeArrayFieldStart("created");
        for (String topic : created) {
            out.writeString(topic);
        }
        out.writeEndArray();
        out.writeArrayFieldStart("registered");
        for (String subject : registered) {
            out.writeString(subject);
        }
        out.writeEndArray();
        writeSchemas(out);
        out.writeNumberField("records", records());
        out.writeNumberField("begun", begun);
        out.writeNumberField("written", records() - begun);
        out.writeNumberField("rewritten", content.rewritten());
        out.writeNumberField("unreadable", content.unreadable());
        out.writeNumberField("withoutTimestamp", content.withoutTimestamp());
        out.writeNumberField("recordsPerSecond", recordsPerSecond());
        out.writeStringField("digest", digest());
        writePartitions(out);
        if (found == null) {
            out.writeNullField("equal");
        } else {
            out.writeBooleanField("equal", found.isEqual());
            out.writeNumberField("later", found.later());
        }
    }

    private void writeSchemas(JsonGenerator out) throws IOException {
        out.writeBooleanField("schemaIdsKept", ids.areKept());
        out.writeArrayFieldStart("schemas");
        for (SchemaIds.Place place : ids.places()) {
            out.writeStartObject();
            out.writeStringField("name", place.name());
            out.writeNumberField("archived", place.archived());
            out.writeNumberField("id", place.id());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void writePartitions(JsonGenerator out) throws IOException {
        out.writeArrayFieldStart("partitions");
        for (Position position : content.content().values()) {
            out.writeStartObject();
            out.writeStringField("topic", position.partition().topic());
            out.writeNumberField("partition", position.partition().partition());
            out.writeNumberField("records", position.nextOffset());
            out.writeStringField("digest", position.digestText());
            if (found != null) {
                out.writeBooleanField("equal", !found.differing().contains(position.partition()));
            }
            out.writeEndObject();
        }
        out.writeEndArray();
    }
}
