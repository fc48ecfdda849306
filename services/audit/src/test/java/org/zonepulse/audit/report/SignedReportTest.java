package org.zonepulse.audit.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignedReportTest {

    /** What stands before the 32 bytes of a key in PKCS#8 and in SubjectPublicKeyInfo, by RFC 8410. */
    private static final String PRIVATE = "302e020100300506032b657004220420";

    private static final String PUBLIC = "302a300506032b6570032100";

    /** RFC 8032, section 7.1, test 3. */
    private static final String SECRET = "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7";

    private static final String KEY = "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025";

    @TempDir
    private Path folder;

    private Path pem(String name, String label, String hex) throws IOException {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(HexFormat.of().parseHex(hex));
        return Files.writeString(
                folder.resolve(name), "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n");
    }

    @ParameterizedTest
    @CsvSource({
        // RFC 8032, section 7.1: tests 1, 2 and 3.
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60,"
                + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a,'',"
                + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb,"
                + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c,72,"
                + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        SECRET + "," + KEY + ",af82,"
                + "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
    })
    void shouldSignAsTheStandardSays(String secret, String key, String message, String signature) throws IOException {
        // Given
        byte[] report = HexFormat.of().parseHex(message);
        ReportSigner signer = ReportSigner.with(pem("key.pem", "PRIVATE KEY", PRIVATE + secret));
        ReportCheck check = ReportCheck.by(pem("pub.pem", "PUBLIC KEY", PUBLIC + key));

        // When
        byte[] signed = signer.sign(report);

        // Then
        assertThat(HexFormat.of().formatHex(signed)).isEqualTo(signature);
        assertThat(check.isGenuine(report, signed)).isTrue();
    }

    @Test
    void shouldTakeNothingElseForGenuine() throws IOException {
        // Given
        byte[] report = "{\"equal\":true}".getBytes(StandardCharsets.UTF_8);
        ReportCheck check = ReportCheck.by(pem("pub.pem", "PUBLIC KEY", PUBLIC + KEY));
        byte[] signature = ReportSigner.with(pem("key.pem", "PRIVATE KEY", PRIVATE + SECRET))
                .sign(report);

        // Then
        assertThat(check.isGenuine(report, signature)).isTrue();
        for (int i = 0; i < signature.length; i++) {
            byte[] other = signature.clone();
            other[i] ^= 1;
            assertThat(check.isGenuine(report, other))
                    .as("byte %d of the signature", i)
                    .isFalse();
        }
        for (int i = 0; i < report.length; i++) {
            byte[] other = report.clone();
            other[i] ^= 1;
            assertThat(check.isGenuine(other, signature))
                    .as("byte %d of the report", i)
                    .isFalse();
        }
        for (int length : new int[] {0, 1, 63, 65, 1000}) {
            assertThat(check.isGenuine(report, Arrays.copyOf(signature, length)))
                    .isFalse();
        }
    }

    @Test
    void shouldWriteTheReportAndItsSignatureBesideIt() throws IOException {
        // Given
        Path file = folder.resolve("report.json");
        Path signature = folder.resolve("report.json.sig");
        byte[] report = {1, 2, 3};
        ReportSigner signer = ReportSigner.with(pem("key.pem", "PRIVATE KEY", PRIVATE + SECRET));

        // When
        ReportFile.write(file, report, signer);

        // Then
        assertThat(file).hasBinaryContent(report);
        assertThat(signature).hasBinaryContent(signer.sign(report));
        assertThat(ReportFile.signatureOf(file)).isEqualTo(signature);

        // When
        ReportFile.write(file, new byte[] {4}, null);

        // Then
        assertThat(file).hasBinaryContent(new byte[] {4});
        assertThat(signature).as("of another report").doesNotExist();
    }

    @Test
    void shouldReplaceNothingButFiles() throws IOException {
        // Given
        Path there = Files.createDirectory(folder.resolve("there"));

        // Then
        assertThatThrownBy(() -> ReportFile.write(there, new byte[] {1}, null)).isInstanceOf(IOException.class);
        assertThat(there).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no key",
                "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\nAAA=AAA=A\n-----END PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEI"
            })
    void shouldRefuseWhatIsNoKey(String content) throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("key.pem"), content);

        // Then
        assertThatThrownBy(() -> ReportSigner.with(file))
                .isInstanceOf(UnusableKey.class)
                .hasMessageStartingWith(file.toString());
    }

    @Test
    void shouldSayWhichKeyIsNeeded() throws IOException {
        // Given
        Path own = pem("key.pem", "PRIVATE KEY", PRIVATE + SECRET);
        Path open = pem("pub.pem", "PUBLIC KEY", PUBLIC + KEY);
        Path encrypted = pem("encrypted.pem", "ENCRYPTED PRIVATE KEY", "00");
        Path x25519 = pem("x25519.pem", "PUBLIC KEY", "302a300506032b656e032100" + KEY);

        // Then
        assertThatThrownBy(() -> ReportSigner.with(open))
                .hasMessage(open + " must hold a PRIVATE KEY in PEM, and holds a PUBLIC KEY");
        assertThatThrownBy(() -> ReportCheck.by(own))
                .hasMessage(own + " must hold a PUBLIC KEY in PEM, and holds a PRIVATE KEY");
        assertThatThrownBy(() -> ReportSigner.with(encrypted)).hasMessageContaining("holds a ENCRYPTED PRIVATE KEY");
        assertThatThrownBy(() -> ReportCheck.by(x25519)).hasMessageContaining("none of Ed25519");
        assertThatThrownBy(() -> ReportCheck.by(folder.resolve("none.pem"))).hasMessageContaining("isn't there");
        assertThatThrownBy(() -> ReportCheck.by(folder)).isInstanceOf(UnusableKey.class);
    }

    /** Nothing of a secret key may be told, whatever is wrong with it. */
    @Test
    void shouldNotTellTheKey() throws IOException {
        // Given
        String hex = PRIVATE + SECRET + "00";
        Path tooLong = pem("key.pem", "PRIVATE KEY", hex);

        // When
        UnusableKey refusal = catchThrowableOfType(UnusableKey.class, () -> ReportSigner.with(tooLong));

        // Then
        assertThat(refusal).hasNoCause();
        assertThat(List.of(SECRET.substring(0, 8), "xaqN9D+f"))
                .noneMatch(part -> String.valueOf(refusal.getMessage()).contains(part));
    }
}
