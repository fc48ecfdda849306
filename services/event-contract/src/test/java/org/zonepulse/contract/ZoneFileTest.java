package org.zonepulse.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.zonepulse.ledger.zone.Zone;

class ZoneFileTest {

    private static final Path EXAMPLE = Path.of("../../docs/examples/example-zone.yaml");

    @TempDir
    Path folder;

    @Test
    void shouldBringTheFoshanZone() {
        // When
        Zone zone = ZoneFile.bundled();

        // Then
        assertThat(zone.id()).isEqualTo("fhidz");
        assertThat(zone.timeZone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
        assertThat(zone.currency()).isEqualTo("CNY");
        assertThat(zone.city()).isEqualTo(new Zone.City("440600", new Zone.Name("Foshan", "佛山市")));
        assertThat(zone.parks())
                .extracting(Zone.Park::id, park -> park.name().zh(), Zone.Park::divisionCode)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("chancheng", "禅城园", "440604"),
                        org.assertj.core.groups.Tuple.tuple("nanhai", "南海园", "440605"),
                        org.assertj.core.groups.Tuple.tuple("shunde", "顺德园", "440606"),
                        org.assertj.core.groups.Tuple.tuple("sanshui", "三水园", "440607"),
                        org.assertj.core.groups.Tuple.tuple("gaoming", "高明园", "440608"));
        assertThat(zone.loanProducts())
                .extracting(product -> product.name().en())
                .containsExactly("FHIDZ Digital Loan", "FHIDZ Intellectual Property Pledge Loan");
        assertThat(zone.industries()).hasSize(20);
        assertThat(zone.industryOf("C3670").name().en()).isEqualTo("Motor vehicles");
    }

    @Test
    void shouldReadAnotherZone() {
        // When
        Zone zone = ZoneFile.read(EXAMPLE);

        // Then
        assertThat(zone.timeZone()).isEqualTo(ZoneId.of("Asia/Urumqi"));
        assertThat(zone.parks()).extracting(Zone.Park::id).containsExactly("north", "west", "river");
        assertThat(zone.industryOf("I6510").id()).isEqualTo("I65");
        assertThat(zone.industryOf("I6410").id()).isEqualTo("I");
        assertThat(zone.industryOf("C3670")).isEqualTo(Zone.OTHER_INDUSTRY);
    }

    static List<Arguments> slips() {
        return List.of(
                arguments("id: fhidz\n", "", "id: is missing: must be text"),
                arguments("id: fhidz\n", "id: FHIDZ\n", "id: must be 1 to 32 of a-z"),
                arguments(
                        "Asia/Shanghai", "Asia/Foshan", "timeZone: must be a time zone's name, such as Asia/Shanghai"),
                arguments(
                        "currency: CNY", "currency: JPY", "currency: must be the ISO 4217 code of a currency with two"),
                arguments(
                        "currency: CNY", "currency: RMB", "currency: must be the ISO 4217 code of a currency with two"),
                arguments("currency: CNY", "currency: [CNY]", "currency: must be text"),
                arguments("timeZone:", "timezone:", "timezone: is no field here"),
                arguments("\"440600\"", "4406", "city.divisionCode: must be a division code"),
                arguments("  name: {en: Foshan, zh: 佛山市}", "  name: Foshan", "city.name: must be fields with values"),
                arguments(", zh: 佛山市}", "}", "city.name.zh: is missing"),
                arguments("{id: nanhai,", "{", "parks[1].id: is missing"),
                arguments("{id: nanhai,", "{id: nan/hai,", "parks[1].id: must be 1 to 32 of a-z"),
                arguments("{id: nanhai,", "{id: shunde,", "parks[2].id: stands twice: shunde"),
                arguments("{id: C36,", "{id: C3,", "industries[9].id: must be a code of GB/T 4754-2017"),
                arguments("{id: C36,", "{id: C36, share: 5,", "industries[9].share: is no field here"),
                arguments("zh: 汽车制造业}", "zh: \"" + "车".repeat(201) + "\"}", "industries[9].name.zh: must be text"),
                arguments("parks:\n", "parks: []\nfields:\n", "parks: must be a list of 1 to 1000 items"),
                arguments("parks:\n", "garden:\n", "parks: must be a list of 1 to 1000 items"),
                arguments("loanProducts:\n", "loanProducts: none\nproducts:\n", "loanProducts: must be a list of 0 to"),
                arguments("parks:\n", "parks: [\n", "it must be YAML"),
                arguments(
                        "currency: CNY",
                        "currency: CNY\ncurrency: CNY",
                        "line 9: it must be YAML: found duplicate key"),
                arguments("currency: CNY", "currency: !!java.io.File [x]", "it must be YAML"),
                arguments("currency: CNY", "currency: " + "[".repeat(5000), "it must be YAML"));
    }

    @ParameterizedTest
    @MethodSource("slips")
    void shouldNameFileFieldAndRemedy(String part, String slip, String problem) throws IOException {
        // Given
        String text = bundledText();
        assertThat(text).contains(part);
        Path file = Files.writeString(folder.resolve("zone.yaml"), text.replace(part, slip));

        // When
        InvalidZoneFile invalid = catchThrowableOfType(InvalidZoneFile.class, () -> ZoneFile.read(file));

        // Then
        assertThat(invalid).hasMessageContaining(file.toString());
        assertThat(invalid.problems()).anySatisfy(each -> assertThat(each).contains(problem));
    }

    @Test
    void shouldSayAllThatIsWrongAtOnce() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("zone.yaml"), "id: x\nparks: []\n");

        // When
        InvalidZoneFile invalid = catchThrowableOfType(InvalidZoneFile.class, () -> ZoneFile.read(file));

        // Then
        assertThat(invalid.problems())
                .extracting(problem -> problem.substring(0, problem.indexOf(':')))
                .containsExactly("name", "timeZone", "currency", "city", "parks", "industries", "loanProducts");
    }

    static List<Arguments> noZones() {
        return List.of(
                arguments("".getBytes(StandardCharsets.UTF_8), "the file: is missing: must be fields with values"),
                arguments("- a\n- b".getBytes(StandardCharsets.UTF_8), "the file: must be fields with values"),
                arguments("a: 佛".getBytes(StandardCharsets.UTF_16LE), "it must be"),
                arguments(new byte[] {'a', ':', ' ', (byte) 0xC3}, "it must be encoded in UTF-8"),
                arguments(" ".repeat(300_000).getBytes(StandardCharsets.UTF_8), "it must be at most 262144 bytes long"),
                arguments("a: &x [y]\nb: [*x, *x]".getBytes(StandardCharsets.UTF_8), "it must be YAML"));
    }

    @ParameterizedTest
    @MethodSource("noZones")
    void shouldRefuseWhatIsNoZone(byte[] content, String problem) throws IOException {
        // Given
        Path file = Files.write(folder.resolve("zone.yaml"), content);

        // When
        InvalidZoneFile invalid = catchThrowableOfType(InvalidZoneFile.class, () -> ZoneFile.read(file));

        // Then
        assertThat(invalid.problems()).first().asString().contains(problem);
    }

    @Test
    void shouldSayThatThereIsNoSuchFile() {
        // When
        InvalidZoneFile invalid =
                catchThrowableOfType(InvalidZoneFile.class, () -> ZoneFile.read(folder.resolve("none.yaml")));

        // Then
        assertThat(invalid.problems())
                .containsExactly("there is no such file; leave it out to use the bundled fhidz.yaml");
    }

    private static String bundledText() throws IOException {
        try (InputStream in = Objects.requireNonNull(ZoneFile.class.getResourceAsStream("fhidz.yaml"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
