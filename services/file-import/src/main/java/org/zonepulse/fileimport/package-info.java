/**
 * Events from files into Kafka: each line once, with a verdict for each, through crashes of this process and of the broker.
 */
@NullMarked
package org.zonepulse.fileimport;

import org.jspecify.annotations.NullMarked;
