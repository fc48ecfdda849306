package org.zonepulse.sandbox;

import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * Starts and stops everything once, on data of its own, so that the JVMs can record what starting needs and keep it for
 * the next time (JEP 514). The launcher calls it after a build; it shows nothing.
 */
@Command(name = "rehearse", hidden = true)
final class RehearseCommand implements Callable<Integer> {

    @Override
    public Integer call() throws Exception {
        Installation installation = Installation.in(Zonepulse.buildFolder());
        Files.createDirectories(installation.caches());
        try (DataFolder folder = DataFolder.open(installation.caches().resolve("rehearsal"));
                Progress silent = Progress.silent()) {
            Zonepulse.logInto(folder.logs());
            var settings = new RegistryProcess.Settings(installation, folder, Ports.anywhere(), true);
            RegistryProcess.endLeftOver(settings);
            folder.wipe();
            try (Sandbox sandbox = new Sandbox(settings, Services.all(Map.of()), silent, Words.english())) {
                sandbox.start();
                work(settings, silent);
            }
            folder.wipe();
        }
        return ExitStatus.OK;
    }

    /** A little of what comes after the start: events of all streams through the emitters, up to the figures. */
    private static void work(RegistryProcess.Settings settings, Progress silent) throws Exception {
        ReferenceRun.on(settings.ports(), silent, Words.english())
                .rehearse(FeedMarker.in(settings.data().stateOf("feed")));
    }
}
