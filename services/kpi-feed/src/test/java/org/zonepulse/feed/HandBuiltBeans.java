package org.zonepulse.feed;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import jakarta.inject.Singleton;

/** The service over states written by hand. */
@Factory
class HandBuiltBeans {

    @Singleton
    @Replaces(value = KpiView.class, factory = FeedBeans.class)
    HandBuilt source() {
        return new HandBuilt();
    }
}
