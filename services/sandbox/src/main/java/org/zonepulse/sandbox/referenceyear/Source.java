package org.zonepulse.sandbox.referenceyear;

import java.util.Objects;

/**
 * A publisher of events.
 *
 * @param id its name in events
 * @param prefix what its event ids begin with
 */
record Source(String id, String prefix) {

    static final Source MARKET_REGULATOR = new Source("market-regulator", "amr");
    static final Source SCIENCE_BUREAU = new Source("science-bureau", "stb");
    static final Source INDUSTRY_BUREAU = new Source("industry-bureau", "iib");

    Source {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(prefix, "prefix");
    }
}
