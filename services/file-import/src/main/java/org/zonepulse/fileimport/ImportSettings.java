package org.zonepulse.fileimport;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zonepulse.fileimport.mapping.Mapping;
import org.zonepulse.ledger.event.EventStream;
import org.zonepulse.ledger.zone.Zone;
import org.zonepulse.schemas.Inbox;
import org.zonepulse.schemas.TopicCatalogue;

/**
 * What is asked for.
 *
 * @param inputs files, folders, or "-" for standard input
 * @param format of all inputs; by their names if null
 * @param encoding of all inputs; detected if null
 * @param mapping of all CSV files; chosen by their headers if null
 * @param set values for the whole import, such as {@code source}
 * @param result the result file; named after the first input if null
 * @param state folder for what is known of earlier imports
 * @param job name that stands for standard input, so that it can be resumed; null if it can't
 * @param inbox the source whose inbox is written to; null for the stream's own topic
 * @param restart whether to begin anew
 * @param dryRun whether to publish nothing
 * @param maxRejected rejected lines after which reading ends
 * @param patience how long to wait for a broker or registry that is away
 */
public record ImportSettings(
        EventStream stream,
        Zone zone,
        List<String> inputs,
        @Nullable Format format,
        @Nullable TextEncoding encoding,
        @Nullable Mapping mapping,
        Map<String, String> set,
        @Nullable Path result,
        Path state,
        @Nullable String job,
        @Nullable String inbox,
        boolean restart,
        boolean dryRun,
        long maxRejected,
        Duration patience) {

    public ImportSettings {
        inputs = List.copyOf(inputs);
        set = Map.copyOf(set);
    }

    /** The topic that is written to. */
    String topic() {
        return (inbox == null ? TopicCatalogue.ofStream(stream.id()) : new Inbox(stream.id(), inbox).topic()).name();
    }
}
