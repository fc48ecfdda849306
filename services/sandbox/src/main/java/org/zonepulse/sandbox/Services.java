package org.zonepulse.sandbox;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The services of a whole pipeline. */
final class Services {

    private Services() {}

    /**
     * All services.
     *
     * @param zone settings that name the zone's file, where it isn't the bundled one
     */
    static List<SandboxService> all(Map<String, Object> zone) {
        return List.of(new MicronautService(
                Ports.Use.KPI_SERVICE, org.zonepulse.kpi.Application::start, surroundings -> {
                    Map<String, Object> settings = new HashMap<>(zone);
                    settings.put(
                            "zonepulse.kpi.state-dir",
                            surroundings.data().stateOf("kpi-service").toString());
                    return settings;
                }));
    }
}
