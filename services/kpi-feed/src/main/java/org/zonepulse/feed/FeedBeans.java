package org.zonepulse.feed;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Value;
import io.micronaut.context.env.Environment;
import io.micronaut.context.exceptions.ConfigurationException;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.zonepulse.contract.ZoneFile;
import org.zonepulse.intake.CodecSettings;
import org.zonepulse.intake.KafkaSettings;
import org.zonepulse.ledger.zone.Zone;
import org.zonepulse.schemas.Edition;

/** What the service is made of that isn't its own. */
@Factory
class FeedBeans {

    /** Stands for whichever edition is. No edition of that name can be shown by it. */
    private static final String LIVE = "live";

    /** The service waits for a broker that is away, for as long as it is; it isn't ready meanwhile. */
    private static final int FOR_EVER = Integer.MAX_VALUE;

    /** Whoever asks something of a topic waits no longer for the answer. */
    private static final int PATIENCE_MILLIS = 10_000;

    @Context
    @Bean(preDestroy = "close")
    KpiView view(Environment settings, @Value("${zonepulse.feed.edition}") String edition) {
        Map<String, Object> kafka = kafka(settings, FOR_EVER);
        if (edition.equals(LIVE)) {
            return KpiView.open(kafka);
        }
        if (!Edition.isName(edition)) {
            throw new ConfigurationException("zonepulse.feed.edition is '" + edition + "': '" + LIVE
                    + "' is wanted, or an edition's name such as " + Edition.FORM);
        }
        return KpiView.open(kafka, new Edition(edition));
    }

    @Context
    @Bean(preDestroy = "close")
    DeadLetterTally deadLetters(Environment settings, KpiSource shown) {
        return DeadLetterTally.open(kafka(settings, FOR_EVER), () -> edition(shown));
    }

    private static Optional<Edition> edition(KpiSource shown) {
        try {
            return shown.state().map(KpiState::edition);
        } catch (IllegalStateException over) {
            return Optional.empty();
        }
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
