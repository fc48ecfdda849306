package org.zonepulse.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.replay.LogIncomplete;
import org.zonepulse.audit.report.ReportCheck;
import org.zonepulse.audit.report.ReportFile;
import org.zonepulse.contract.Sha256;

/**
 * An archive's file, and whether it is the one that the signed report of its export speaks of.
 *
 * @param sha256 over the whole file, in hexadecimal digits
 * @param checked whether there was a report to hold it against
 * @param isGenuine false if there was, and the report isn't what the key's owner signed, or is of another file
 */
record SignedExport(String sha256, boolean checked, boolean isGenuine) {

    /** A report of an export has some hundred bytes. */
    private static final int MOST_OF_REPORT = 1 << 20;

    private static final int MOST_OF_SIGNATURE = 1024;

    /**
     * Reads the file, and the report if there is one.
     *
     * @throws org.zonepulse.audit.report.UnusableKey if the key can't be used
     * @throws Refusal if a file can't be read
     */
    static SignedExport read(Path archive, @Nullable Path report, @Nullable Path key) {
        // Before the archive, which may be long.
        String signed = report == null || key == null ? null : signedSha256(report, key);
        String found = sha256(archive);
        return new SignedExport(found, signed != null, signed == null || signed.equals(found));
    }

    /** What the report says of its archive; empty if it isn't genuine, or says nothing. */
    private static String signedSha256(Path report, Path key) {
        ReportCheck check = ReportCheck.by(key);
        byte[] text = read(report, MOST_OF_REPORT);
        if (!check.isGenuine(text, read(ReportFile.signatureOf(report), MOST_OF_SIGNATURE))) {
            return "";
        }
        try {
            JsonNode json = new ObjectMapper().readTree(text);
            return json.path("report").asText().equals("export")
                    ? json.path("sha256").asText()
                    : "";
        } catch (IOException e) {
            throw Refusal.because(e, "refusal.fileUnreadable", report, e);
        }
    }

    private static byte[] read(Path from, int most) {
        try (InputStream in = Files.newInputStream(from)) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new Refusal("refusal.reportTooLong", from, most);
            }
            return bytes;
        } catch (IOException e) {
            throw Refusal.because(e, "refusal.fileUnreadable", from, e);
        }
    }

    private static String sha256(Path archive) {
        if (!Files.isRegularFile(archive)) {
            throw new LogIncomplete("there is no archive " + archive);
        }
        MessageDigest digest = Sha256.calculator();
        try (InputStream in = Files.newInputStream(archive)) {
            in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        } catch (IOException e) {
            throw Refusal.because(e, "refusal.fileUnreadable", archive, e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
