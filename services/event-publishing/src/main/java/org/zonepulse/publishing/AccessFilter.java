package org.zonepulse.publishing;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.event.EventStream;
import org.zonepulse.publishing.access.AccessSettings;
import org.zonepulse.publishing.access.AuditLog;
import org.zonepulse.publishing.access.Authentication;
import org.zonepulse.publishing.access.Authenticator;
import org.zonepulse.publishing.access.Caller;
import org.zonepulse.publishing.access.CurrentPublishers;
import org.zonepulse.publishing.access.Publishers;

/**
 * Finds out who calls, once a request, and turns away who may not publish to this stream. Where nobody is asked for a
 * credential, only programs of this machine are let in, and no web page of another site that a browser here happens to show.
 */
@ServerFilter({"/events/**", "/prometheus/**"})
class AccessFilter {

    private static final String CALLER = "zonepulse.caller";
    private static final Set<String> OWN_NAMES = Set.of("127.0.0.1", "localhost", "[::1]");

    private final AccessSettings settings;
    private final CurrentPublishers publishers;
    private final Authenticator authenticator;
    private final EventStream stream;
    private final AuditLog audit;
    private final MeterRegistry meters;

    AccessFilter(
            AccessSettings settings,
            CurrentPublishers publishers,
            Authenticator authenticator,
            EventStream stream,
            AuditLog audit,
            MeterRegistry meters) {
        this.settings = settings;
        this.publishers = publishers;
        this.authenticator = authenticator;
        this.stream = stream;
        this.audit = audit;
        this.meters = meters;
    }

    /** Who sent the request, which came through this filter. */
    static Caller callerOf(HttpRequest<?> request) {
        return request.getAttribute(CALLER, Caller.class)
                .orElseThrow(() -> new IllegalStateException("no request comes in but through the filter"));
    }

    /** An answer for who isn't let in; null for all others. */
    @RequestFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Nullable HttpResponse<byte[]> admit(HttpRequest<?> request) {
        InetAddress remote = request.getRemoteAddress().getAddress();
        String address = remote.getHostAddress();
        boolean isMetrics = request.getPath().startsWith("/prometheus");
        if (isMetrics && settings.isOpenMetrics()) {
            return null;
        }
        Publishers asked = publishers.get();
        if (asked == null) {
            request.setAttribute(CALLER, Caller.local(address));
            return isFromElsewhere(request)
                    ? denied(
                            null,
                            address,
                            ProblemType.FOREIGN_ORIGIN,
                            "foreign-origin",
                            "It names another host or site")
                    : null;
        }
        if (isMetrics && remote.isLoopbackAddress()) {
            return null;
        }
        Authentication authentication = authenticator.authenticate(
                request.getHeaders().get("X-API-Key"), request.getHeaders().get(HttpHeaders.AUTHORIZATION), asked);
        return switch (authentication) {
            case Authentication.Denied(Authentication.Why why) ->
                denied(
                        null,
                        address,
                        ProblemType.UNAUTHENTICATED,
                        why.name().toLowerCase(Locale.ROOT),
                        why == Authentication.Why.MISSING ? "There is none" : "It is not, or no longer, good");
            case Authentication.Unavailable(String issuer) ->
                denied(
                        null,
                        address,
                        ProblemType.ISSUER_UNAVAILABLE,
                        "issuer-unavailable",
                        issuer + " does not give its keys");
            case Authentication.Granted(var publisher, String credential) -> {
                Caller caller = new Caller(publisher, credential, address);
                request.setAttribute(CALLER, caller);
                yield isMetrics || publisher.mayPublish(stream)
                        ? null
                        : denied(
                                caller,
                                address,
                                ProblemType.STREAM_NOT_ALLOWED,
                                "stream-not-allowed",
                                publisher.name() + " may not publish " + stream.id());
            }
        };
    }

    private HttpResponse<byte[]> denied(
            @Nullable Caller caller, String address, ProblemType type, String why, String detail) {
        meters.counter("zonepulse.access.denied", "stream", stream.id(), "why", why)
                .increment();
        audit.denied(caller, address, stream, type.status(), why);
        return Answers.problem(Problem.of(type, detail));
    }

    /** A page of another site names it as its origin; a name that was made to point here stands in Host. */
    private static boolean isFromElsewhere(HttpRequest<?> request) {
        String host = request.getHeaders().get(HttpHeaders.HOST);
        if (host != null && !OWN_NAMES.contains(nameOf(host))) {
            return true;
        }
        String origin = request.getHeaders().get(HttpHeaders.ORIGIN);
        return origin != null && !authorityOf(origin).equals(host);
    }

    /** Without the port; an IPv6 address stands in brackets, and is full of colons. */
    private static String nameOf(String host) {
        int end = host.startsWith("[") ? host.indexOf(']') + 1 : host.indexOf(':');
        return (end > 0 ? host.substring(0, end) : host).toLowerCase(Locale.ROOT);
    }

    private static String authorityOf(String origin) {
        try {
            return String.valueOf(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException none) {
            return "";
        }
    }
}
