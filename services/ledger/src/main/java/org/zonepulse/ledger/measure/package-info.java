/** The KPI catalogue: what is measured, in which scopes, and the dated flows that measures are made of. */
@NullMarked
package org.zonepulse.ledger.measure;

import org.jspecify.annotations.NullMarked;
