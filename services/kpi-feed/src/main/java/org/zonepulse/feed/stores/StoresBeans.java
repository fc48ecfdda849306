package org.zonepulse.feed.stores;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Value;
import io.micronaut.context.exceptions.ConfigurationException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Where kpi-service is asked. */
@Factory
class StoresBeans {

    private static final Set<String> SCHEMES = Set.of("http", "https");

    /** From the start, so that a wrong address is told then. */
    @Context
    @Bean(preDestroy = "close")
    KpiServiceStores stores(
            @Value("${zonepulse.feed.kpi-service}") List<String> addresses,
            @Value("${zonepulse.feed.kpi-service-patience}") Duration patience) {
        return new KpiServiceStores(addresses.stream().map(StoresBeans::address).toList(), patience);
    }

    private static URI address(String text) {
        try {
            URI address = new URI(text);
            if (SCHEMES.contains(String.valueOf(address.getScheme())) && address.getHost() != null) {
                return address;
            }
        } catch (URISyntaxException e) {
            // Told below.
        }
        throw new ConfigurationException(
                "zonepulse.feed.kpi-service has '" + text + "': an address such as http://127.0.0.1:28095 is wanted");
    }
}
