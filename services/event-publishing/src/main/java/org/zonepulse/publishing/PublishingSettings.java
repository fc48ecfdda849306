package org.zonepulse.publishing;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

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

    /** Batches in work at the same time; more are told to come again. */
    @Bindable(defaultValue = "16")
    int getConcurrentBatches();
}
