package org.zonepulse.inbox;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/** The service's own settings. */
@ConfigurationProperties("zonepulse.inbox")
public interface InboxSettings {

    /** Name of the Kafka Streams application: of its consumer group and its transactions. */
    @Bindable(defaultValue = "zonepulse-inbox")
    String getApplicationId();

    /** Number of stream threads. */
    @Bindable(defaultValue = "1")
    int getThreads();

    /** How often what was let in is committed: until then, nobody sees it. */
    @Bindable(defaultValue = "100ms")
    Duration getCommitInterval();

    /** How long an instance may be silent until its inboxes are given to others. */
    @Bindable(defaultValue = "20s")
    Duration getSessionTimeout();

    /** How long what is done between two commits may take until the broker gives it up. */
    @Bindable(defaultValue = "20s")
    Duration getTransactionTimeout();

    /** How soon an inbox that is created while the service runs is found. */
    @Bindable(defaultValue = "5s")
    Duration getNewInboxesWithin();

    /** Folder that Kafka Streams insists on; nothing of value is kept in it. */
    String getStateDir();
}
