package org.zonepulse.kpi.topology;

import java.time.Duration;
import java.util.Objects;
import org.zonepulse.avrocodec.SchemaRegistry;
import org.zonepulse.kpi.state.OpenLedgers;
import org.zonepulse.ledger.zone.Zone;

/**
 * What both stages are given.
 *
 * @param zone the zone whose KPIs these are
 * @param registry where schemas are
 * @param records makes the records that are published
 * @param meters counts what happens
 * @param partitions partitions of each event topic
 * @param keptDecoded rows, and months of flows, that each partition keeps decoded
 * @param commitGap between commits that young records ask for, at least: see {@link EarlyCommit}
 * @param ledgers where each partition's ledger is for others to read while it is worked at here
 */
public record Stage(
        Zone zone,
        SchemaRegistry registry,
        PublishedRecords records,
        Meters meters,
        int partitions,
        int keptDecoded,
        Duration commitGap,
        OpenLedgers ledgers) {
    public Stage {
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(registry, "registry");
        Objects.requireNonNull(records, "records");
        Objects.requireNonNull(meters, "meters");
        Objects.requireNonNull(commitGap, "commitGap");
        Objects.requireNonNull(ledgers, "ledgers");
        if (partitions < 1 || keptDecoded < 1) {
            throw new IllegalArgumentException("there is at least one partition, and one row to keep decoded");
        }
    }
}
