package org.zonepulse.sandbox;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.archive.ArchiveLog;
import org.zonepulse.audit.replay.AuditedLog;
import org.zonepulse.audit.replay.Calendar;
import org.zonepulse.audit.replay.CutHistory;
import org.zonepulse.contract.InvalidZoneFile;
import org.zonepulse.contract.ZoneFile;
import org.zonepulse.ledger.zone.Zone;

/** By which zone's rules a log is read: the file named, else the archive's own, else the bundled one. */
final class ZoneOfLog {

    private ZoneOfLog() {}

    /** The text of the zone's file. */
    static String text(ZoneOption zone, AuditedLog log) {
        return zone.isGiven() || !(log instanceof ArchiveLog archive)
                ? zone.text()
                : archive.zone().orElseGet(zone::text);
    }

    /**
     * The zone itself, for who works by its rules.
     *
     * @param file the file named; null if none is
     * @param history of that log
     * @throws Refusal if it can't be used
     * @throws org.zonepulse.audit.replay.LogIncomplete if the log is of another zone, or its cuts were computed by other rules
     */
    static Zone zone(@Nullable Path file, AuditedLog log, CutHistory history) {
        Zone zone = unjudged(file, log);
        history.require(zone);
        return zone;
    }

    /**
     * The zone itself, for who judges whether it is the one that cuts were computed by.
     *
     * @param file the file named; null if none is
     * @throws Refusal if it can't be used
     * @throws org.zonepulse.audit.replay.LogIncomplete if the log is of a zone with another id
     */
    static Zone unjudged(@Nullable Path file, AuditedLog log) {
        Zone zone = file != null || !(log instanceof ArchiveLog archive) ? ZoneOption.read(file) : own(archive);
        Calendar.of(log).require(zone);
        return zone;
    }

    private static Zone own(ArchiveLog archive) {
        String name = archive.description() + ": zone.yaml";
        try {
            return ZoneFile.of(archive.zone().orElseGet(ZoneFile::bundledText), name);
        } catch (InvalidZoneFile e) {
            throw Refusal.because(e, "refusal.zoneFile", name, String.join("\n  ", e.problems()));
        }
    }
}
