package org.zonepulse.ledger.zone;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A high-tech zone. Everything that differs between one zone and the next stands here and not in the code.
 *
 * @param id the zone's short name, such as {@code fhidz}: key of its business days
 * @param name its name
 * @param timeZone where its business days begin and end
 * @param currency ISO 4217 code of all its amounts
 * @param city the city that its share is measured against
 * @param parks its parks, at least one
 * @param industries the industries that it reports by, at least one
 * @param loanProducts its loan products
 */
public record Zone(
        String id,
        Name name,
        ZoneId timeZone,
        String currency,
        City city,
        List<Park> parks,
        List<Industry> industries,
        List<LoanProduct> loanProducts) {

    /** The industry of enterprises whose code belongs to none that the zone reports by. */
    public static final Industry OTHER_INDUSTRY = new Industry("other", new Name("Other industries", "其他行业"));

    /** A name in both languages. */
    public record Name(String en, String zh) {
        public Name {
            Objects.requireNonNull(en, "en");
            Objects.requireNonNull(zh, "zh");
        }
    }

    /**
     * The city around the zone.
     *
     * @param divisionCode six digits, GB/T 2260: key of the city's totals
     */
    public record City(String divisionCode, Name name) {
        public City {
            Objects.requireNonNull(divisionCode, "divisionCode");
            Objects.requireNonNull(name, "name");
        }
    }

    /**
     * A park of the zone.
     *
     * @param id short name in events and scopes
     * @param divisionCode six digits, GB/T 2260, of the district that it lies in
     */
    public record Park(String id, Name name, String divisionCode) {
        public Park {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(divisionCode, "divisionCode");
        }
    }

    /**
     * An industry that the zone reports by: all GB/T 4754-2017 codes that start with {@code id}.
     *
     * @param id section letter and none to four digits, such as {@code C36}
     */
    public record Industry(String id, Name name) {
        public Industry {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(name, "name");
        }
    }

    /**
     * A loan product.
     *
     * @param id short name in events and scopes
     */
    public record LoanProduct(String id, Name name) {
        public LoanProduct {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(name, "name");
        }
    }

    public Zone {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(timeZone, "timeZone");
        Objects.requireNonNull(currency, "currency");
        Objects.requireNonNull(city, "city");
        parks = List.copyOf(parks);
        industries = List.copyOf(industries);
        loanProducts = List.copyOf(loanProducts);
        requireDistinct("park", parks.stream().map(Park::id).toList());
        requireDistinct("industry", industries.stream().map(Industry::id).toList());
        requireDistinct(
                "loan product", loanProducts.stream().map(LoanProduct::id).toList());
        if (parks.isEmpty() || industries.isEmpty()) {
            throw new IllegalArgumentException("a zone has at least one park and one industry");
        }
    }

    /** The park with this id, or null. */
    public @Nullable Park park(String parkId) {
        for (Park park : parks) {
            if (park.id.equals(parkId)) {
                return park;
            }
        }
        return null;
    }

    /** The loan product with this id, or null. */
    public @Nullable LoanProduct loanProduct(String productId) {
        for (LoanProduct product : loanProducts) {
            if (product.id.equals(productId)) {
                return product;
            }
        }
        return null;
    }

    /** The industry that the zone reports a GB/T 4754 code under: the longest that the code starts with. */
    public Industry industryOf(String code) {
        Industry best = OTHER_INDUSTRY;
        int length = 0;
        for (Industry industry : industries) {
            if (industry.id.length() > length && code.startsWith(industry.id)) {
                best = industry;
                length = industry.id.length();
            }
        }
        return best;
    }

    private static void requireDistinct(String what, List<String> ids) {
        Map<String, Integer> seen = new HashMap<>();
        for (String id : ids) {
            if (id.isBlank() || seen.merge(id, 1, Integer::sum) > 1) {
                throw new IllegalArgumentException("the id of a " + what + " is empty or stands twice: '" + id + "'");
            }
        }
    }
}
