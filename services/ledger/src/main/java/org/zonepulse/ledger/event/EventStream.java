package org.zonepulse.ledger.event;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The four streams of events. Each has a topic and an emitter of its own. */
public enum EventStream {
    REGISTRATIONS("registrations"),
    CERTIFICATIONS("certifications"),
    LOANS("loans"),
    TRADE_FAIRS("trade-fairs");

    private final String id;

    EventStream(String id) {
        this.id = id;
    }

    /** The stream's name in topics, commands and addresses: {@code trade-fairs}. */
    public String id() {
        return id;
    }

    /** The stream of this id, or null if there is none. */
    public static @Nullable EventStream byId(String id) {
        return Arrays.stream(values())
                .filter(stream -> stream.id().equals(id))
                .findFirst()
                .orElse(null);
    }
}
