package org.zonepulse.ledger.measure;

import java.util.Objects;

/**
 * One measure in one scope: what a KPI is the value of, and what dated flows belong to.
 *
 * @param measure what is measured
 * @param scope of what
 */
public record Series(Measure measure, Scope scope) {
    public Series {
        Objects.requireNonNull(measure, "measure");
        Objects.requireNonNull(scope, "scope");
    }

    /** Such as {@code loan-balance@park:nanhai}: the key of KPI topics. */
    @Override
    public String toString() {
        return measure.id() + "@" + scope;
    }
}
