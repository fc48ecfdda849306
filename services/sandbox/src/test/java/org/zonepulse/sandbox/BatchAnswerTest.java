package org.zonepulse.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BatchAnswerTest {

    private static final String RECEIPT =
            "{\"line\":1,\"status\":\"published\",\"eventId\":\"e-1\",\"topic\":\"t\",\"partition\":0,\"offset\":7}\n";

    @Test
    void shouldTakeABatchForPublishedWhenAllItsLinesAre() {
        // Given
        String body = RECEIPT + "{\"summary\":{\"published\":1,\"refused\":0}}\n";

        // When
        BatchAnswer answer = BatchAnswer.read(200, body, 1);

        // Then
        assertThat(answer).isEqualTo(new BatchAnswer.Published());
    }

    @Test
    void shouldNotTakeALostLineForPublished() {
        // Given
        String body = RECEIPT + "{\"summary\":{\"published\":1,\"refused\":0}}\n";

        // When
        BatchAnswer answer = BatchAnswer.read(200, body, 2);

        // Then
        assertThat(answer).isInstanceOf(BatchAnswer.Refused.class);
    }

    @Test
    void shouldNameTheFirstLineThatWasRefused() {
        // Given
        String body = RECEIPT
                + "{\"line\":2,\"status\":\"refused\",\"problem\":{\"detail\":\"fact.park must be known\"}}\n"
                + "{\"line\":3,\"status\":\"refused\",\"problem\":{\"detail\":\"another\"}}\n"
                + "{\"summary\":{\"published\":1,\"refused\":2}}\n";

        // When
        BatchAnswer answer = BatchAnswer.read(422, body, 3);

        // Then
        assertThat(answer).isEqualTo(new BatchAnswer.Refused(2, "fact.park must be known"));
    }

    @Test
    void shouldTryAgainAfterAnOutage() {
        // Given
        String body = RECEIPT
                + "{\"summary\":{\"published\":1},\"problem\":{\"title\":\"The broker does not answer\",\"detail\":\"x\"}}";

        // When
        BatchAnswer answer = BatchAnswer.read(503, body, 3);

        // Then
        assertThat(answer).isEqualTo(new BatchAnswer.TryAgain("503: The broker does not answer: x"));
    }

    @Test
    void shouldBearAnAnswerThatIsNoJson() {
        // Given
        String body = "<html>Not found</html>";

        // When
        BatchAnswer answer = BatchAnswer.read(404, body, 1);

        // Then
        assertThat(answer).isEqualTo(new BatchAnswer.Refused(0, "404 "));
    }
}
