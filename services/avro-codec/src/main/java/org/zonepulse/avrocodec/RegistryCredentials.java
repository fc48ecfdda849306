package org.zonepulse.avrocodec;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who we are to the registry. Never printed. */
sealed interface RegistryCredentials {
    String BASIC_SOURCE = "basic.auth.credentials.source";
    String USER_INFO = "basic.auth.user.info";
    String BEARER_SOURCE = "bearer.auth.credentials.source";
    String BEARER_TOKEN = "bearer.auth.token";

    Logger LOG = LoggerFactory.getLogger(RegistryCredentials.class);

    /** The Authorization header for requests to this address, or null if there is none to send. */
    @Nullable String authorization(URI address);

    static RegistryCredentials of(CodecConfig config) {
        String basic = config.getString(BASIC_SOURCE);
        String bearer = config.getString(BEARER_SOURCE);
        if (basic != null && bearer != null) {
            throw new ConfigException("Only one of '" + BASIC_SOURCE + "' and '" + BEARER_SOURCE + "' may be given");
        }
        if (bearer != null || (basic == null && config.secret(BEARER_TOKEN) != null)) {
            return bearer(config, bearer == null ? "STATIC_TOKEN" : bearer);
        }
        if (basic == null && config.secret(USER_INFO) != null) {
            LOG.warn("{} is given and not used, since {} isn't USER_INFO", USER_INFO, BASIC_SOURCE);
        }
        return switch (basic == null ? "URL" : basic) {
            case "URL" -> new FromAddress();
            case "USER_INFO" -> new Fixed(basic(required(config, USER_INFO)));
            case "SASL_INHERIT" -> new Fixed(basic(saslUserInfo(config.originals())));
            default -> throw new ConfigException(BASIC_SOURCE, basic, "known are URL, USER_INFO, SASL_INHERIT");
        };
    }

    private static RegistryCredentials bearer(CodecConfig config, String source) {
        if (!source.equals("STATIC_TOKEN")) {
            throw new ConfigException(
                    BEARER_SOURCE, source, "known is STATIC_TOKEN; for others use Confluent's classes (docs/codec.md)");
        }
        String token = required(config, BEARER_TOKEN);
        if (token.chars().anyMatch(character -> character <= ' ' || character > '~')) {
            throw new ConfigException(
                    "'" + BEARER_TOKEN + "' holds a blank, line end or other character that no token has");
        }
        return new Fixed("Bearer " + token);
    }

    private static String required(CodecConfig config, String key) {
        String value = config.secret(key);
        if (value == null) {
            throw new ConfigException("'" + key + "' must be given with this credentials source");
        }
        return value;
    }

    private static String basic(String userInfo) {
        return "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
    }

    /** The user name and password of the Kafka client itself, from its JAAS configuration. */
    private static String saslUserInfo(Map<String, ?> originals) {
        Map<String, Object> configs = new HashMap<>(originals);
        if (configs.get(SaslConfigs.SASL_JAAS_CONFIG) instanceof String jaas) {
            configs.put(SaslConfigs.SASL_JAAS_CONFIG, new Password(jaas));
        }
        List<AppConfigurationEntry> entries;
        try {
            entries = JaasContext.loadClientContext(configs).configurationEntries();
        } catch (IllegalArgumentException e) {
            // Without the cause: it may repeat the configuration, with its password.
            throw new ConfigException("'" + BASIC_SOURCE + "' is SASL_INHERIT, but '" + SaslConfigs.SASL_JAAS_CONFIG
                    + "' can't be read, or there is neither it nor a JAAS file: give one, or use USER_INFO");
        }
        for (AppConfigurationEntry entry : entries) {
            Object user = entry.getOptions().get("username");
            Object password = entry.getOptions().get("password");
            if (user != null && password != null) {
                return user + ":" + password;
            }
        }
        throw new ConfigException("'" + BASIC_SOURCE + "' is SASL_INHERIT, but the login module in '"
                + SaslConfigs.SASL_JAAS_CONFIG + "' has no username and password: give them, or use USER_INFO");
    }

    /** User name and password inside the address itself: {@code https://user:password@host}. */
    record FromAddress() implements RegistryCredentials {
        @Override
        public @Nullable String authorization(URI address) {
            String userInfo = address.getRawUserInfo();
            return userInfo == null || userInfo.isEmpty() ? null : basic(userInfo);
        }
    }

    /** The same header for every address. */
    record Fixed(String header) implements RegistryCredentials {
        @Override
        public String authorization(URI address) {
            return header;
        }

        @Override
        public String toString() {
            return "Fixed[hidden]";
        }
    }
}
