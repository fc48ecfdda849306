/** What services share that read events off Kafka: decoding, dead letters, patience with outages, and their streams' life. */
@NullMarked
package org.zonepulse.intake;

import org.jspecify.annotations.NullMarked;
