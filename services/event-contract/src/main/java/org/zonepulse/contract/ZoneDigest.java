package org.zonepulse.contract;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.zonepulse.ledger.zone.Zone;

/**
 * What tells two zones' rules apart: SHA-256 over a canonical text of all that figures depend on. Names, the order of lists,
 * comments and how the YAML is written change no figure, and aren't in it. Each cut states it, and audits compare it.
 */
public final class ZoneDigest {

    /** The form; another one, should more of a zone ever matter, gets another first line. */
    private static final String FORM = "zonepulse-zone 1";

    /** So that no value can pass for two, or for a line. */
    private static final Pattern WORD = Pattern.compile("[^\\s\\p{Cntrl}]+");

    private ZoneDigest() {}

    /** SHA-256 of the {@link #canonicalText}, 32 bytes. */
    public static byte[] of(Zone zone) {
        return Sha256.of(canonicalText(zone).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Lines of words, each ended by a line feed, in this order: the form, id, time zone, currency and city; then parks,
     * industries and loan products, each kind in order of its ids' characters. docs/contracts.md shows one.
     *
     * @throws IllegalArgumentException if a value is no single word, which no zone's file can say
     */
    public static String canonicalText(Zone zone) {
        Stream<List<String>> head = Stream.of(
                List.of("id", zone.id()),
                List.of("timeZone", zone.timeZone().getId()),
                List.of("currency", zone.currency()),
                List.of("city", zone.city().divisionCode()));
        Stream<List<String>> parks = zone.parks().stream()
                .map(park -> List.of("park", park.id(), park.divisionCode()))
                .sorted(ZoneDigest::byId);
        Stream<List<String>> industries = zone.industries().stream()
                .map(industry -> List.of("industry", industry.id()))
                .sorted(ZoneDigest::byId);
        Stream<List<String>> products = zone.loanProducts().stream()
                .map(product -> List.of("loanProduct", product.id()))
                .sorted(ZoneDigest::byId);
        StringBuilder text = new StringBuilder(FORM).append('\n');
        Stream.of(head, parks, industries, products)
                .flatMap(lines -> lines)
                .forEach(line -> text.append(line(line)).append('\n'));
        return text.toString();
    }

    private static int byId(List<String> one, List<String> other) {
        return one.get(1).compareTo(other.get(1));
    }

    private static String line(List<String> words) {
        for (String word : words) {
            if (!WORD.matcher(word).matches()) {
                throw new IllegalArgumentException("no word of a zone's canonical form: '" + word + "'");
            }
        }
        return String.join(" ", words);
    }
}
