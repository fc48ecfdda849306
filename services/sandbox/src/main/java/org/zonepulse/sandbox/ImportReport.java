package org.zonepulse.sandbox;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.zonepulse.fileimport.Counts;
import org.zonepulse.fileimport.ImportObserver;
import org.zonepulse.fileimport.ImportOutcome;
import org.zonepulse.ledger.event.EventStream;

/** Tells people how far an import is, and what came of it. */
final class ImportReport implements ImportObserver {

    private static final int BAR = 20;
    /** A rate of less time than that would jump. */
    private static final double LEAST_SECONDS = 0.5;

    private final Words words;
    private final EventStream stream;
    private final boolean dryRun;
    private long began;
    private long beganLines;
    private long beganBytes = -1;
    private String waiting = "";
    private String standing = "";
    private Progress.@Nullable Step step;

    ImportReport(Words words, EventStream stream, boolean dryRun) {
        this.words = words;
        this.stream = stream;
        this.dryRun = dryRun;
    }

    String label() {
        return words.say(dryRun ? "import.checking" : "import.importing", stream.id());
    }

    synchronized void showOn(Progress.Step newStep) {
        step = newStep;
    }

    @Override
    public synchronized void resumesAfter(Counts counts) {
        beganLines = counts.lines();
        if (step != null) {
            step.tell(words.say("import.resumes", counts.lines()));
        }
    }

    @Override
    public synchronized void waitsFor(String why) {
        waiting = why.isEmpty() ? "" : "  " + words.say("import.waits", why);
        show();
    }

    @Override
    public synchronized void isAt(Counts counts, long bytesRead, long bytesTotal) {
        if (beganBytes < 0) {
            began = System.nanoTime();
            beganBytes = bytesRead;
        }
        double seconds = (System.nanoTime() - began) / (double) TimeUnit.SECONDS.toNanos(1);
        StringBuilder text = new StringBuilder();
        if (bytesTotal > 0) {
            double part = Math.min(1, bytesRead / (double) bytesTotal);
            int full = (int) (part * BAR);
            text.append("[")
                    .append("█".repeat(full))
                    .append("░".repeat(BAR - full))
                    .append("] ");
            text.append(String.format(Locale.ROOT, "%.0f%%  ", part * 100));
        }
        double rate = seconds < LEAST_SECONDS ? 0 : (counts.lines() - beganLines) / seconds;
        text.append(words.say("import.rate", String.format(Locale.ROOT, "%,d", (long) rate)));
        long newBytes = bytesRead - beganBytes;
        if (bytesTotal > bytesRead && newBytes > 0 && seconds >= LEAST_SECONDS) {
            long left = (long) ((bytesTotal - bytesRead) * seconds / newBytes);
            text.append("  ")
                    .append(words.say("import.left", left / 60, String.format(Locale.ROOT, "%02d", left % 60)));
        }
        standing = text.append("  ").append(counted(counts)).toString();
        show();
    }

    private void show() {
        if (step != null) {
            step.tell(standing + waiting);
        }
    }

    private String counted(Counts counts) {
        return words.say(
                dryRun ? "import.countsDry" : "import.counts",
                number(counts.accepted()),
                number(counts.duplicate()),
                number(counts.rejected()));
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    String text(ImportOutcome outcome) {
        String head = words.say("import.summary", number(outcome.counts().lines()), counted(outcome.counts()));
        String end = switch (outcome.ending()) {
            case COMPLETE -> "";
            case TOO_MANY_REJECTED -> words.say("import.tooManyRejected");
            case STOPPED -> words.say(dryRun ? "import.stoppedDry" : "import.stopped");
        };
        return head + words.say("import.resultIn", outcome.result()) + end;
    }

    String json(ImportOutcome outcome) {
        Counts counts = outcome.counts();
        return String.format(
                Locale.ROOT,
                "{\"stream\":\"%s\",\"dryRun\":%s,\"ending\":\"%s\",\"lines\":%d,\"accepted\":%d,\"duplicate\":%d,"
                        + "\"rejected\":%d,\"eventsPublished\":%d,\"result\":\"%s\"}%n",
                stream.id(),
                dryRun,
                outcome.ending().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                counts.lines(),
                counts.accepted(),
                counts.duplicate(),
                counts.rejected(),
                dryRun ? 0 : counts.events(),
                new String(com.fasterxml.jackson.core.io.JsonStringEncoder.getInstance()
                        .quoteAsString(outcome.result().toString())));
    }
}
