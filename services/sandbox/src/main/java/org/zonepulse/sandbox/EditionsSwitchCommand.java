package org.zonepulse.sandbox;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.edition.Readiness;
import org.zonepulse.audit.replay.AuditedLog;
import org.zonepulse.audit.replay.CutHistory;
import org.zonepulse.audit.replay.Odometer;
import org.zonepulse.audit.verify.Target;
import org.zonepulse.audit.verify.Verification;
import org.zonepulse.audit.verify.VerificationReport;
import org.zonepulse.ledger.zone.Zone;
import org.zonepulse.schemas.Edition;
import org.zonepulse.schemas.edition.EditionSwitched;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes another edition the live one, when it is fit to be: it has read as much, and what it publishes can be recomputed. */
@Command(name = "switch", exitCodeListHeading = "%n")
final class EditionsSwitchCommand implements Callable<Integer>, Zonepulse.Speaking {

    private static final int MOST_OF_NAME = 200;
    private static final int MOST_OF_REASON = 2_000;
    private static final int MOST_NAMED = 10;

    @Parameters(index = "0", paramLabel = "NAME", descriptionKey = "editions.switch.name")
    private String name = "";

    @Option(names = "--reason", paramLabel = "TEXT", descriptionKey = "editions.switch.reason")
    private @Nullable String reason;

    @Option(names = "--by", paramLabel = "NAME", descriptionKey = "redrive.by")
    private @Nullable String by;

    @Option(names = "--force", descriptionKey = "editions.switch.force")
    private boolean force;

    @Option(names = "--zone", paramLabel = "FILE", descriptionKey = "editions.zone")
    private @Nullable Path zone;

    @Mixin
    private LiveLogOptions log = new LiveLogOptions();

    @Spec
    private @Nullable CommandSpec spec;

    private Words words = Words.english();

    @Override
    public void speak(Words newWords) {
        words = newWords;
    }

    @Override
    public Integer call() throws Exception {
        CommandSpec command = Objects.requireNonNull(spec);
        Edition edition = EditionOption.named(name, command.commandLine(), words);
        if (by != null && (by.isBlank() || by.length() > MOST_OF_NAME)) {
            throw new ParameterException(command.commandLine(), words.say("redrive.noName", MOST_OF_NAME));
        }
        if (reason != null && reason.length() > MOST_OF_REASON) {
            throw new ParameterException(
                    command.commandLine(), words.say("editions.switch.longReason", MOST_OF_REASON));
        }
        return log.during(words, words.say("editions.switch.label"), (live, history, odometer) -> {
            Edition now = live.edition();
            if (edition.equals(now)) {
                answer(now, edition, false, List.of());
                return ExitStatus.OK;
            }
            try (AuditedLog candidate = log.with(edition)) {
                CutHistory own = CutHistory.of(candidate);
                Zone of = ZoneOfLog.zone(zone, candidate, own);
                List<String> objections = objections(history, candidate, own, of, odometer);
                boolean switches = objections.isEmpty() || force;
                if (switches) {
                    publish(now, edition, own.latest(), of, objections);
                }
                answer(now, edition, switches, objections);
                return switches ? ExitStatus.OK : ExitStatus.ANSWER_IS_NO;
            }
        });
    }

    /** What speaks against it. Who forces it has no time for a verification. */
    private List<String> objections(CutHistory live, AuditedLog candidate, CutHistory own, Zone of, Odometer odometer) {
        List<String> objections = new ArrayList<>();
        Readiness readiness = Readiness.of(live.cut(live.latest()), own.cut(own.latest()));
        List<String> behind = readiness.behind();
        if (!readiness.isThere()) {
            objections.add(words.say(
                    "editions.switch.behind",
                    own.latest(),
                    String.join("; ", behind.subList(0, Math.min(MOST_NAMED, behind.size())))));
        }
        if (force) {
            objections.add(words.say("editions.switch.notVerified", own.latest()));
            return objections;
        }
        VerificationReport verified = Verification.run(candidate, own, of, new Target.Numbered(own.latest()), odometer);
        if (!verified.isEqual()) {
            objections.add(
                    words.say("editions.switch.differs", own.latest(), KpiText.count(verified.allDifferences())));
        }
        return objections;
    }

    private void publish(Edition before, Edition edition, long cut, Zone of, List<String> objections)
            throws InterruptedException {
        EditionSwitched switched = new EditionSwitched(
                of.id(),
                edition.name(),
                before.name(),
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                by == null ? System.getProperty("user.name", "?") : by,
                reason,
                cut,
                objections.isEmpty() ? null : String.join(" ", objections));
        try (EditionPublisher publisher = new EditionPublisher(log.pipeline().settings())) {
            publisher.publish(switched);
        }
    }

    private void answer(Edition before, Edition edition, boolean switched, List<String> objections) {
        log.answer(() -> text(before, edition, switched, objections), json -> {
            json.writeStringField("report", "edition-switch");
            json.writeStringField("live", switched ? edition.name() : before.name());
            json.writeStringField("before", before.name());
            json.writeBooleanField("switched", switched);
            json.writeArrayFieldStart("objections");
            for (String objection : objections) {
                json.writeString(objection);
            }
            json.writeEndArray();
        });
    }

    private String text(Edition before, Edition edition, boolean switched, List<String> objections) {
        if (before.equals(edition)) {
            return words.say("editions.switch.already", edition.name());
        }
        StringBuilder text = new StringBuilder();
        objections.forEach(objection -> text.append(objection).append('\n'));
        return text.append(
                        switched
                                ? words.say("editions.switch.done", edition.name(), before.name())
                                : words.say("editions.switch.refused", before.name(), edition.name()))
                .toString();
    }
}
