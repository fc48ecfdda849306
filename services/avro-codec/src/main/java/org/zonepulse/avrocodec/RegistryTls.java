package org.zonepulse.avrocodec;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;
import org.jspecify.annotations.Nullable;

/**
 * TLS towards the registry, from {@code schema.registry.ssl.*}: the suffixes, formats (JKS, PKCS12, PEM) and defaults
 * are Kafka's own, read by Kafka's own code.
 */
record RegistryTls(SSLContext context, SSLParameters parameters) {
    private static final String PREFIX = CodecConfig.PREFIX + "ssl.";

    /** The configured TLS, or null if none is: then the JVM's defaults hold. */
    static @Nullable RegistryTls of(Map<String, ?> originals) {
        Map<String, Object> settings = new HashMap<>();
        originals.forEach((key, value) -> {
            if (key.startsWith(PREFIX)) {
                settings.put(key.substring(CodecConfig.PREFIX.length()), value);
            }
        });
        if (settings.isEmpty()) {
            return null;
        }
        ConfigDef definition = new ConfigDef();
        SslConfigs.addClientSslSupport(definition);
        AbstractConfig config = new AbstractConfig(definition, settings, false);
        requireHostNameCheck(config);
        try (DefaultSslEngineFactory factory = new DefaultSslEngineFactory()) {
            factory.configure(config.values());
            return new RegistryTls(factory.sslContext(), parameters(config));
        } catch (ConfigException e) {
            throw e;
        } catch (KafkaException e) {
            ConfigException refusal = new ConfigException(
                    PREFIX + "*: " + e.getMessage() + "; check location, password and type of the stores");
            refusal.initCause(e);
            throw refusal;
        }
    }

    /** java.net.http always checks the host name; saying so beats ignoring a wish to switch it off. */
    private static void requireHostNameCheck(AbstractConfig config) {
        String algorithm = config.getString(SslConfigs.SSL_ENDPOINT_IDENTIFICATION_ALGORITHM_CONFIG);
        if (!"https".equalsIgnoreCase(algorithm)) {
            throw new ConfigException(
                    CodecConfig.PREFIX + SslConfigs.SSL_ENDPOINT_IDENTIFICATION_ALGORITHM_CONFIG,
                    algorithm,
                    "the registry's host name is always checked; give its certificate the right name");
        }
    }

    private static SSLParameters parameters(AbstractConfig config) {
        SSLParameters parameters = new SSLParameters();
        parameters.setProtocols(
                config.getList(SslConfigs.SSL_ENABLED_PROTOCOLS_CONFIG).toArray(String[]::new));
        List<String> ciphers = config.getList(SslConfigs.SSL_CIPHER_SUITES_CONFIG);
        if (ciphers != null && !ciphers.isEmpty()) {
            parameters.setCipherSuites(ciphers.toArray(String[]::new));
        }
        return parameters;
    }
}
