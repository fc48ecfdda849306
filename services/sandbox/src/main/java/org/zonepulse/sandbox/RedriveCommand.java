package org.zonepulse.sandbox;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.deadletter.Attempt;
import org.zonepulse.audit.deadletter.Corrections;
import org.zonepulse.audit.deadletter.InvalidCorrections;
import org.zonepulse.audit.deadletter.LetterFilter;
import org.zonepulse.audit.deadletter.LetterJson;
import org.zonepulse.audit.deadletter.Plan;
import org.zonepulse.audit.deadletter.Redriver;
import org.zonepulse.ledger.event.Violation;
import org.zonepulse.ledger.zone.Zone;
import org.zonepulse.schemas.Edition;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Publishes what dead letters stand for, as it was or corrected, and writes down who did. */
@Command(name = "redrive", exitCodeListHeading = "%n")
final class RedriveCommand implements Callable<Integer>, Zonepulse.Speaking {

    private static final int MOST_OF_NAME = 200;

    @Parameters(paramLabel = "ID", arity = "0..*", descriptionKey = "deadLetters.ids")
    private Set<Long> ids = new LinkedHashSet<>();

    @Mixin
    private LetterOptions letters = new LetterOptions();

    @Option(names = "--all", descriptionKey = "redrive.all")
    private boolean all;

    @Option(names = "--with", paramLabel = "FILE|-", descriptionKey = "redrive.with")
    private @Nullable String corrected;

    @Option(names = "--dry-run", descriptionKey = "redrive.dryRun")
    private boolean dryRun;

    @Option(names = "--rate", paramLabel = "N", defaultValue = "0", descriptionKey = "redrive.rate")
    private int rate;

    @Option(names = "--force", descriptionKey = "redrive.force")
    private boolean force;

    @Option(names = "--again", descriptionKey = "redrive.again")
    private boolean again;

    @Option(names = "--by", paramLabel = "NAME", descriptionKey = "redrive.by")
    private @Nullable String by;

    @Option(names = "--note", paramLabel = "TEXT", descriptionKey = "redrive.note")
    private @Nullable String note;

    @Option(names = "--json", descriptionKey = "redrive.json")
    private boolean json;

    @Mixin
    private ZoneOption zone = new ZoneOption();

    @Mixin
    private EditionOption edition = new EditionOption();

    @Mixin
    private PipelineOptions pipeline = new PipelineOptions();

    @Spec
    private @Nullable CommandSpec spec;

    private Words words = Words.english();

    @Override
    public void speak(Words newWords) {
        words = newWords;
    }

    @Override
    public Integer call() throws Exception {
        CommandLine command = Objects.requireNonNull(spec).commandLine();
        requireSense(command);
        LetterFilter asked = letters.filter(ids, LetterFilter.Status.ALL, command, words);
        Zone checkedBy = zone.zone();
        Corrections corrections = corrections();
        Map<String, Object> settings = pipeline.settingsOfOneThere();
        LetterFilter filter =
                corrections == null || !ids.isEmpty() ? asked : asked.of(new HashSet<>(corrections.letters()));
        if (corrections != null && corrections.letters().isEmpty()) {
            throw new Refusal("refusal.noCorrections", String.valueOf(corrected));
        }
        String who = by == null ? System.getProperty("user.name", "?") : by;
        Redriver.Order order = new Redriver.Order(who, note, force, again, rate, dryRun);
        return LogAccess.during(
                settings, () -> redrive(settings, checkedBy, edition.of(settings, words), filter, corrections, order));
    }

    private void requireSense(CommandLine command) {
        if (ids.isEmpty() && letters.isEmpty() && !all && corrected == null) {
            throw new ParameterException(command, words.say("redrive.nothingAsked"));
        }
        if (rate < 0) {
            throw new ParameterException(command, words.say("redrive.noRate", rate));
        }
        if (by != null && (by.isBlank() || by.length() > MOST_OF_NAME)) {
            throw new ParameterException(command, words.say("redrive.noName", MOST_OF_NAME));
        }
    }

    private @Nullable Corrections corrections() {
        if (corrected == null) {
            return null;
        }
        try (InputStream in = corrected.equals("-") ? System.in : Files.newInputStream(Path.of(corrected))) {
            return Corrections.read(in, ids, Clock.systemUTC().instant());
        } catch (IOException e) {
            throw Refusal.because(e, "refusal.fileUnreadable", corrected, e);
        } catch (InvalidCorrections e) {
            throw Refusal.because(e, "refusal.corrections", corrected, String.join("\n  ", e.problems()));
        }
    }

    private int redrive(
            Map<String, Object> settings,
            Zone checkedBy,
            Edition of,
            LetterFilter filter,
            @Nullable Corrections corrections,
            Redriver.Order order)
            throws InterruptedException {
        Set<Long> missing = new HashSet<>(filter.ids());
        try (StopRequest stop = new StopRequest();
                Redriver redriver = Redriver.open(settings, checkedBy, of, Clock.systemUTC())) {
            Redriver.Summary summary = redriver.run(
                    filter,
                    corrections,
                    order,
                    attempt -> {
                        missing.remove(attempt.plan().letter().id());
                        System.out.println(json ? json(attempt) : line(attempt));
                    },
                    stop::isMade);
            tell(summary);
            if (summary.stopped()) {
                return ExitStatus.INTERRUPTED;
            }
            // Of those asked for by id, what was neither told nor passed over isn't there, or isn't meant.
            boolean absent = missing.size() > summary.before();
            if (absent && !json) {
                System.err.println(words.say("redrive.missing", missing.size() - summary.before()));
            }
            return summary.refused() > 0 || absent ? ExitStatus.ANSWER_IS_NO : ExitStatus.OK;
        }
    }

    private void tell(Redriver.Summary summary) {
        if (json) {
            System.out.println("{\"summary\":{\"published\":" + summary.published() + ",\"refused\":"
                    + summary.refused() + ",\"before\":" + summary.before() + ",\"dryRun\":" + dryRun + ",\"stopped\":"
                    + summary.stopped() + "}}");
            return;
        }
        System.out.println(words.say(
                dryRun ? "redrive.wouldBe" : "redrive.summary",
                summary.published(),
                summary.refused(),
                summary.before()));
        if (summary.stopped()) {
            System.out.println(words.say("redrive.stopped"));
        }
    }

    private String line(Attempt attempt) {
        Plan plan = attempt.plan();
        String outcome = words.say("redrive.outcome." + plan.outcome().name());
        StringBuilder line = new StringBuilder();
        line.append(String.format("%8d  %s", plan.letter().id(), outcome));
        if (attempt.topic() != null) {
            line.append(String.format("  %s/%d/%d", attempt.topic(), attempt.partition(), attempt.offset()));
        }
        for (Violation violation : plan.violations()) {
            line.append(String.format(
                    "%n          %s  %s  %s",
                    violation.reason(), Printable.of(violation.field()), Printable.of(violation.message())));
        }
        return line.toString();
    }

    private static String json(Attempt attempt) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
            LetterJson.attempt(out, attempt);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return text.toString();
    }
}
