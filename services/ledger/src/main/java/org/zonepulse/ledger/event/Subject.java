package org.zonepulse.ledger.event;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a fact is about: the enterprise itself, or one loan, certificate, order … of it. Events about one subject are
 * settled among themselves: a reversal names the subject of the event that it undoes.
 *
 * @param kind what sort of thing
 * @param id its number within the enterprise; empty for {@link Kind#ENTERPRISE}
 */
public record Subject(Kind kind, String id) {

    /** The subject of registration facts. */
    public static final Subject ENTERPRISE = new Subject(Kind.ENTERPRISE, "");

    /** Sorts of subject, and the stream whose facts speak of them. */
    public enum Kind {
        ENTERPRISE("enterprise", EventStream.REGISTRATIONS),
        CERTIFICATE("certificate", EventStream.CERTIFICATIONS),
        CITY_TOTAL("city-total", EventStream.CERTIFICATIONS),
        LOAN("loan", EventStream.LOANS),
        FAIR("fair", EventStream.TRADE_FAIRS),
        ORDER("order", EventStream.TRADE_FAIRS);

        private final String id;
        private final EventStream stream;

        Kind(String id, EventStream stream) {
            this.id = id;
            this.stream = stream;
        }

        /** The kind's name in texts. */
        public String id() {
            return id;
        }

        /** The stream whose facts speak of this kind. */
        public EventStream stream() {
            return stream;
        }
    }

    public Subject {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(id, "id");
    }

    @Override
    public int hashCode() {
        return 31 * id.hashCode() + kind.hashCode();
    }

    /** Reads the form that {@link #toString} writes; null if it is none. */
    public static @Nullable Subject parse(String text) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        String id = colon < 0 ? "" : text.substring(colon + 1);
        for (Kind kind : Kind.values()) {
            if (kind.id.equals(name) && (kind == Kind.ENTERPRISE) == id.isEmpty() && (colon < 0) == id.isEmpty()) {
                return new Subject(kind, id);
            }
        }
        return null;
    }

    /** Such as {@code enterprise}, {@code loan:L-2023-0001} or {@code certificate:high-tech-enterprise/GR202344000001}. */
    @Override
    public String toString() {
        return id.isEmpty() ? kind.id : kind.id + ":" + id;
    }
}
