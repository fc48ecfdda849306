package org.zonepulse.sandbox;

import io.micronaut.context.ApplicationContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.zonepulse.feed.KpiView;
import org.zonepulse.intake.RunningStreams;
import org.zonepulse.ledger.event.EventStream;

/** The services of a whole pipeline. */
public final class Services {

    private Services() {}

    /**
     * All services.
     *
     * @param zone settings that name the zone's file, where it isn't the bundled one
     */
    public static List<SandboxService> all(Map<String, Object> zone) {
        return all(zone, Map.of());
    }

    /**
     * All services, where publishers may be asked who they are.
     *
     * @param access settings of the emitters
     */
    static List<SandboxService> all(Map<String, Object> zone, Map<String, Object> access) {
        Map<String, Object> emitters = new HashMap<>(zone);
        emitters.putAll(access);
        return List.of(
                emitter(Ports.Use.REGISTRATION_SERVICE, org.zonepulse.registration.Application::start, emitters),
                emitter(Ports.Use.CERTIFICATION_SERVICE, org.zonepulse.certification.Application::start, emitters),
                emitter(Ports.Use.LOAN_SERVICE, org.zonepulse.loan.Application::start, emitters),
                emitter(Ports.Use.TRADE_FAIR_SERVICE, org.zonepulse.tradefair.Application::start, emitters),
                kpiService(zone),
                kpiFeed(zone));
    }

    /** The service that lets in what outside publishers write to their inboxes; only who tries out inboxes needs it. */
    public static SandboxService inboxes(Map<String, Object> zone) {
        return new MicronautService(
                Ports.Use.INBOX_SERVICE,
                org.zonepulse.inbox.Application::start,
                surroundings -> inboxSettings(zone, surroundings),
                Services::watchStreams);
    }

    private static Map<String, Object> inboxSettings(
            Map<String, Object> zone, SandboxService.Surroundings surroundings) {
        Map<String, Object> settings = new HashMap<>(zone);
        settings.put(
                "zonepulse.inbox.state-dir",
                surroundings.data().stateOf("inbox-service").toString());
        settings.put("zonepulse.inbox.session-timeout", "6s");
        settings.put("zonepulse.inbox.new-inboxes-within", "1s");
        return settings;
    }

    /** Where the events of a stream are posted. */
    static Ports.Use emitterOf(EventStream stream) {
        return switch (stream) {
            case REGISTRATIONS -> Ports.Use.REGISTRATION_SERVICE;
            case CERTIFICATIONS -> Ports.Use.CERTIFICATION_SERVICE;
            case LOANS -> Ports.Use.LOAN_SERVICE;
            case TRADE_FAIRS -> Ports.Use.TRADE_FAIR_SERVICE;
        };
    }

    private static SandboxService emitter(
            Ports.Use port,
            Function<Map<String, Object>, ApplicationContext> application,
            Map<String, Object> settings) {
        return new MicronautService(port, application, _ -> settings, (_, _) -> {});
    }

    private static SandboxService kpiService(Map<String, Object> zone) {
        return new MicronautService(
                Ports.Use.KPI_SERVICE,
                org.zonepulse.kpi.Application::start,
                surroundings -> kpiSettings(zone, surroundings),
                Services::watchStreams);
    }

    private static Map<String, Object> kpiSettings(Map<String, Object> zone, SandboxService.Surroundings surroundings) {
        Map<String, Object> settings = new HashMap<>(zone);
        settings.put(
                "zonepulse.kpi.state-dir",
                surroundings.data().stateOf("kpi-service").toString());
        // Whoever starts this again after a crash shouldn't have to wait; nobody else takes its partitions.
        settings.put("zonepulse.kpi.session-timeout", "6s");
        // Memory counts for more here than decoding a little again.
        settings.put("zonepulse.kpi.kept-decoded", 2_000);
        return settings;
    }

    private static SandboxService kpiFeed(Map<String, Object> zone) {
        return new MicronautService(
                Ports.Use.KPI_FEED,
                org.zonepulse.feed.Application::start,
                surroundings -> feedSettings(zone, surroundings),
                Services::watchView);
    }

    private static Map<String, Object> feedSettings(
            Map<String, Object> zone, SandboxService.Surroundings surroundings) {
        Map<String, Object> settings = new HashMap<>(zone);
        settings.put(
                "zonepulse.feed.kpi-service", "http://" + surroundings.ports().address(Ports.Use.KPI_SERVICE));
        return settings;
    }

    /** A view that has failed leaves a service that looks alive: by itself it would end its process. */
    private static void watchView(ApplicationContext context, SandboxService.Surroundings surroundings) {
        KpiView view = context.getBean(KpiView.class);
        Thread.ofVirtual().name("watch-view").start(() -> {
            try {
                if (view.awaitEnd().isPresent()) {
                    surroundings
                            .failed()
                            .accept(new Refusal(
                                    "refusal.viewDied", surroundings.data().logs()));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Streams that have died leave a service that looks alive: by itself it would end its process. */
    private static void watchStreams(ApplicationContext context, SandboxService.Surroundings surroundings) {
        RunningStreams streams = context.getBean(RunningStreams.class);
        Thread.ofVirtual().name("watch-streams").start(() -> {
            try {
                streams.awaitDeath();
                surroundings
                        .failed()
                        .accept(new Refusal(
                                "refusal.streamsDied", surroundings.data().logs()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
