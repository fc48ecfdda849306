package org.zonepulse.publishing.access;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Authorities of one's own, by which certificates of others are checked. */
public final class Authorities {

    private Authorities() {}

    /**
     * Trusts the certificates of a PEM file, and no others.
     *
     * @throws CertificateException if it isn't one, or has none
     * @throws IOException if it can't be read
     */
    public static SSLContext trusting(Path file) throws IOException, CertificateException {
        Collection<? extends Certificate> authorities;
        try (InputStream in = Files.newInputStream(file)) {
            authorities = CertificateFactory.getInstance("X.509").generateCertificates(in);
        }
        if (authorities.isEmpty()) {
            throw new CertificateException("no certificate is in it");
        }
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate authority : authorities) {
                number++;
                store.setCertificateEntry("authority-" + number, authority);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (CertificateException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM can do this", e);
        }
    }
}
