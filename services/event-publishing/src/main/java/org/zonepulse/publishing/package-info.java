/**
 * What the emitters share: events over HTTP, checked, put into their stream's topic, and answered with receipts. Its
 * beans are for the contexts of emitters alone, also where other services share the class path.
 */
@Configuration
@NullMarked
@Requires(property = "zonepulse.publishing.stream")
package org.zonepulse.publishing;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
