package org.zonepulse.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.zonepulse.ledger.zone.Zone;

/** The zone whose events a data folder holds: those of two would be added up. */
final class ZoneOfData {

    private ZoneOfData() {}

    /** @throws Refusal if the folder holds another zone's data */
    static void require(DataFolder data, Zone zone) {
        Path file = data.stateOf("zone").resolve("id");
        try {
            // An empty one is of a start that was killed just then.
            if (!Files.exists(file) || Files.size(file) == 0) {
                Files.writeString(file, zone.id());
                return;
            }
            String before = Files.readString(file);
            if (!before.equals(zone.id())) {
                throw new Refusal("refusal.otherZone", data.root(), before, zone.id());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
