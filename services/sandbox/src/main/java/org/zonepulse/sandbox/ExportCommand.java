package org.zonepulse.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.archive.Export;
import org.zonepulse.audit.archive.Manifest;
import org.zonepulse.audit.replay.AuditedLog;
import org.zonepulse.audit.replay.CutHistory;
import org.zonepulse.audit.replay.Odometer;
import org.zonepulse.audit.replay.PublishedCut;
import org.zonepulse.audit.replay.StatedZone;
import org.zonepulse.ledger.zone.Zone;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the log up to a cut into one file, from which all audits work. */
@Command(name = "export", exitCodeListHeading = "%n")
final class ExportCommand implements Callable<Integer>, Zonepulse.Speaking {

    private static final double KIB = 1024.0;

    @Option(names = "--out", paramLabel = "FILE", required = true, descriptionKey = "audit.export.out")
    private Path out = Path.of("");

    @ArgGroup(exclusive = true)
    private @Nullable CutChoice which;

    @Option(names = "--force", descriptionKey = "audit.export.force")
    private boolean force;

    @Mixin
    private AuditOptions audit = new AuditOptions();

    @Spec
    private @Nullable CommandSpec spec;

    private Words words = Words.english();

    @Override
    public void speak(Words newWords) {
        words = newWords;
    }

    @Override
    public Integer call() throws Exception {
        ToLongFunction<CutHistory> cut =
                CutChoice.of(which, Objects.requireNonNull(spec).commandLine(), words);
        return audit.judging(
                words,
                words.say("audit.export.label"),
                (log, history, zone, odometer) ->
                        export(log, history, history.cut(cut.applyAsLong(history)), zone, odometer));
    }

    private int export(AuditedLog log, CutHistory history, PublishedCut upTo, Zone zone, Odometer odometer) {
        if (Files.exists(out) && !(force && Files.isRegularFile(out))) {
            throw new Refusal("refusal.archiveThere", out);
        }
        if (upTo.zone().isOtherThan(zone)) {
            throw new Refusal("refusal.notThatZone", upTo.number(), upTo.zone(), StatedZone.of(zone));
        }
        Export.Written written = write(log, history, upTo, new Export.ZoneText(zone, audit.zoneText(log)), odometer);
        audit.answer(() -> text(written), json -> json(written, json));
        return written.isAsStated() ? ExitStatus.OK : ExitStatus.ANSWER_IS_NO;
    }

    private Export.Written write(
            AuditedLog log, CutHistory history, PublishedCut upTo, Export.ZoneText zone, Odometer odometer) {
        String madeBy = new Zonepulse.Version().getVersion()[0];
        try {
            return Export.write(
                    log,
                    history,
                    upTo,
                    zone,
                    out,
                    force,
                    madeBy,
                    Clock.systemUTC().instant(),
                    odometer);
        } catch (FileAlreadyExistsException e) {
            throw Refusal.because(e, "refusal.archiveThere", out);
        } catch (IOException e) {
            throw Refusal.because(e, "refusal.fileUnwritable", out, e);
        }
    }

    private String text(Export.Written written) {
        Manifest.Origin origin = written.manifest().origin();
        String answer = words.say(
                "audit.export.done",
                out,
                size(written.bytes()),
                KpiText.count(written.records()),
                origin.cut(),
                Moment.text(origin.publishedAt()),
                origin.zone(),
                written.sha256(),
                written.manifest().digest(),
                written.manifest().complete(),
                origin.zoneDigest());
        return written.isAsStated()
                ? answer
                : answer + words.say("audit.export.different", origin.cut(), written.stated());
    }

    private static String size(long bytes) {
        double kib = bytes / KIB;
        return kib < KIB
                ? String.format(Locale.ROOT, "%.1f KiB", kib)
                : String.format(Locale.ROOT, "%.1f MiB", kib / KIB);
    }

    private void json(Export.Written written, JsonGenerator json) throws IOException {
        Manifest.Origin origin = written.manifest().origin();
        LocalDate day = origin.businessDay();
        json.writeStringField("report", "export");
        json.writeStringField("log", origin.source());
        json.writeStringField("zone", origin.zone());
        json.writeBooleanField("equal", written.isAsStated());
        json.writeStringField("zoneDigest", origin.zoneDigest());
        json.writeNumberField("cut", origin.cut());
        json.writeNumberField("newestCut", origin.newestCut());
        json.writeStringField("publishedAt", origin.publishedAt().toString());
        json.writeStringField("businessDay", day == null ? null : Objects.toString(day));
        json.writeStringField("file", out.toString());
        json.writeNumberField("bytes", written.bytes());
        json.writeStringField("sha256", written.sha256());
        json.writeNumberField("records", written.records());
        json.writeStringField("digest", written.manifest().digest());
        json.writeStringField("stated", written.stated());
        json.writeStringField("complete", written.manifest().complete());
    }
}
