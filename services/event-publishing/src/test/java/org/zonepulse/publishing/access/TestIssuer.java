package org.zonepulse.publishing.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** An OpenID Connect provider on this machine: its keys by HTTP, and tokens, good and bad. */
public final class TestIssuer implements AutoCloseable {

    /** What it is called. */
    public static final String NAME = "https://idp.test/realms/zone";

    /** What its tokens are meant for. */
    public static final String AUDIENCE = "zonepulse";

    private final HttpServer server;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile RSAKey key;
    private volatile boolean away;

    /** Starts it, with a key. */
    public TestIssuer() throws IOException, JOSEException {
        key = fresh("first");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/keys", exchange -> {
            asked.incrementAndGet();
            byte[] body = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(away ? 503 : 200, away ? -1 : body.length);
            if (!away) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        server.start();
    }

    private static RSAKey fresh(String id) throws JOSEException {
        return new RSAKeyGenerator(2048).keyID(id).generate();
    }

    /** As the publishers file names it. */
    public String asYaml() {
        return "{issuer: " + NAME + ", jwks: 'http://127.0.0.1:"
                + server.getAddress().getPort() + "/keys', audience: " + AUDIENCE + "}";
    }

    /** From now on it doesn't give its keys, or does again. */
    public void setAway(boolean now) {
        away = now;
    }

    /** How often its keys were asked for. */
    public int asked() {
        return asked.get();
    }

    /** Signs with another key from now on. */
    public void rotate() throws JOSEException {
        key = fresh("second");
    }

    /** A good token of that subject, but for what is changed. */
    public String token(String subject, UnaryOperator<JWTClaimsSet.Builder> change) throws JOSEException {
        return signed(key, claims(subject, change));
    }

    /** A good token of that subject. */
    public String token(String subject) throws JOSEException {
        return token(subject, claims -> claims);
    }

    /** Signed by a key that isn't its own, under its own key's name. */
    public String forged(String subject) throws JOSEException {
        return signed(fresh(key.getKeyID()), claims(subject, claims -> claims));
    }

    /** Not signed at all. */
    public String unsigned(String subject) {
        return new PlainJWT(claims(subject, claims -> claims)).serialize();
    }

    /** Signed with the public key, as if it were a shared secret. */
    public String signedWithThePublicKey(String subject) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.getKeyID()).build(),
                claims(subject, claims -> claims));
        token.sign(new MACSigner(key.toRSAPublicKey().getEncoded()));
        return token.serialize();
    }

    private static JWTClaimsSet claims(String subject, UnaryOperator<JWTClaimsSet.Builder> change) {
        Instant now = Instant.now();
        return change.apply(new JWTClaimsSet.Builder()
                        .issuer(NAME)
                        .audience(AUDIENCE)
                        .subject(subject)
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(300))))
                .build();
    }

    private static String signed(RSAKey by, JWTClaimsSet claims) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(by.getKeyID()).build(), claims);
        token.sign(new RSASSASigner(by));
        return token.serialize();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
