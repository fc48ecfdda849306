/**
 * The live computation: Kafka Streams around the ledger. Its beans are for this service's context alone, also where
 * several services share a class path.
 */
@Configuration
@NullMarked
@Requires(property = "zonepulse.kpi.application-id")
package org.zonepulse.kpi;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
