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
        return new RowKey(enterpriseId, kindOf(subject), idOf(subject));
    }

    /** The sort of row that holds the events of a subject. */
    static Kind kindOf(Subject subject) {
        return switch (subject.kind()) {
            case ENTERPRISE -> Kind.PROFILE;
            case CERTIFICATE -> Kind.CERTIFICATES;
            case CITY_TOTAL -> Kind.CITY_TOTALS;
            case LOAN -> Kind.LOAN;
            case FAIR -> Kind.FAIR;
            case ORDER -> Kind.ORDER;
        };
    }

    /** The id of the row that holds the events of a subject. */
    static String idOf(Subject subject) {
        return switch (subject.kind()) {
            case ENTERPRISE, CERTIFICATE, CITY_TOTAL -> "";
            case LOAN, FAIR, ORDER -> subject.id();
        };
    }

    public static RowKey profile(String enterpriseId) {
        return new RowKey(enterpriseId, Kind.PROFILE, "");
    }

    public static RowKey certificates(String enterpriseId) {
        return new RowKey(enterpriseId, Kind.CERTIFICATES, "");
    }
}
