package org.zonepulse.publishing.access;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.Optional;

/** Who may publish, and what is kept of it. */
@ConfigurationProperties("zonepulse.access")
public interface AccessSettings {

    /** The publishers file. Without one everybody may publish everything, but from this machine only. */
    Optional<String> getPublishers();

    /** Folder of the audit log; without one, none is written. Together with a publishers file, one has to be given. */
    Optional<String> getAuditLog();

    /**
     * A PEM file of the authorities by which the certificates of OpenID Connect providers are checked, in place of the
     * JVM's: for a provider that has its certificate from an authority of one's own.
     */
    Optional<String> getIssuerAuthorities();

    /**
     * Whether credentials may come in without TLS on an address that isn't this machine's own: right only where a proxy in
     * front speaks TLS with the world.
     */
    @Bindable(defaultValue = "false")
    boolean isAllowPlainHttp();

    /**
     * Whether everybody who reaches the service may publish, without any credential, although it listens to more than this
     * machine: right only where nobody else can reach it, as in a container whose port is published on the loopback alone.
     */
    @Bindable(defaultValue = "false")
    boolean isAllowAnonymous();

    /** Whether everybody who reaches the service may read its metrics: they tell how many events come, of nobody in particular. */
    @Bindable(defaultValue = "false")
    boolean isOpenMetrics();
}
