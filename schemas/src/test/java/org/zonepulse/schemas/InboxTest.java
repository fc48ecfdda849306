package org.zonepulse.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InboxTest {

    @ParameterizedTest
    @CsvSource({
        "loans, bank-of-foshan, zone.inbox.loans.bank-of-foshan.v1",
        "trade-fairs, a.v1, zone.inbox.trade-fairs.a.v1.v1",
        "registrations, 9_x, zone.inbox.registrations.9_x.v1"
    })
    void shouldBeKnownByItsTopicsName(String stream, String source, String topic) {
        // Given
        Inbox inbox = new Inbox(stream, source);

        // Then
        assertThat(inbox.topic().name()).isEqualTo(topic);
        assertThat(Inbox.named(topic)).contains(inbox);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zone.loans.v1", "zone.inbox.loans.v1", "zone.inbox.loan.a.v1", "zone.inbox.loans.A.v1"})
    void shouldNotBeSeenInOtherTopics(String topic) {
        assertThat(Inbox.named(topic)).isEmpty();
    }

    @Test
    void shouldHoldWhatItsStreamHolds() {
        // Given
        Topic inbox = new Inbox("loans", "bank-of-foshan").topic();

        // Then
        assertThat(inbox.valueSchema()).isEqualTo(TopicCatalogue.LOANS.valueSchema());
        assertThat(inbox.valueSubject()).isEqualTo("zone.inbox.loans.bank-of-foshan.v1-value");
        assertThat(inbox.config()).isEqualTo(TopicCatalogue.LOANS.config());
        assertThatThrownBy(() -> new Inbox("loans", "a b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Inbox("loan", "a")).isInstanceOf(IllegalArgumentException.class);
    }
}
