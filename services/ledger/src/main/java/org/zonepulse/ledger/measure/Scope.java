package org.zonepulse.ledger.measure;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What part of the whole a KPI is about.
 *
 * @param kind the sort of part
 * @param first its id; empty for the zone and the city
 * @param second the second id of the kinds that have two, else empty
 */
public record Scope(Kind kind, String first, String second) {

    /** The whole zone. */
    public static final Scope ZONE = new Scope(Kind.ZONE, "", "");

    /** The city around it. */
    public static final Scope CITY = new Scope(Kind.CITY, "", "");

    /** Sorts of scope. */
    public enum Kind {
        ZONE("zone", ""),
        CITY("city", ""),
        PARK("park", ""),
        INDUSTRY("industry", ""),
        PARK_INDUSTRY("park", "industry"),
        PRODUCT("product", ""),
        BANK("bank", ""),
        FAIR("fair", ""),
        TRANSITION("transition", ""),
        TRANSITION_MONTHS("transition", "months");

        private final String first;
        private final String second;

        Kind(String first, String second) {
            this.first = first;
            this.second = second;
        }
    }

    public Scope {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(second, "second");
        boolean whole = kind == Kind.ZONE || kind == Kind.CITY;
        if (whole != first.isEmpty() || kind.second.isEmpty() != second.isEmpty()) {
            throw new IllegalArgumentException("no scope of kind " + kind + ": '" + first + "', '" + second + "'");
        }
    }

    @Override
    public int hashCode() {
        return 31 * (31 * first.hashCode() + second.hashCode()) + kind.hashCode();
    }

    public static Scope park(String park) {
        return new Scope(Kind.PARK, park, "");
    }

    public static Scope industry(String industry) {
        return new Scope(Kind.INDUSTRY, industry, "");
    }

    public static Scope parkIndustry(String park, String industry) {
        return new Scope(Kind.PARK_INDUSTRY, park, industry);
    }

    public static Scope product(String product) {
        return new Scope(Kind.PRODUCT, product, "");
    }

    public static Scope bank(String bank) {
        return new Scope(Kind.BANK, bank, "");
    }

    public static Scope fair(String fair) {
        return new Scope(Kind.FAIR, fair, "");
    }

    public static Scope transition(Stage from, Stage to) {
        return new Scope(Kind.TRANSITION, from.id() + ">" + to.id(), "");
    }

    /** The enterprises that took this number of completed months from one stage to the other. */
    public static Scope transitionMonths(Stage from, Stage to, int months) {
        return new Scope(Kind.TRANSITION_MONTHS, from.id() + ">" + to.id(), Integer.toString(months));
    }

    /**
     * The scopes that a flow of this scope is also a flow of, itself included: a park's industry is part of the park,
     * of the industry and of the zone. All others stand for themselves.
     */
    public List<Scope> rollUps() {
        return kind == Kind.PARK_INDUSTRY ? List.of(ZONE, park(first), industry(second), this) : List.of(this);
    }

    /** Reads the form that {@link #toString} writes; null if it is none. */
    public static @Nullable Scope parse(String text) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        String rest = colon < 0 ? "" : text.substring(colon + 1);
        for (Kind kind : Kind.values()) {
            if (!kind.first.equals(name) || (colon < 0) != rest.isEmpty()) {
                continue;
            }
            int slash = kind.second.isEmpty() ? -1 : rest.lastIndexOf("/" + kind.second + ":");
            boolean two = slash > 0 && slash + kind.second.length() + 2 < rest.length();
            if (kind.second.isEmpty() ? isAlone(kind, rest) : two) {
                return slash < 0
                        ? new Scope(kind, rest, "")
                        : new Scope(kind, rest.substring(0, slash), rest.substring(slash + kind.second.length() + 2));
            }
        }
        return null;
    }

    /** Whether the text after the colon is this kind's one id, and not that of the kind with two of the same name. */
    private static boolean isAlone(Kind kind, String rest) {
        return switch (kind) {
            case ZONE, CITY -> rest.isEmpty();
            case PARK -> !rest.isEmpty() && !rest.contains("/industry:");
            case TRANSITION -> !rest.isEmpty() && !rest.contains("/months:");
            case INDUSTRY, PRODUCT, BANK, FAIR -> !rest.isEmpty();
            case PARK_INDUSTRY, TRANSITION_MONTHS -> false;
        };
    }

    /** Such as {@code zone}, {@code park:nanhai}, {@code park:nanhai/industry:C36}, {@code fair:17th …}. */
    @Override
    public String toString() {
        String text = first.isEmpty() ? kind.first : kind.first + ":" + first;
        return second.isEmpty() ? text : text + "/" + kind.second + ":" + second;
    }
}
