package org.zonepulse.publishing.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zonepulse.ledger.event.EventStream;

class PublishersFileTest {

    private static final String FILE = """
            # Who may publish what.
            publishers:
              - name: bank-of-foshan   # the first bank
                sources: [bank-of-foshan, bof-leasing]
                streams: [loans]
                tokens:
                  - {issuer: https://idp.example/realms/zone, subject: bof-client}
              - name: market-regulator
                sources: [market-regulator]
                streams: [registrations, certifications]
                keys:
                  - {id: 3f9c0a1b2c3d4e5f, sha256: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef, expires: 2027-12-31}
            issuers:
              - {issuer: https://idp.example/realms/zone, jwks: https://idp.example/realms/zone/certs, audience: zonepulse}
            """;

    @TempDir
    private Path folder;

    @Test
    void shouldReadWhoMayPublishWhat() {
        // When
        Publishers publishers = parse(FILE);

        // Then
        Publisher bank = publishers.publishers().getFirst();
        assertThat(bank.name()).isEqualTo("bank-of-foshan");
        assertThat(bank.maySpeakAs("bof-leasing")).isTrue();
        assertThat(bank.maySpeakAs("market-regulator")).isFalse();
        assertThat(bank.mayPublish(EventStream.LOANS)).isTrue();
        assertThat(bank.mayPublish(EventStream.REGISTRATIONS)).isFalse();
        assertThat(publishers.of(new TokenSubject("https://idp.example/realms/zone", "bof-client")))
                .isEqualTo(bank);
        assertThat(Objects.requireNonNull(publishers.holderOf("3f9c0a1b2c3d4e5f"))
                        .key()
                        .expires())
                .isEqualTo(LocalDate.of(2027, 12, 31));
    }

    @Test
    void shouldTellAllThatIsWrongAtOnce() {
        // Given
        String wrong = FILE.replace("[loans]", "[loans, lones]")
                .replace("sha256: 0123", "sha256: xyz")
                .replace("2027-12-31", "2027-13-31")
                .replace("name: market-regulator", "name: bank-of-foshan")
                .replace("subject: bof-client", "subject: bof-client, colour: red")
                .replace("jwks: https", "jwks: http")
                .replace("[registrations, certifications]", "[]");

        // Then
        assertThatThrownBy(() -> parse(wrong))
                .isInstanceOfSatisfying(
                        InvalidPublishersFile.class,
                        invalid -> assertThat(invalid.problems())
                                .hasSize(7)
                                .anyMatch(each -> each.startsWith("issuers[0].jwks: must be an https address"))
                                .anyMatch(each -> each.startsWith("publishers[0].streams: must be among"))
                                .anyMatch(each -> each.startsWith("publishers[0].tokens[0].colour: is no field here"))
                                .anyMatch(each -> each.startsWith("publishers[1].name: stands twice"))
                                .anyMatch(each -> each.startsWith("publishers[1].streams: must be a list"))
                                .anyMatch(each -> each.startsWith("publishers[1].keys[0].sha256: must be"))
                                .anyMatch(each -> each.startsWith("publishers[1].keys[0].expires: must be a date")));
    }

    @Test
    void shouldAddKeysAndTakeThemOutAndLeaveTheRestAsItIs() throws Exception {
        // Given
        Path file = Files.writeString(folder.resolve("publishers.yaml"), FILE);
        ApiKey.Fresh first = ApiKey.make(null);
        ApiKey.Fresh second = ApiKey.make(LocalDate.of(2030, 1, 1));
        KeysInFile keys = new KeysInFile(file);

        // When
        keys.add("bank-of-foshan", first.kept());
        keys.add("market-regulator", second.kept());

        // Then
        Publishers with = PublishersFile.read(file);
        Publishers.Holder holder =
                Objects.requireNonNull(with.holderOf(first.kept().id()));
        assertThat(holder.publisher().name()).isEqualTo("bank-of-foshan");
        assertThat(holder.key().isFor(first.text())).isTrue();
        assertThat(holder.key().isFor(second.text())).isFalse();
        assertThat(Objects.requireNonNull(with.holderOf(second.kept().id())).key())
                .isEqualTo(second.kept());
        assertThat(Files.readString(file)).contains("# Who may publish what.", "# the first bank");
        assertThat(Files.readString(file)).doesNotContain(first.text());

        // And when
        assertThat(keys.remove(first.kept().id())).isEqualTo("bank-of-foshan");
        assertThat(keys.remove(second.kept().id())).isEqualTo("market-regulator");

        // Then
        assertThat(Files.readString(file)).isEqualTo(FILE);
        assertThat(keys.remove("0000000000000000")).isNull();
        assertThat(List.of(Objects.requireNonNull(folder.toFile().list()))).containsExactly("publishers.yaml");
    }

    @Test
    void shouldLeaveAFileAloneThatIsWrittenInAnotherWay() throws Exception {
        // Given
        String flow = "publishers: [{name: bank, sources: [bank], streams: [loans]}]\n";
        Path file = Files.writeString(folder.resolve("publishers.yaml"), flow);
        ApiKey key = ApiKey.make(null).kept();

        // Then
        assertThatThrownBy(() -> new KeysInFile(file).add("bank", key))
                .isInstanceOf(KeysInFile.ByHand.class)
                .hasMessageContaining(key.sha256());
        assertThatThrownBy(() -> new KeysInFile(file).add("another", key))
                .isInstanceOf(InvalidPublishersFile.class)
                .hasMessageContaining("there are [bank]");
        assertThat(Files.readString(file)).isEqualTo(flow);
    }

    private static Publishers parse(String text) {
        return PublishersFile.parse(text.getBytes(StandardCharsets.UTF_8), "publishers.yaml");
    }
}
