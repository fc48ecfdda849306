package org.zonepulse.sandbox;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.archive.ArchiveLog;
import org.zonepulse.audit.replay.AuditedLog;
import org.zonepulse.audit.replay.KafkaLog;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * What log an audit reads, what edition's publications, and how it answers: the same options for each command of the kind. By
 * which zone's rules the log is read belongs to {@link AuditOptions}, or to the command itself where it speaks of more than one
 * zone.
 */
final class LogOptions extends AnsweringOptions {

    @Option(names = "--archive", paramLabel = "FILE", descriptionKey = "audit.archive")
    private @Nullable Path archive;

    @Mixin
    private EditionOption edition = new EditionOption();

    @Override
    AuditedLog opened(Words words) {
        if (archive == null) {
            Map<String, Object> settings = pipeline().settingsOfOneThere();
            return KafkaLog.open(settings, edition.of(settings, words));
        }
        if (pipeline().isNamed()) {
            throw new Refusal("audit.archiveOrCluster");
        }
        if (edition.isGiven()) {
            throw new Refusal("audit.archiveOrEdition");
        }
        return ArchiveLog.open(archive);
    }
}
