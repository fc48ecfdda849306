package org.zonepulse.sandbox;

import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.zone.Zone;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Opens a business day. */
@Command(name = "open", exitCodeListHeading = "%n")
final class CalendarOpenCommand implements Callable<Integer>, Zonepulse.Speaking {

    @Parameters(index = "0", arity = "0..1", paramLabel = "DAY", descriptionKey = "calendar.day")
    private @Nullable LocalDate day;

    @Option(names = "--allow-future", descriptionKey = "calendar.allowFuture")
    private boolean allowFuture;

    @Mixin
    private ZoneOption zone = new ZoneOption();

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
    public Integer call() throws InterruptedException {
        Zone of = zone.zone();
        LocalDate today = LocalDate.now(of.timeZone());
        LocalDate asked = Objects.requireNonNullElse(day, today);
        if (asked.isAfter(today) && !allowFuture) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(), words.say("calendar.isFuture", asked, today));
        }
        Map<String, Object> settings = pipeline.settingsOfOneThere();
        try (CalendarPublisher calendar = new CalendarPublisher(settings, of.id())) {
            calendar.open(asked);
        }
        System.out.println(words.say("calendar.opened", asked, of.id()));
        return ExitStatus.OK;
    }
}
