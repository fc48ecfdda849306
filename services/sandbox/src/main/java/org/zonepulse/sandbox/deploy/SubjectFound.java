package org.zonepulse.sandbox.deploy;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A subject as it is in a registry.
 *
 * @param name its name
 * @param holds whether it has the catalogue's schema; a newer one may have come after it
 * @param compatibility the rule in force, by Confluent's names; null if there is no such subject, or the registry tells none
 */
public record SubjectFound(
        String name, Holds holds, @Nullable String compatibility) {

    /** What is in a subject. */
    public enum Holds {
        THE_SCHEMA,
        /** Schemas, but not the catalogue's. */
        OTHERS,
        NOTHING
    }

    public SubjectFound {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(holds, "holds");
    }
}
