/**
 * Lets in what outside publishers wrote to their inboxes. Its beans are for this service's context alone, also where
 * several services share a class path.
 */
@Configuration
@NullMarked
@Requires(property = "zonepulse.inbox.application-id")
package org.zonepulse.inbox;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
