package org.zonepulse.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the build has laid ready to run, beside this program's own class path.
 *
 * @param registry the unpacked registry
 * @param guard the jar with {@link org.zonepulse.sandbox.guard.ParentGuard}
 * @param caches where the start-up caches are, if any were made
 */
public record Installation(Path registry, Path guard, Path caches) {

    /** Where the launcher finds this program's cache, below {@link #caches}. */
    static final String OWN_CACHE = "sandbox.aot";

    private static final String REGISTRY_CACHE = "registry.aot";

    /**
     * What lies in the module's build folder.
     *
     * @throws Refusal if it has not been built
     */
    public static Installation in(Path buildFolder) {
        Installation found = new Installation(
                buildFolder.resolve("run/registry"),
                buildFolder.resolve("sandbox-registry-guard.jar"),
                buildFolder.resolve("run/aot"));
        if (!Files.exists(found.registryJar()) || !Files.exists(found.guard())) {
            throw new Refusal("refusal.notBuilt", buildFolder);
        }
        return found;
    }

    Path registryJar() {
        return registry.resolve("quarkus-run.jar");
    }

    Path registryCache() {
        return caches.resolve(REGISTRY_CACHE);
    }

    Optional<Path> registryCacheIfMade() {
        return Optional.of(registryCache()).filter(Files::exists);
    }
}
