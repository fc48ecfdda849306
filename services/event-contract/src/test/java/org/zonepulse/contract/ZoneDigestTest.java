package org.zonepulse.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zonepulse.ledger.zone.Zone;

class ZoneDigestTest {

    private static final String FILE = """
            id: example
            name: {en: Example, zh: 示例}
            timeZone: Asia/Shanghai
            currency: CNY
            city: {divisionCode: "440600", name: {en: Foshan, zh: 佛山市}}
            parks:
              - {id: south, divisionCode: "440605", name: {en: South, zh: 南园}}
              - {id: north, divisionCode: "440604", name: {en: North, zh: 北园}}
            industries:
              - {id: C36, name: {en: Cars, zh: 汽车}}
              - {id: C, name: {en: Manufacturing, zh: 制造业}}
            loanProducts:
              - {id: digital, name: {en: Digital loan, zh: 数字贷}}
            """;

    private static String digest(String file) {
        return HexFormat.of().formatHex(ZoneDigest.of(ZoneFile.of(file, "a test")));
    }

    /** As docs/contracts.md describes it: others compute it, and cuts state it for ever. */
    @Test
    void shouldHaveACanonicalForm() {
        // When, Then
        assertThat(ZoneDigest.canonicalText(ZoneFile.of(FILE, "a test"))).isEqualTo("""
                zonepulse-zone 1
                id example
                timeZone Asia/Shanghai
                currency CNY
                city 440600
                park north 440604
                park south 440605
                industry C
                industry C36
                loanProduct digital
                """);
        assertThat(digest(FILE)).isEqualTo("62e5b9383b02bf660618ca07a517fd9408dc37c87e7121708b281b383aa66494");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            a comment        | id: example                      | 'id:    "example"   # the short name'
            a name           | en: South                        | en: South Park
            the zone's name  | zh: 示例                          | zh: 样例
            another order    | {id: C36, name: {en: Cars, zh: 汽车}} | {id: C36, name: {zh: 汽车, en: Cars}}
            another style    | currency: CNY                    | currency: 'CNY'
            """)
    void shouldNotHangOnHowTheFileIsWritten(String what, String part, String instead) {
        // Given
        assertThat(FILE).as(what).contains(part);

        // When, Then
        assertThat(digest(FILE.replace(part, instead))).isEqualTo(digest(FILE));
    }

    @Test
    void shouldNotHangOnTheOrderOfLists() {
        // Given
        List<String> lines = FILE.lines().toList();
        String north = lines.get(7);
        String swapped = FILE.replace(north + "\n", "").replace(lines.get(6), north + "\n" + lines.get(6));

        // When, Then
        assertThat(swapped).isNotEqualTo(FILE);
        assertThat(digest(swapped)).isEqualTo(digest(FILE));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            id: example             | id: other
            Asia/Shanghai           | Asia/Tokyo
            currency: CNY           | currency: EUR
            440600                  | 440100
            id: south               | id: west
            440605                  | 440606
            id: C36                 | id: C37
            id: digital             | id: pledge
            """)
    void shouldTellRulesApart(String part, String instead) {
        // Given
        assertThat(FILE).contains(part);

        // When, Then
        assertThat(digest(FILE.replace(part, instead))).isNotEqualTo(digest(FILE));
    }

    @Test
    void shouldTellAnIndustryOrAProductLess() {
        // Given
        String without = FILE.replace("  - {id: C36, name: {en: Cars, zh: 汽车}}\n", "");
        String noProduct = FILE.replaceFirst("loanProducts:\n.*\n", "loanProducts: []\n");

        // When, Then
        assertThat(List.of(digest(FILE), digest(without), digest(noProduct))).doesNotHaveDuplicates();
    }

    /** Such a zone can't come from a file; but whoever makes one mustn't get the digest of another. */
    @Test
    void shouldRefuseWhatCouldPassForAnotherZone() {
        // Given
        Zone.Name name = new Zone.Name("x", "x");
        Zone crafted = new Zone(
                "example",
                name,
                ZoneId.of("Asia/Shanghai"),
                "CNY",
                new Zone.City("440600\npark more 440607", name),
                List.of(new Zone.Park("north", name, "440604")),
                List.of(new Zone.Industry("C", name)),
                List.of());

        // When, Then
        assertThatThrownBy(() -> ZoneDigest.of(crafted)).isInstanceOf(IllegalArgumentException.class);
    }
}
