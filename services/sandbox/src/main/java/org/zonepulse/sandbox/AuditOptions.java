package org.zonepulse.sandbox;

import java.util.function.Supplier;
import org.zonepulse.audit.replay.AuditedLog;
import org.zonepulse.audit.replay.CutHistory;
import org.zonepulse.audit.replay.Odometer;
import org.zonepulse.ledger.zone.Zone;
import picocli.CommandLine.Mixin;

/** What log an audit reads, by which zone's rules, and how it answers: the same options for each command of the kind. */
final class AuditOptions {

    @Mixin
    private LogOptions log = new LogOptions();

    @Mixin
    private ZoneOption zone = new ZoneOption();

    /** An audit of an open log. */
    @FunctionalInterface
    interface Work {

        /** @return the exit status */
        int on(AuditedLog log, CutHistory history, Zone zone, Odometer odometer) throws Exception;
    }

    /** Whether the answer is to be JSON. */
    boolean json() {
        return log.json();
    }

    /** The text of the zone's file by whose rules that log is read. */
    String zoneText(AuditedLog opened) {
        return ZoneOfLog.text(zone, opened);
    }

    /** Gives the answer on standard output, in the form that was asked for, and in the file for it, if there is to be one. */
    void answer(Supplier<String> text, JsonText.Fields json) {
        log.answer(text, json);
    }

    /**
     * Opens the log and does the work; meanwhile standard error tells how far it is. What can't be done is told there, too.
     *
     * @param label of the work, for people
     * @return the work's exit status, or {@link ExitStatus#ANSWER_IS_NO} if the history of cuts contradicts itself;
     *     {@link ExitStatus#USAGE} if it could not be done
     */
    int during(Words words, String label, Work work) throws Exception {
        return log.during(
                words,
                label,
                (opened, history, odometer) ->
                        work.on(opened, history, ZoneOfLog.zone(zone.file(), opened, history), odometer));
    }

    /**
     * The same for work that itself judges whether the zone is the one that cuts were computed by.
     *
     * @param label of the work, for people
     * @return the work's exit status; {@link ExitStatus#USAGE} if it could not be done
     */
    int judging(Words words, String label, Work work) throws Exception {
        return log.during(
                words,
                label,
                (opened, history, odometer) ->
                        work.on(opened, history, ZoneOfLog.unjudged(zone.file(), opened), odometer));
    }
}
