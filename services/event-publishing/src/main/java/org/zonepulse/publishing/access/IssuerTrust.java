package org.zonepulse.publishing.access;

import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;

/** By which authorities the certificates of OpenID Connect providers are checked, where these aren't the JVM's own. */
final class IssuerTrust {

    private IssuerTrust() {}

    /**
     * What connects to providers; empty for the JVM's own way.
     *
     * @throws Exposure.Unsafe if there is to be a file of authorities, and it can't be used
     */
    static Optional<SSLSocketFactory> of(AccessSettings settings) {
        return settings.getIssuerAuthorities().filter(file -> !file.isBlank()).map(IssuerTrust::trusting);
    }

    private static SSLSocketFactory trusting(String file) {
        try {
            return Authorities.trusting(Path.of(file)).getSocketFactory();
        } catch (IOException | CertificateException e) {
            Exposure.Unsafe unsafe = new Exposure.Unsafe("zonepulse.access.issuer-authorities names " + file
                    + ", which can't be used: " + e + ". It is to be a PEM file of the authorities that signed the"
                    + " certificates of tokens' providers; without it, the JVM's own are taken");
            unsafe.initCause(e);
            throw unsafe;
        }
    }
}
