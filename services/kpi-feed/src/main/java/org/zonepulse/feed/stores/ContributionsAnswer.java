package org.zonepulse.feed.stores;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What comes of asking for the enterprises behind a figure. */
public sealed interface ContributionsAnswer {

    /**
     * The enterprises behind a figure. Amounts are exact, money in major units.
     *
     * @param sums the sums that the figure is computed from; itself alone if it is summed
     * @param listedMeasure the measure that the enterprises' amounts are of: the figure's own, or of what its formula counts
     * @param unit that measure's unit, as kpi-service names it
     * @param currency of money; else null
     * @param total what the amounts of all enterprises come to
     * @param count number of enterprises with any
     * @param enterprises the largest
     * @param inputs how far the event topics had been read, as kpi-service tells it
     * @param movedOn whether they were read on meanwhile
     * @param failures instances that couldn't be asked
     * @param missingPartitions partitions that no instance has told of
     * @param doublePartitions partitions that several instances have told of, since they are just moving
     */
    record Told(
            List<Sum> sums,
            String listedMeasure,
            String unit,
            @Nullable String currency,
            BigDecimal total,
            long count,
            List<Enterprise> enterprises,
            List<JsonNode> inputs,
            boolean movedOn,
            List<Failure> failures,
            List<Integer> missingPartitions,
            List<Integer> doublePartitions)
            implements ContributionsAnswer {
        public Told {
            Objects.requireNonNull(listedMeasure, "listedMeasure");
            Objects.requireNonNull(unit, "unit");
            Objects.requireNonNull(total, "total");
            sums = List.copyOf(sums);
            enterprises = List.copyOf(enterprises);
            inputs = List.copyOf(inputs);
            failures = List.copyOf(failures);
            missingPartitions = List.copyOf(missingPartitions);
            doublePartitions = List.copyOf(doublePartitions);
        }

        /** Whether enterprises are left out, or told of twice. */
        public boolean isIncomplete() {
            return !failures.isEmpty() || !missingPartitions.isEmpty() || !doublePartitions.isEmpty();
        }
    }

    /** The question makes no sense. */
    record Invalid(String detail) implements ContributionsAnswer {
        public Invalid {
            Objects.requireNonNull(detail, "detail");
        }
    }

    /** No instance can be asked now; later they can. */
    record Unavailable(String why) implements ContributionsAnswer {
        public Unavailable {
            Objects.requireNonNull(why, "why");
        }
    }

    /**
     * A sum.
     *
     * @param measure the measure's id
     * @param scope as text, such as {@code park:nanhai}
     * @param total the contributions of all enterprises
     * @param count number of enterprises with any
     */
    record Sum(String measure, String scope, BigDecimal total, long count) {
        public Sum {
            Objects.requireNonNull(measure, "measure");
            Objects.requireNonNull(scope, "scope");
            Objects.requireNonNull(total, "total");
        }
    }

    /**
     * An enterprise behind the figure.
     *
     * @param name its name on the day; null if it has none
     */
    record Enterprise(String enterpriseId, @Nullable String name, BigDecimal contribution) {
        public Enterprise {
            Objects.requireNonNull(enterpriseId, "enterpriseId");
            Objects.requireNonNull(contribution, "contribution");
        }
    }

    /** An instance that couldn't be asked. */
    record Failure(URI address, String why) {
        public Failure {
            Objects.requireNonNull(address, "address");
            Objects.requireNonNull(why, "why");
        }
    }
}
