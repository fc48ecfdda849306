package org.zonepulse.ledger.row;

import java.util.Objects;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.Subject;

/**
 * Where the events of a subject are kept. Rows are small and separate, so that an event costs the same whether its
 * enterprise has ten loans or ten thousand. The certificates of an enterprise are few, and bear on each other: they
 * share one row.
 *
 * @param enterpriseId the enterprise; for city totals the city's division code
 * @param kind the sort of row
 * @param id number of the loan or order, name of the fair; empty for the kinds with one row an enterprise
 */
public record RowKey(String enterpriseId, Kind kind, String id) {

    /** Sorts of row. */
    public enum Kind {
        PROFILE,
        CERTIFICATES,
        CITY_TOTALS,
        LOAN,
        FAIR,
        ORDER
    }

    public RowKey {
        Objects.requireNonNull(enterpriseId, "enterpriseId");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(id, "id");
    }

    @Override
    public int hashCode() {
        return 31 * (31 * enterpriseId.hashCode() + id.hashCode()) + kind.hashCode();
    }

    /** The row that an event belongs to. */
    public static RowKey of(Event event) {
        return of(event.enterpriseId(), event.fact().subject());
    }

    /** The row that holds the events of a subject. */
    public static RowKey of(String enterpriseId, Subject subject) {
        return switch (subject.kind()) {
            case ENTERPRISE -> profile(enterpriseId);
            case CERTIFICATE -> certificates(enterpriseId);
            case CITY_TOTAL -> new RowKey(enterpriseId, Kind.CITY_TOTALS, "");
            case LOAN -> new RowKey(enterpriseId, Kind.LOAN, subject.id());
            case FAIR -> new RowKey(enterpriseId, Kind.FAIR, subject.id());
            case ORDER -> new RowKey(enterpriseId, Kind.ORDER, subject.id());
        };
    }

    public static RowKey profile(String enterpriseId) {
        return new RowKey(enterpriseId, Kind.PROFILE, "");
    }

    public static RowKey certificates(String enterpriseId) {
        return new RowKey(enterpriseId, Kind.CERTIFICATES, "");
    }
}
