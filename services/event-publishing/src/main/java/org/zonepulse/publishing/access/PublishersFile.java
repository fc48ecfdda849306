package org.zonepulse.publishing.access;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.zonepulse.contract.YamlText;

/**
 * Reads who may publish what from a YAML file. What is wrong with it is thrown, all at once:
 *
 * <pre>{@code
 * publishers:
 *   - name: bank-of-foshan
 *     sources: [bank-of-foshan]
 *     streams: [loans]
 *     keys:
 *       - {id: 3f9c0a1b2c3d4e5f, sha256: 9f86d0..., expires: 2027-12-31}
 *     tokens:
 *       - {issuer: https://idp.example/realms/zone, subject: bof-client}
 * issuers:
 *   - {issuer: https://idp.example/realms/zone, jwks: https://idp.example/realms/zone/certs, audience: zonepulse}
 * }</pre>
 */
public final class PublishersFile {

    /** Largest file, in bytes: thousands of publishers. */
    static final int MAX_BYTES = 1024 * 1024;

    private PublishersFile() {}

    /**
     * What the file says.
     *
     * @throws InvalidPublishersFile if it is missing, too large, no YAML, or doesn't say who may publish what
     */
    public static Publishers read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return parse(in.readNBytes(MAX_BYTES + 1), file.toString());
        } catch (NoSuchFileException missing) {
            throw new InvalidPublishersFile(file.toString(), List.of("there is no such file"));
        } catch (IOException unreadable) {
            throw new InvalidPublishersFile(file.toString(), List.of("it can't be read: " + unreadable));
        }
    }

    static Publishers parse(byte[] content, String file) {
        try {
            return new PublishersShape().publishers(YamlText.load(content, MAX_BYTES), file);
        } catch (YamlText.Unreadable unreadable) {
            throw new InvalidPublishersFile(file, List.of(unreadable.remedy()));
        }
    }
}
