package org.zonepulse.inbox.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.zonepulse.schemas.Inbox;

/** What the script says; that it does so, the system tests try on a broker. */
class AclScriptTest {

    private static final AclScript SCRIPT = new AclScript("kafka:9092", "it's admin.properties");

    @Test
    void shouldGiveEachPublisherItsInboxesOnly() {
        // Given
        Map<String, List<Inbox>> owners = Map.of(
                "bank-of-foshan",
                List.of(new Inbox("loans", "old-bank"), new Inbox("loans", "bank-of-foshan")),
                "amr",
                List.of(new Inbox("registrations", "foshan-amr")));

        // When
        String script = SCRIPT.give(owners);

        // Then
        assertThat(script)
                .contains(
                        "bootstrap_servers=${BOOTSTRAP_SERVERS:-'kafka:9092'}",
                        "command_config=${COMMAND_CONFIG:-'it'\\''s admin.properties'}",
                        "topics --create --if-not-exists --topic 'zone.inbox.loans.old-bank.v1' --partitions 1 --config",
                        "acls --add --allow-principal 'User:bank-of-foshan' --operation Describe --operation Write"
                                + " --topic 'zone.inbox.loans.bank-of-foshan.v1' --topic 'zone.inbox.loans.old-bank.v1'\n",
                        "acls --add --allow-principal 'User:amr' --operation Describe --operation Write"
                                + " --topic 'zone.inbox.registrations.foshan-amr.v1'\n");
        assertThat(script).doesNotContain("prefixed", "'zone.loans.v1'");
    }

    @Test
    void shouldTakeWhatWasGiven() {
        // Given
        Map<String, List<Inbox>> owners = Map.of("a", List.of(new Inbox("loans", "b")));

        // When
        String script = SCRIPT.take(owners);

        // Then
        assertThat(script)
                .contains("acls --remove --force --allow-principal 'User:a' --operation Describe --operation Write"
                        + " --topic 'zone.inbox.loans.b.v1'\n")
                .doesNotContain("--add", "--create", "--delete");
    }
}
