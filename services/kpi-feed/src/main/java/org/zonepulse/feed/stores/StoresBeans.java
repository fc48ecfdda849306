package org.zonepulse.feed.stores;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Where kpi-service is asked. */
@Factory
class StoresBeans {

    @Singleton
    @Bean(preDestroy = "close")
    KpiServiceStores stores(
            @Value("${zonepulse.feed.kpi-service}") List<String> addresses,
            @Value("${zonepulse.feed.kpi-service-patience}") Duration patience) {
        return new KpiServiceStores(addresses.stream().map(URI::create).toList(), patience);
    }
}
