/** What services share that read events off Kafka: dead letters, and the life and health of their streams. */
@NullMarked
package org.zonepulse.intake;

import org.jspecify.annotations.NullMarked;
