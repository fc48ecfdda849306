package org.zonepulse.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.zonepulse.avrocodec.AvroSerializer;
import org.zonepulse.avrocodec.InMemorySchemaRegistry;
import org.zonepulse.contract.ZoneFile;
import org.zonepulse.fileimport.Counts;
import org.zonepulse.fileimport.FileImport;
import org.zonepulse.fileimport.ImportObserver;
import org.zonepulse.fileimport.ImportOutcome;
import org.zonepulse.fileimport.ImportSettings;
import org.zonepulse.ledger.event.EventStream;

/** Imports a file of loans, and tells how far it is. Public for ParentGuard, which calls it. */
public final class ImportingChild {

    private ImportingChild() {}

    /** Arguments: bootstrap servers, file, result file, state folder. */
    public static void main(String[] args) throws Exception {
        ImportSettings settings = new ImportSettings(
                EventStream.LOANS,
                ZoneFile.bundled(),
                List.of(args[1]),
                null,
                null,
                null,
                Map.of(),
                Path.of(args[2]),
                Path.of(args[3]),
                null,
                null,
                false,
                false,
                Long.MAX_VALUE,
                Duration.ofMinutes(2));
        ImportOutcome outcome = new FileImport(settings, new Telling())
                .run(
                        Map.of(
                                "bootstrap.servers",
                                args[0],
                                "schema.registry.url",
                                "mock://none",
                                "auto.register.schemas",
                                true),
                        new AvroSerializer<>(new InMemorySchemaRegistry()));
        System.out.println("ended " + outcome.counts());
    }

    private static final class Telling implements ImportObserver {
        @Override
        public void isAt(Counts counts, long bytesRead, long bytesTotal) {
            System.out.println("at " + counts.lines());
        }

        @Override
        public void waitsFor(String why) {
            System.out.println("waits " + why);
        }

        @Override
        public void resumesAfter(Counts counts) {
            System.out.println("resumes " + counts.lines());
        }
    }
}
