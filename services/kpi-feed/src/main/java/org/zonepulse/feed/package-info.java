/**
 * What the pipeline has published, read back from its topics for those who want to know a KPI. Its beans are for this
 * service's context alone, also where several services share a class path.
 */
@Configuration
@NullMarked
@Requires(property = "zonepulse.feed.max-readers")
package org.zonepulse.feed;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
