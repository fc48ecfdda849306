/** The live computation: Kafka Streams around the ledger. */
@NullMarked
package org.zonepulse.kpi;

import org.jspecify.annotations.NullMarked;
