package org.zonepulse.publishing.access;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Who can reach this service at all, and whether it may be so. */
@Singleton
public class Exposure {

    private final AccessSettings settings;
    private final String host;
    private final boolean tls;

    Exposure(
            AccessSettings settings,
            @Value("${micronaut.server.host:}") String host,
            @Value("${micronaut.server.ssl.enabled:false}") boolean tls) {
        this.settings = settings;
        this.host = host;
        this.tls = tls;
    }

    /** The service must not be started like this; says why, and what to do. */
    public static final class Unsafe extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unsafe(String message) {
            super(message);
        }
    }

    /**
     * To be asked before the service listens.
     *
     * @throws Unsafe if others could publish without a credential, or credentials could be overheard, or the authorities of
     *     providers can't be read
     */
    public void requireSafe() {
        boolean asked = settings.getPublishers().isPresent();
        if (asked && settings.getAuditLog().isEmpty()) {
            throw new Unsafe("Where publishers are known by credentials, what they publish is to be logged:"
                    + " set zonepulse.access.audit-log to a folder");
        }
        var _ = IssuerTrust.of(settings);
        if (isLoopback(host)) {
            return;
        }
        String where = host.isBlank() ? "all addresses of this machine" : host;
        if (!asked) {
            if (settings.isAllowAnonymous()) {
                return;
            }
            throw new Unsafe(
                    "Without credentials, events are taken from this machine only, and micronaut.server.host asks"
                            + " for " + where + ". Say who may publish what: zonepulse.access.publishers=FILE"
                            + " (docs/access.md); or listen on 127.0.0.1; or, where nobody else can reach it:"
                            + " zonepulse.access.allow-anonymous=true");
        }
        if (!tls && !settings.isAllowPlainHttp()) {
            throw new Unsafe("Credentials would come to " + where + " in the clear. Turn on TLS"
                    + " (micronaut.server.ssl.enabled=true, docs/access.md); or, if a proxy in front speaks TLS:"
                    + " zonepulse.access.allow-plain-http=true");
        }
    }

    /** Whether every address of the name is this machine's own. */
    public static boolean isLoopback(String name) {
        if (name.isBlank()) {
            return false;
        }
        try {
            return Arrays.stream(InetAddress.getAllByName(name)).allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
