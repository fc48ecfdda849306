package org.zonepulse.sandbox.referenceyear;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.zonepulse.ledger.event.Money;

/** What a published figure says the value is. */
public sealed interface Expected {

    /** A number of things. */
    record Count(long number) implements Expected {}

    /** An amount of money, exact to the minor unit. */
    record Amount(Money money) implements Expected {
        public Amount {
            Objects.requireNonNull(money, "money");
        }
    }

    /**
     * A share, as exact as it was published.
     *
     * @param value 0.53 is 53%; its scale tells to how many decimals it was rounded
     */
    record Ratio(BigDecimal value) implements Expected {
        public Ratio {
            Objects.requireNonNull(value, "value");
        }
    }

    /**
     * The things themselves, and so their number.
     *
     * @param names their English names
     */
    record Members(List<String> names) implements Expected {
        public Members {
            names = List.copyOf(names);
        }
    }
}
