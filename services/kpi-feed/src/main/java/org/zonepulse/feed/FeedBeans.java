package org.zonepulse.feed;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Value;
import io.micronaut.context.env.Environment;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.zonepulse.contract.ZoneFile;
import org.zonepulse.intake.CodecSettings;
import org.zonepulse.intake.KafkaSettings;
import org.zonepulse.ledger.zone.Zone;

/** What the service is made of that isn't its own. */
@Factory
class FeedBeans {

    /** The service waits for a broker that is away, for as long as it is; it isn't ready meanwhile. */
    private static final int FOR_EVER = Integer.MAX_VALUE;

    /** Whoever asks something of a topic waits no longer for the answer. */
    private static final int PATIENCE_MILLIS = 10_000;

    @Context
    @Bean(preDestroy = "close")
    KpiView view(Environment settings) {
        return KpiView.open(kafka(settings, FOR_EVER));
    }

    @Context
    @Bean(preDestroy = "close")
    DeadLetterTally deadLetters(Environment settings) {
        return DeadLetterTally.open(kafka(settings, FOR_EVER));
    }

    @Singleton
    @Bean(preDestroy = "close")
    CutHistory history(Environment settings) {
        return CutHistory.open(kafka(settings, PATIENCE_MILLIS));
    }

    @Singleton
    @Bean(preDestroy = "close")
    InputLag lag(Environment settings) {
        return InputLag.open(kafka(settings, PATIENCE_MILLIS));
    }

    @Singleton
    Zone zone(@Value("${zonepulse.zone:}") String file) {
        return file.isEmpty() ? ZoneFile.bundled() : ZoneFile.read(Path.of(file));
    }

    private static Map<String, Object> kafka(Environment settings, int patienceMillis) {
        Map<String, Object> all = new HashMap<>(CodecSettings.of(settings));
        all.putAll(KafkaSettings.of(settings));
        all.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, patienceMillis);
        return all;
    }
}
