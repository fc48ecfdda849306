package org.zonepulse.ledger.kpi;

import java.util.Set;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Scope;
import org.zonepulse.ledger.measure.Series;

/** The levels of all summed series at one moment: what formulas are computed from. */
public interface Levels {

    /** The level of a series; 0 if it has had no flows. */
    long of(Series series);

    /** The scopes in which a measure has ever had a flow. */
    Set<Scope> scopes(Measure measure);
}
