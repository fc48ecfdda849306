package org.zonepulse.publishing;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/** An emitter's own settings. */
@ConfigurationProperties("zonepulse.publishing")
public interface PublishingSettings {

    /** The stream whose facts are taken: {@code registrations}, {@code certifications}, {@code loans}, {@code trade-fairs}. */
    String getStream();

    /** Largest body of a batch, in bytes, after decompression. */
    @Bindable(defaultValue = "10485760")
    long getMaxBatchBytes();

    /** Most lines of a batch: its answer has as many, and is kept in memory until the last event is confirmed. */
    @Bindable(defaultValue = "100000")
    int getMaxBatchLines();

    /** Refused lines after which a batch isn't read on: it is wrong as a whole, and the answer must not grow with it. */
    @Bindable(defaultValue = "1000")
    int getMaxRefused();

    /** Batches in work at the same time; more are told to slow down. A large one takes some 30 MB for a while. */
    @Bindable(defaultValue = "8")
    int getConcurrentBatches();

    /** Bytes of single events in work at the same time, 8 KiB for each request included; more are told to slow down. */
    @Bindable(defaultValue = "16777216")
    int getEventBytesInWork();

    /** How long the body of a single event may take. */
    @Bindable(defaultValue = "30s")
    Duration getEventBodyTime();

    /** How long the body of a batch may take, times in which the broker holds it up included. */
    @Bindable(defaultValue = "10m")
    Duration getBatchBodyTime();

    /** Memory for the answers that are kept for repeats with the same Idempotency-Key; the oldest make room. */
    @Bindable(defaultValue = "8388608")
    long getKeptAnswersBytes();

    /** How long they are kept. */
    @Bindable(defaultValue = "24h")
    Duration getKeptAnswersFor();
}
