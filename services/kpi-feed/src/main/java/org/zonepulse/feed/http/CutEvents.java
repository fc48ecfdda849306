package org.zonepulse.feed.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.zonepulse.feed.KpiState;
import org.zonepulse.feed.PublishedCut;
import org.zonepulse.feed.live.Encoding;
import org.zonepulse.feed.live.KnownCut;
import org.zonepulse.ledger.kpi.Kpi;

/**
 * Cuts as events of an event stream.
 *
 * @param filter which values are told
 * @param currency of amounts of money, before any has been published
 */
record CutEvents(KpiFilter filter, String currency) implements Encoding {

    private static final byte[] NOTHING = {};
    /** Before the first cut. */
    private static final long LONG_AGO = 0;

    @Override
    public byte[] all(KpiState state) {
        return event("snapshot", state, values(state, LONG_AGO));
    }

    /** Who wants everything also wants to know of cuts that change but the past. */
    @Override
    public byte[] changes(KpiState state, long since) {
        List<Kpi> values = values(state, since);
        return values.isEmpty() && !filter.isAll() ? NOTHING : event("cut", state, values);
    }

    private List<Kpi> values(KpiState state, long since) {
        return state.changedSince(since)
                .filter(kpi -> filter.accepts(kpi.series()))
                .toList();
    }

    private byte[] event(String name, KpiState state, List<Kpi> values) {
        PublishedCut cut = state.cut().orElse(null);
        byte[] data = Json.object(json -> {
            Json.cut(json, cut);
            json.writeArrayFieldStart("values");
            for (Kpi kpi : values) {
                KpiRow.of(kpi).write(json, state.currency().orElse(currency));
            }
            json.writeEndArray();
        });
        String id = KnownCut.of(state).map(known -> "id: " + known + "\n").orElse("");
        ByteArrayOutputStream event = new ByteArrayOutputStream(data.length + 64);
        event.writeBytes(("event: " + name + "\n" + id + "data: ").getBytes(StandardCharsets.UTF_8));
        event.writeBytes(data);
        event.writeBytes("\n\n".getBytes(StandardCharsets.UTF_8));
        return event.toByteArray();
    }
}
