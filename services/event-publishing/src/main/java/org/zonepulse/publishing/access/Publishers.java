package org.zonepulse.publishing.access;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All who may publish, and what they are known by; what the publishers file says. */
public final class Publishers {

    private final List<Publisher> publishers;
    private final List<Issuer> issuers;
    private final Map<String, Holder> byKey = new HashMap<>();
    private final Map<TokenSubject, Publisher> byToken = new HashMap<>();
    private final Map<String, Issuer> byIssuer = new HashMap<>();

    /** A key and whose it is. */
    record Holder(Publisher publisher, ApiKey key) {}

    /** Names, keys and subjects are each of one publisher only; the file's reader has seen to it. */
    Publishers(List<Publisher> publishers, List<Issuer> issuers) {
        this.publishers = List.copyOf(publishers);
        this.issuers = List.copyOf(issuers);
        for (Publisher publisher : publishers) {
            publisher.keys().forEach(key -> byKey.put(key.id(), new Holder(publisher, key)));
            publisher.tokens().forEach(token -> byToken.put(token, publisher));
        }
        issuers.forEach(issuer -> byIssuer.put(issuer.issuer(), issuer));
    }

    /** In the file's order. */
    public List<Publisher> publishers() {
        return publishers;
    }

    /** In the file's order. */
    public List<Issuer> issuers() {
        return issuers;
    }

    @Nullable Holder holderOf(String keyId) {
        return byKey.get(keyId);
    }

    @Nullable Publisher of(TokenSubject token) {
        return byToken.get(token);
    }

    @Nullable Issuer issuer(String name) {
        return byIssuer.get(name);
    }
}
