package org.zonepulse.audit.report;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/** A report's file, and its signature's beside it. */
public final class ReportFile {

    private ReportFile() {}

    /** Where a report's signature is, unless someone says otherwise: beside it, with {@code .sig} after its name. */
    public static Path signatureOf(Path report) {
        return report.resolveSibling(report.getFileName() + ".sig");
    }

    /**
     * Writes a report, and its signature if there is a signer. Whoever looks sees files that are whole. A signature of an earlier
     * report under that name goes, since it isn't this one's.
     */
    public static void write(Path file, byte[] report, @Nullable ReportSigner signer) throws IOException {
        Path signature = signatureOf(file);
        Files.deleteIfExists(signature);
        writeWhole(file, report);
        if (signer != null) {
            writeWhole(signature, signer.sign(report));
        }
    }

    private static void writeWhole(Path file, byte[] content) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new FileAlreadyExistsException(file.toString(), null, "is no file that could be replaced");
        }
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.write(part, content);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
