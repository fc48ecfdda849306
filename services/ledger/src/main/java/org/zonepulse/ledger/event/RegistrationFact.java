package org.zonepulse.ledger.event;

import java.util.Objects;

/** Facts of enterprise registration. All speak of the enterprise itself; {@code occurredOn} is the day of effect. */
public sealed interface RegistrationFact extends Fact
        permits RegistrationFact.Registered,
                RegistrationFact.Relocated,
                RegistrationFact.Renamed,
                RegistrationFact.Reclassified,
                RegistrationFact.Deregistered,
                Reversed {

    @Override
    default Subject subject() {
        return Subject.ENTERPRISE;
    }

    /**
     * The enterprise was registered in the zone.
     *
     * @param name its registered name
     * @param park id of the zone's park
     * @param industry GB/T 4754-2017 code: section letter and two to four digits
     */
    record Registered(String name, String park, String industry) implements RegistrationFact {
        public Registered {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(park, "park");
            Objects.requireNonNull(industry, "industry");
        }
    }

    /**
     * It moved to another park of the zone.
     *
     * @param park id of the new park
     */
    record Relocated(String park) implements RegistrationFact {
        public Relocated {
            Objects.requireNonNull(park, "park");
        }
    }

    /**
     * It took another name.
     *
     * @param name the new name
     */
    record Renamed(String name) implements RegistrationFact {
        public Renamed {
            Objects.requireNonNull(name, "name");
        }
    }

    /**
     * Its main business was classified anew.
     *
     * @param industry the new GB/T 4754-2017 code
     */
    record Reclassified(String industry) implements RegistrationFact {
        public Reclassified {
            Objects.requireNonNull(industry, "industry");
        }
    }

    /**
     * It left the zone's register.
     *
     * @param reason why, for people
     */
    record Deregistered(String reason) implements RegistrationFact {
        public Deregistered {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
