package org.zonepulse.publishing.access;

import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.zonepulse.contract.YamlFields;
import org.zonepulse.ledger.event.EventStream;

/** Makes publishers of what a YAML reader found, and notes all that is wrong with it as field and remedy. */
final class PublishersShape {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
    private static final String NAME_RULE =
            "must be 1 to 64 of a-z, 0-9, '.', '_' and '-', and start with a letter or digit";
    private static final Pattern KEY_ID = Pattern.compile("[0-9a-f]{8,32}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final int MAX_ITEMS = 10_000;

    private final List<String> problems = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final Set<String> keyIds = new HashSet<>();
    private final Set<TokenSubject> subjects = new HashSet<>();
    private final Set<String> issuerNames = new HashSet<>();

    Publishers publishers(@Nullable Object document, String file) {
        YamlFields fields = YamlFields.of("", document, problems);
        List<Issuer> issuers = list(fields, "issuers", 0, this::issuer);
        List<Publisher> publishers = list(fields, "publishers", 1, this::publisher);
        fields.end();
        if (!problems.isEmpty()) {
            throw new InvalidPublishersFile(file, problems);
        }
        return new Publishers(publishers, issuers);
    }

    private Publisher publisher(YamlFields in) {
        String name = in.text("name", NAME, NAME_RULE);
        once(names, name, in, "name");
        Set<String> sources = texts(in, "sources");
        sources.stream()
                .filter(source -> !NAME.matcher(source).matches())
                .forEach(source -> in.problem("sources", NAME_RULE + ", not " + source));
        Set<EventStream> streams =
                texts(in, "streams").stream().flatMap(id -> stream(in, id)).collect(Collectors.toSet());
        List<ApiKey> keys = list(in, "keys", 0, this::key);
        List<TokenSubject> tokens = list(in, "tokens", 0, this::token);
        return new Publisher(name, sources, streams, keys, tokens);
    }

    private static Stream<EventStream> stream(YamlFields in, String id) {
        EventStream stream = EventStream.byId(id);
        if (stream == null) {
            List<String> known =
                    Arrays.stream(EventStream.values()).map(EventStream::id).toList();
            in.problem("streams", "must be among " + known + ", not " + id);
        }
        return Stream.ofNullable(stream);
    }

    private ApiKey key(YamlFields in) {
        String id = in.text("id", KEY_ID, "must be 8 to 32 hexadecimal digits in lower case");
        once(keyIds, id, in, "id");
        String sha256 =
                in.text("sha256", SHA256, "must be the SHA-256 of a key's secret, 64 hexadecimal digits in lower case");
        return new ApiKey(id, sha256, in.has("expires") ? date(in) : null);
    }

    private static @Nullable LocalDate date(YamlFields in) {
        String text = in.text("expires");
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException none) {
            in.problem("expires", "must be a date such as 2027-12-31, not " + text);
            return null;
        }
    }

    private TokenSubject token(YamlFields in) {
        TokenSubject token = new TokenSubject(in.text("issuer"), in.text("subject"));
        if (!token.issuer().isEmpty() && !issuerNames.contains(token.issuer())) {
            in.problem("issuer", "must be one of the file's issuers, not " + token.issuer());
        }
        if (!subjects.add(token)) {
            in.problem("subject", "stands for another publisher already");
        }
        return token;
    }

    private Issuer issuer(YamlFields in) {
        String name = in.text("issuer");
        once(issuerNames, name, in, "issuer");
        return new Issuer(name, jwks(in), in.text("audience"));
    }

    private static URI jwks(YamlFields in) {
        String text = in.text("jwks");
        try {
            URI address = URI.create(text);
            boolean plain = "http".equals(address.getScheme()) && isLoopback(address);
            if (address.getHost() == null || !("https".equals(address.getScheme()) || plain)) {
                in.problem("jwks", "must be an https address (http only on this machine), not " + text);
            }
            return address;
        } catch (IllegalArgumentException none) {
            in.problem("jwks", "must be an address, not " + text);
            return URI.create("https://invalid.invalid");
        }
    }

    private static boolean isLoopback(URI address) {
        return List.of("127.0.0.1", "localhost", "[::1]").contains(String.valueOf(address.getHost()));
    }

    private static void once(Set<String> seen, String text, YamlFields in, String field) {
        if (!text.isEmpty() && !seen.add(text)) {
            in.problem(field, "stands twice: " + text + "; each must stand once");
        }
    }

    private Set<String> texts(YamlFields in, String name) {
        Set<String> texts = new LinkedHashSet<>();
        if (in.take(name) instanceof List<?> values && !values.isEmpty() && values.size() <= MAX_ITEMS) {
            values.forEach(value -> texts.add(String.valueOf(value)));
        } else if (in.isPresent()) {
            in.problem(name, "must be a list of at least one item, such as [loans]");
        }
        return texts;
    }

    private <T> List<T> list(YamlFields in, String name, int least, Function<YamlFields, T> item) {
        List<T> items = new ArrayList<>();
        if (!in.has(name) && least == 0) {
            return items;
        }
        if (in.take(name) instanceof List<?> values && values.size() >= least && values.size() <= MAX_ITEMS) {
            for (Object each : values) {
                YamlFields fields = YamlFields.of(in.path() + name + "[" + items.size() + "].", each, problems);
                items.add(item.apply(fields));
                fields.end();
            }
        } else if (in.isPresent()) {
            in.problem(name, "must be a list of " + least + " to " + MAX_ITEMS + " items");
        }
        return items;
    }
}
