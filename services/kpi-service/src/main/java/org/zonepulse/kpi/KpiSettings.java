package org.zonepulse.kpi;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import org.zonepulse.kpi.topology.KpiTopology;

/** The service's own settings. */
@ConfigurationProperties("zonepulse.kpi")
public interface KpiSettings {

    /** Which edition of the KPIs this instance computes: its outputs go to that edition's topics. */
    @Bindable(defaultValue = "first")
    String getEdition();

    /**
     * Name of the Kafka Streams application: of its consumer group, its stores' changelogs and its transactions. Another edition
     * than the first has its name after it, also where this is set: else it would go on from the stores of the live one.
     */
    @Bindable(defaultValue = "zonepulse-kpi")
    String getApplicationId();

    /** Number of stream threads. */
    @Bindable(defaultValue = "2")
    int getThreads();

    /** How often what was computed is committed and published, while the log is caught up with. */
    @Bindable(defaultValue = "500ms")
    Duration getCommitInterval();

    /** The same where young events come, so that they are seen soon: what lies between two commits at least. */
    @Bindable(defaultValue = "50ms")
    Duration getCommitGap();

    /**
     * How long an instance may be silent until its partitions are given to others. After a crash, nobody reads them for so
     * long; shorter than the longest pause of a busy machine, it costs needless moves.
     */
    @Bindable(defaultValue = "20s")
    Duration getSessionTimeout();

    /**
     * How long what is done between two commits may take until the broker gives it up. As long as the open transaction of an
     * instance that was killed isn't ended, the one that takes over waits; shorter than the slowest commit of a busy machine, nothing
     * is ever committed.
     */
    @Bindable(defaultValue = "20s")
    Duration getTransactionTimeout();

    /**
     * On how many further instances each store is kept up to date, so that one of them goes on at once where an instance ends.
     * Without, the store is first read from its changelog.
     */
    @Bindable(defaultValue = "0")
    int getStandbyReplicas();

    /** Where the stores keep their bytes. */
    @Bindable(defaultValue = "IN_MEMORY")
    KpiTopology.StoreKind getStores();

    /** Rows, and months of flows, that each partition keeps decoded. */
    @Bindable(defaultValue = "20000")
    int getKeptDecoded();

    /** Replicas of internal topics; -1 for the broker's default. */
    @Bindable(defaultValue = "-1")
    int getReplicationFactor();

    /**
     * Where others reach this instance, as {@code host:port}: all instances tell each other by Kafka Streams, so that whoever asks
     * one for an enterprise of another is sent there. Without a port of its own, such as {@code host:-1}, nobody is.
     */
    String getApplicationServer();

    /** How many requests may look through all enterprises at the same time. */
    @Bindable(defaultValue = "2")
    int getConcurrentScans();

    /** How long looking through all enterprises may take. */
    @Bindable(defaultValue = "10s")
    Duration getScanTime();

    /** Folder of the stores; only RocksDB's content is kept in it. */
    String getStateDir();
}
