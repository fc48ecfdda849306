package org.zonepulse.avrocodec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.zonepulse.avrocodec.SchemaRegistry.SchemaById;
import org.zonepulse.avrocodec.sample.Shipment;

@Timeout(120)
class RegistryTlsTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    static Path folder;

    private static Path rightName;
    private static Path wrongName;

    @BeforeAll
    static void makeCertificates() throws Exception {
        rightName = keyStore("right.p12", "san=ip:127.0.0.1");
        wrongName = keyStore("wrong.p12", "san=dns:registry.example.org");
    }

    private static Path keyStore(String name, String alternativeName) throws Exception {
        Path store = folder.resolve(name);
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "registry",
                        "-dname",
                        "CN=registry",
                        "-ext",
                        alternativeName,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).as(said).isZero();
        return store;
    }

    private static FaultyRegistry server(Path keyStore) throws GeneralSecurityException, IOException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return FaultyRegistry.secured(context, FaultyRegistry.knows(7, Shipment.getClassSchema()));
    }

    private static Map<String, Object> trusting(FaultyRegistry server, Path store) {
        return new HashMap<>(Map.of(
                "schema.registry.url",
                "https://" + server.authority(),
                "max.retries",
                0,
                "schema.registry.ssl.truststore.location",
                store.toString(),
                "schema.registry.ssl.truststore.password",
                PASSWORD,
                "schema.registry.ssl.truststore.type",
                "PKCS12"));
    }

    @Test
    void shouldTalkToARegistryWhoseCertificateItTrusts() throws Exception {
        // Given
        try (FaultyRegistry server = server(rightName);
                SchemaRegistry registry = SchemaRegistry.open(trusting(server, rightName))) {
            // When
            SchemaById found = registry.byId(7, null);

            // Then
            assertThat(found).isInstanceOf(SchemaById.Found.class);
        }
    }

    @Test
    void shouldNotTalkToARegistryOfAnotherName() throws Exception {
        // Given
        try (FaultyRegistry server = server(wrongName);
                SchemaRegistry registry = SchemaRegistry.open(trusting(server, wrongName))) {
            // When / Then
            assertThatThrownBy(() -> registry.byId(7, null))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining("host name");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void shouldNotTalkToARegistryThatNobodyVouchesFor() throws Exception {
        // Given
        try (FaultyRegistry server = server(rightName);
                SchemaRegistry other = SchemaRegistry.open(trusting(server, wrongName));
                SchemaRegistry none = SchemaRegistry.open(
                        Map.of("schema.registry.url", "https://" + server.authority(), "max.retries", 0))) {
            // When / Then
            assertThatThrownBy(() -> other.byId(7, null))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining("schema.registry.ssl.truststore");
            assertThatThrownBy(() -> none.byId(7, null)).isInstanceOf(RegistryUnavailableException.class);
            assertThat(server.requests()).isEmpty();
        }
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("schema.registry.ssl.truststore.location", "/nowhere/trust.p12"),
                Arguments.of("schema.registry.ssl.truststore.password", "wrong"),
                Arguments.of("schema.registry.ssl.truststore.type", "PAPER"),
                Arguments.of("schema.registry.ssl.protocol", "TLSv9"),
                Arguments.of("schema.registry.ssl.endpoint.identification.algorithm", ""));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void shouldNameTheSettingThatIsWrong(String key, String value) throws Exception {
        // Given
        try (FaultyRegistry server = server(rightName)) {
            Map<String, Object> configs = trusting(server, rightName);
            configs.put(key, value);

            // When / Then
            assertThatThrownBy(() -> SchemaRegistry.open(configs))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("schema.registry.ssl.");
        }
    }
}
