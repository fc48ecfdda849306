package org.zonepulse.publishing.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zonepulse.publishing.access.Authentication.Why;

class TokensTest {

    private final Tokens tokens = new Tokens();
    private TestIssuer issuer;
    private Publishers publishers;

    @BeforeEach
    void start() throws Exception {
        issuer = new TestIssuer();
        String file = """
                publishers:
                  - name: bank
                    sources: [bank]
                    streams: [loans]
                    tokens: [{issuer: %s, subject: bank-client}]
                issuers: [%s]
                """.formatted(TestIssuer.NAME, issuer.asYaml());
        publishers = PublishersFile.parse(file.getBytes(StandardCharsets.UTF_8), "publishers.yaml");
    }

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    void shouldKnowAPublisherByItsToken() throws Exception {
        // When
        Authentication first = authenticate(issuer.token("bank-client"));
        Authentication second = authenticate(issuer.token("bank-client"));

        // Then
        assertThat(first)
                .isEqualTo(new Authentication.Granted(publishers.publishers().getFirst(), "token:bank-client"));
        assertThat(second).isEqualTo(first);
        assertThat(issuer.asked()).isOne();
    }

    @Test
    void shouldRefuseWhatIsNotItsIssuersWordToUs() throws Exception {
        assertThat(authenticate("no token")).isEqualTo(denied(Why.MALFORMED));
        assertThat(authenticate("x".repeat(20_000))).isEqualTo(denied(Why.MALFORMED));
        assertThat(authenticate(issuer.unsigned("bank-client"))).isEqualTo(denied(Why.MALFORMED));
        assertThat(authenticate(issuer.token("another-client"))).isEqualTo(denied(Why.UNKNOWN));
        assertThat(authenticate(issuer.token("bank-client", claims -> claims.issuer("https://evil.test"))))
                .isEqualTo(denied(Why.UNKNOWN));
        assertThat(authenticate(issuer.token("bank-client", claims -> claims.audience("another"))))
                .isEqualTo(denied(Why.WRONG));
        assertThat(authenticate(issuer.token("bank-client", claims -> claims.expirationTime(null))))
                .isEqualTo(denied(Why.WRONG));
        assertThat(authenticate(issuer.token(
                        "bank-client",
                        claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(90))))))
                .isEqualTo(denied(Why.EXPIRED));
        assertThat(authenticate(issuer.token(
                        "bank-client",
                        claims -> claims.notBeforeTime(Date.from(Instant.now().plusSeconds(90))))))
                .isEqualTo(denied(Why.WRONG));
        assertThat(authenticate(issuer.signedWithThePublicKey("bank-client"))).isEqualTo(denied(Why.WRONG));
        assertThat(authenticate(issuer.forged("bank-client"))).isEqualTo(denied(Why.WRONG));
    }

    @Test
    void shouldBearWithClocksThatDifferALittle() throws Exception {
        // Given
        String token = issuer.token(
                "bank-client",
                claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(30))));

        // Then
        assertThat(authenticate(token)).isInstanceOf(Authentication.Granted.class);
    }

    @Test
    void shouldFetchAnIssuersNewKeyOnce() throws Exception {
        // Given
        authenticate(issuer.token("bank-client"));

        // When
        issuer.rotate();

        // Then
        assertThat(authenticate(issuer.token("bank-client"))).isInstanceOf(Authentication.Granted.class);
        int asked = issuer.asked();

        // And when
        issuer.rotate();
        for (int i = 0; i < 10; i++) {
            authenticate(issuer.token("bank-client", claims -> claims));
        }

        // Then
        assertThat(issuer.asked()).isLessThanOrEqualTo(asked + 1);
    }

    @Test
    void shouldTellAnOutageOfTheIssuerFromABadToken() throws Exception {
        // Given
        issuer.setAway(true);

        // Then
        assertThat(authenticate(issuer.token("bank-client")))
                .isEqualTo(new Authentication.Unavailable(TestIssuer.NAME));
    }

    private static Authentication denied(Why why) {
        return new Authentication.Denied(why);
    }

    private Authentication authenticate(String token) {
        return tokens.authenticate(token, publishers);
    }
}
