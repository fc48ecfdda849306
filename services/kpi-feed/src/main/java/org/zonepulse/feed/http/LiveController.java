package org.zonepulse.feed.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.zonepulse.feed.live.KnownCut;
import org.zonepulse.feed.live.LiveFeed;
import org.zonepulse.ledger.zone.Zone;

/** Each cut as it is published, for whoever listens. */
@Controller("/api/v1/live")
class LiveController implements LiveApi {

    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private final LiveFeed feed;
    private final Zone zone;

    LiveController(LiveFeed feed, Zone zone) {
        this.feed = feed;
        this.zone = zone;
    }

    /** Events are made here, and no writer of the server's may make events of them: so the route produces bytes of any type. */
    @Override
    @Get(produces = MediaType.ALL)
    public HttpResponse<Publisher<byte[]>> live(HttpRequest<?> request) {
        Parameters parameters = new Parameters(request.getParameters());
        KpiFilter filter = KpiFilter.of(parameters);
        parameters.requireNoOthers();
        Publisher<byte[]> events = feed.open(new CutEvents(filter, zone.currency()), lastCut(request))
                .orElseThrow(() ->
                        new Refused(Problem.of(ProblemType.BUSY, feed.readers() + " readers are listening already")));
        return HttpResponse.ok(events)
                .contentType(MediaType.TEXT_EVENT_STREAM_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                // A compressor a reader would take more memory than all else.
                .header(HttpHeaders.CONTENT_ENCODING, "identity")
                .header("X-Accel-Buffering", "no");
    }

    private static @Nullable KnownCut lastCut(HttpRequest<?> request) {
        String id = request.getHeaders().get(LAST_EVENT_ID);
        if (id == null || id.isEmpty()) {
            return null;
        }
        return KnownCut.parse(id)
                .orElseThrow(() ->
                        new Refused(Problem.notOneOf(LAST_EVENT_ID, id, List.of("the id of an event of this feed"))));
    }
}
