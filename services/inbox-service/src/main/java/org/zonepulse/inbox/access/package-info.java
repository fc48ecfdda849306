/** Who may do what with which topic of a Kafka cluster that asks for credentials. */
@NullMarked
package org.zonepulse.inbox.access;

import org.jspecify.annotations.NullMarked;
