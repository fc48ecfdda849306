package org.zonepulse.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zonepulse.inbox.access.ServiceRights;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.EventStream;
import org.zonepulse.publishing.access.ApiKey;
import org.zonepulse.publishing.access.Publisher;
import org.zonepulse.publishing.access.Publishers;
import org.zonepulse.publishing.access.PublishersFile;
import org.zonepulse.sandbox.referenceyear.ReferenceYear;

/** {@code docker/secure/credentials}, which makes all that a secured cluster asks for; that it gets in, .ci/check-secure sees. */
class SecureCredentialsTest {

    private static final long PATIENCE_SECONDS = 120;

    @TempDir
    private Path temporary;

    private record Outcome(int status, String said) {}

    @Test
    void shouldMakeCredentialsThatNobodyElseCanRead() throws Exception {
        // When
        Outcome made = run(Map.of());

        // Then
        assertThat(made.status()).as(made.said()).isZero();
        Path folder = folder();
        assertThat(rights(folder)).isEqualTo("rwx------");
        assertThat(all(folder).filter(file -> !file.startsWith(folder.resolve("containers"))))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(rights(file)).as(file.toString()).endsWith("------"));
        // Containers run as other users than this one, and each sees its own folder.
        assertThat(all(folder.resolve("containers")).filter(Files::isRegularFile))
                .allSatisfy(file -> assertThat(rights(file)).as(file.toString()).isEqualTo("rw-r--r--"));
        for (String secret : secrets()) {
            assertThat(secret).hasSizeGreaterThan(40);
            assertThat(made.said()).doesNotContain(secret);
        }
    }

    @Test
    void shouldGiveEachUserThatHasRightsAPassword() throws Exception {
        // When
        run(Map.of());

        // Then
        Set<String> users = ServiceRights.all().stream()
                .map(right -> right.entry().principal().substring("User:".length()))
                .collect(Collectors.toSet());
        // It isn't among the containers.
        users.remove("inbox-service");
        users.add("operator");
        try (Stream<Path> files = Files.list(folder().resolve("passwords"))) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(users);
        }
        assertThat(Files.readAllLines(folder().resolve("containers/users/passwords.properties")))
                .hasSameSizeAs(users)
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldLetTheExampleSpeakAsEachSourceOfTheReferenceYearByItsKey() throws Exception {
        // When
        run(Map.of());

        // Then
        Publishers publishers = PublishersFile.read(publishers());
        Publisher example = publishers.publishers().getFirst();
        ReferenceYear year = ReferenceYear.generate(ReferenceYear.DEFAULT_SEED);
        for (EventStream stream : EventStream.values()) {
            assertThat(example.mayPublish(stream)).isTrue();
            assertThat(year.events(stream).stream().map(Event::source).collect(Collectors.toSet()))
                    .isSubsetOf(example.sources());
        }
        String text = Files.readString(folder().resolve("reference-year.key")).strip();
        ApiKey key = example.keys().getFirst();
        assertThat(text).startsWith("zpk_" + key.id() + "_");
        assertThat(sha256(text.substring(("zpk_" + key.id() + "_").length()))).isEqualTo(key.sha256());
    }

    @Test
    void shouldLeaveWhatIsThereUnlessItIsToBeRenewed() throws Exception {
        // Given
        run(Map.of());
        Map<String, String> before = contents();
        Files.writeString(publishers(), Files.readString(publishers()) + "# mine\n");

        // When, Then
        assertThat(run(Map.of())).isEqualTo(new Outcome(0, ""));
        Map<String, String> again = contents();
        assertThat(Files.readString(publishers())).endsWith("# mine\n");
        again.remove("containers/publishers/publishers.yaml");
        before.remove("containers/publishers/publishers.yaml");
        assertThat(again).isEqualTo(before);

        // When, Then
        assertThat(run(Map.of(), "--renew").status()).isZero();
        Map<String, String> renewed = contents();
        assertThat(renewed.keySet()).containsAll(before.keySet());
        for (String same : List.of("ca.pem", "authority/key.pem", "reference-year.key")) {
            assertThat(renewed).containsEntry(same, before.get(same));
        }
        for (String other :
                List.of("passwords/kpi-feed", "certificates/kafka-1.pem", "containers/kafka-1/server.pem")) {
            assertThat(renewed.get(other)).isNotEqualTo(before.get(other));
        }
        assertThat(Files.readString(publishers())).endsWith("# mine\n");
    }

    @Test
    void shouldMakeACertificateAnewThatHasNotItsOwnKey() throws Exception {
        // Given: as where it was stopped between the two
        run(Map.of());
        Map<String, String> before = contents();
        Files.copy(
                folder().resolve("keys/kafka-2.pem"),
                folder().resolve("keys/kafka-1.pem"),
                StandardCopyOption.REPLACE_EXISTING);
        Files.delete(folder().resolve("keys/kpi-feed.pem"));

        // When
        Outcome again = run(Map.of());

        // Then
        assertThat(again.status()).isZero();
        assertThat(again.said()).contains("a certificate of kafka-1,", "a certificate of kpi-feed,");
        Map<String, String> mended = contents();
        assertThat(mended)
                .containsEntry("certificates/kafka-2.pem", before.get("certificates/kafka-2.pem"))
                .containsEntry("passwords/kpi-feed", before.get("passwords/kpi-feed"));
        assertThat(mended.get("certificates/kafka-1.pem")).isNotEqualTo(before.get("certificates/kafka-1.pem"));
        assertThat(mended.get("containers/kafka-1/server.pem"))
                .contains(mended.get("keys/kafka-1.pem"), mended.get("certificates/kafka-1.pem"));
        assertThat(run(Map.of())).isEqualTo(new Outcome(0, ""));
    }

    @Test
    void shouldTellUntilWhenCertificatesHold() throws Exception {
        // When, Then
        assertThat(run(Map.of(), "--check").status()).isEqualTo(3);
        run(Map.of());
        Outcome good = run(Map.of(), "--check");
        assertThat(good.status()).isZero();
        assertThat(good.said()).contains("authority  ", "kafka-1  ", "until ");

        // Given
        shorten("kpi-feed");

        // When, Then
        Outcome soon = run(Map.of(), "--check");
        assertThat(soon.status()).isEqualTo(1);
        assertThat(soon.said()).contains("docker/secure/credentials --renew");
        assertThat(run(Map.of()).said()).contains("kpi-feed.pem holds for less than 30 days");
        assertThat(run(Map.of(), "--refresh").status()).isEqualTo(2);
    }

    @Test
    void shouldAddAProviderOfTokens() throws Exception {
        // Given
        Path authority = Files.writeString(temporary.resolve("authority.pem"), "its certificate\n");
        Map<String, String> provider = Map.of(
                "OIDC_ISSUER", "https://idp.example/realms/zone",
                "OIDC_JWKS", "https://idp.example/realms/zone/certs",
                "OIDC_AUDIENCE", "zonepulse",
                "OIDC_SUBJECT", "a-client",
                "OIDC_CA", authority.toString());

        // When
        run(provider);
        Map<String, String> remembered = new TreeMap<>(provider);
        remembered.keySet().removeAll(Set.of("OIDC_SUBJECT", "OIDC_CA"));
        Outcome again = run(remembered);

        // Then
        assertThat(again).isEqualTo(new Outcome(0, ""));
        Publishers publishers = PublishersFile.read(publishers());
        assertThat(publishers.issuers()).singleElement().satisfies(issuer -> {
            assertThat(issuer.issuer()).isEqualTo("https://idp.example/realms/zone");
            assertThat(issuer.audience()).isEqualTo("zonepulse");
        });
        assertThat(publishers.publishers().getFirst().tokens())
                .singleElement()
                .satisfies(token -> assertThat(token.subject()).isEqualTo("a-client"));
        assertThat(folder().resolve("containers/kafka-2/provider.pem")).hasContent("its certificate");

        // When: another one
        Map<String, String> other = new TreeMap<>(provider);
        other.put("OIDC_ISSUER", "https://other.example");
        Outcome refused = run(other);

        // Then
        assertThat(refused.status()).isEqualTo(3);
        assertThat(refused.said()).contains("has other issuers than https://other.example");
    }

    /** Replaces a certificate by one that holds for a day. */
    private void shorten(String name) throws Exception {
        Path certificate = folder().resolve("certificates/" + name + ".pem");
        Outcome made = run(new ProcessBuilder(
                "openssl",
                "req",
                "-x509",
                "-days",
                "1",
                "-subj",
                "/CN=" + name,
                "-key",
                folder().resolve("keys/" + name + ".pem").toString(),
                "-out",
                certificate.toString()));
        assertThat(made.status()).as(made.said()).isZero();
    }

    private Path folder() {
        return temporary.resolve("secure");
    }

    private Path publishers() {
        return folder().resolve("containers/publishers/publishers.yaml");
    }

    private List<String> secrets() throws IOException {
        List<String> secrets = new ArrayList<>(
                List.of(Files.readString(folder().resolve("reference-year.key")).strip()));
        try (Stream<Path> files = Files.list(folder().resolve("passwords"))) {
            for (Path file : files.toList()) {
                secrets.add(Files.readString(file).strip());
            }
        }
        return secrets;
    }

    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        for (Path file : all(folder()).filter(Files::isRegularFile).toList()) {
            contents.put(folder().relativize(file).toString(), Files.readString(file));
        }
        return contents;
    }

    private static Stream<Path> all(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.toList().stream();
        }
    }

    private static String rights(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private Outcome run(Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(ScratchTree.PROJECT.resolve("docker/secure/credentials").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder process = new ProcessBuilder(command);
        process.environment().keySet().removeIf(name -> name.startsWith("OIDC_"));
        process.environment().put("SECURE_FOLDER", folder().toString());
        process.environment().putAll(environment);
        return run(process);
    }

    private Outcome run(ProcessBuilder process) throws Exception {
        Path said = temporary.resolve("said");
        Process running =
                process.redirectErrorStream(true).redirectOutput(said.toFile()).start();
        try {
            assertThat(running.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            return new Outcome(running.exitValue(), Files.readString(said));
        } finally {
            running.destroyForcibly();
        }
    }
}
