package org.zonepulse.publishing.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.ExpiredJWTException;
import java.net.MalformedURLException;
import java.text.ParseException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.zonepulse.publishing.access.Authentication.Why;

/**
 * Reads tokens (JWT) of OpenID Connect providers, and checks them by the providers' own keys, which are fetched when
 * needed and kept for minutes. Only signatures by a key pair count: a shared secret, or none, would let anybody sign.
 */
final class Tokens {

    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);
    private static final int CLOCK_SKEW_SECONDS = 60;
    private static final int CONNECT_MILLIS = 2_000;
    private static final int READ_MILLIS = 3_000;
    private static final int MAX_KEYS_BYTES = 256 * 1024;
    /** Longer ones are refused unread. */
    private static final int MAX_TOKEN = 16 * 1024;

    private static final long KEEP_KEYS_MILLIS = 5 * 60_000;
    private static final long WAIT_FOR_KEYS_MILLIS = 6_000;
    /** Keys that aren't known are asked for at most so often, whatever callers send. */
    private static final long MIN_REFETCH_MILLIS = 10_000;

    private final Map<Issuer, DefaultJWTProcessor<SecurityContext>> processors = new ConcurrentHashMap<>();
    private final @Nullable SSLSocketFactory connections;

    /** Checks tokens of providers that the JVM's own authorities speak for. */
    Tokens() {
        this(null);
    }

    /** @param connections to providers; null for the JVM's own way */
    Tokens(@Nullable SSLSocketFactory connections) {
        this.connections = connections;
    }

    /** Whose token it is. */
    Authentication authenticate(String token, Publishers publishers) {
        if (token.length() > MAX_TOKEN) {
            return new Authentication.Denied(Why.MALFORMED);
        }
        Issuer issuer;
        SignedJWT signed;
        try {
            signed = SignedJWT.parse(token);
            String name = signed.getJWTClaimsSet().getIssuer();
            issuer = name == null ? null : publishers.issuer(name);
        } catch (ParseException noToken) {
            return new Authentication.Denied(Why.MALFORMED);
        }
        return issuer == null ? new Authentication.Denied(Why.UNKNOWN) : verify(signed, issuer, publishers);
    }

    private Authentication verify(SignedJWT token, Issuer issuer, Publishers publishers) {
        try {
            JWTClaimsSet claims =
                    processors.computeIfAbsent(issuer, this::processor).process(token, null);
            Publisher publisher = publishers.of(new TokenSubject(issuer.issuer(), claims.getSubject()));
            return publisher == null
                    ? new Authentication.Denied(Why.UNKNOWN)
                    : new Authentication.Granted(publisher, "token:" + claims.getSubject());
        } catch (ExpiredJWTException expired) {
            return new Authentication.Denied(Why.EXPIRED);
        } catch (RateLimitReachedException unknownKeyAgain) {
            return new Authentication.Denied(Why.WRONG);
        } catch (KeySourceException away) {
            return new Authentication.Unavailable(issuer.issuer());
        } catch (BadJOSEException | JOSEException wrong) {
            return new Authentication.Denied(Why.WRONG);
        }
    }

    private DefaultJWTProcessor<SecurityContext> processor(Issuer issuer) {
        try {
            var keys = JWKSourceBuilder.create(
                            issuer.jwks().toURL(),
                            new DefaultResourceRetriever(
                                    CONNECT_MILLIS, READ_MILLIS, MAX_KEYS_BYTES, false, connections))
                    .cache(KEEP_KEYS_MILLIS, WAIT_FOR_KEYS_MILLIS)
                    .refreshAheadCache(false)
                    .rateLimited(MIN_REFETCH_MILLIS)
                    .build();
            DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
            processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
            DefaultJWTClaimsVerifier<SecurityContext> claims = new DefaultJWTClaimsVerifier<>(
                    issuer.audience(),
                    new JWTClaimsSet.Builder().issuer(issuer.issuer()).build(),
                    Set.of("sub", "exp"));
            claims.setMaxClockSkew(CLOCK_SKEW_SECONDS);
            processor.setJWTClaimsSetVerifier(claims);
            return processor;
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException("the publishers file's reader takes http and https only", impossible);
        }
    }
}
