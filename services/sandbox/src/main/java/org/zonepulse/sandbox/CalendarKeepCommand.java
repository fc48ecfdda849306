package org.zonepulse.sandbox;

import java.time.Clock;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.zonepulse.ledger.zone.Zone;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Opens each business day as it begins, until it is stopped; who is away is waited for. */
@Command(name = "keep", exitCodeListHeading = "%n")
final class CalendarKeepCommand implements Callable<Integer>, Zonepulse.Speaking {

    @Mixin
    private ZoneOption zone = new ZoneOption();

    @Mixin
    private PipelineOptions pipeline = new PipelineOptions();

    private Words words = Words.english();

    @Override
    public void speak(Words newWords) {
        words = newWords;
    }

    @Override
    public Integer call() throws InterruptedException {
        Zone of = zone.zone();
        CountDownLatch stopped = new CountDownLatch(1);
        CalendarPublisher calendar = new CalendarPublisher(pipeline.settings(), of.id());
        try (StopRequest _ = new StopRequest(stopped::countDown, ExitStatus.OK);
                BusinessDays _ = BusinessDays.keepTrying(calendar, Clock.system(of.timeZone()), told(of.id()))) {
            stopped.await();
        }
        return ExitStatus.OK;
    }

    private BusinessDays.Listener told(String id) {
        return new BusinessDays.Listener() {
            @Override
            public void opened(LocalDate day) {
                System.out.println(words.say("calendar.opened", day, id));
                System.out.flush();
            }

            @Override
            public void failed(LocalDate day, RuntimeException why) {
                System.err.println(words.say(
                        "calendar.waits", why instanceof Refusal refusal ? refusal.in(words) : why.toString()));
            }
        };
    }
}
