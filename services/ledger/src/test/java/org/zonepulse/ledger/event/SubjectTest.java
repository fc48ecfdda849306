package org.zonepulse.ledger.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A subject's text is its name in events, anomalies and state: it reads back as itself, or not at all. */
class SubjectTest {

    static Stream<Subject> subjects() {
        return Stream.of(Subject.Kind.values())
                .flatMap(kind -> kind == Subject.Kind.ENTERPRISE
                        ? Stream.of(Subject.ENTERPRISE)
                        : Stream.of("1", "L-2023/0001", "loan:1", "第17届 中博会", " ")
                                .map(id -> new Subject(kind, id)));
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void shouldReadBackWhatItPrints(Subject subject) {
        assertThat(Subject.parse(subject.toString())).isEqualTo(subject);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":", "loan", "loan:", "enterprise:", "enterprise:1", "Loan:1", "lorry:1", ":1"})
    void shouldReadNothingElse(String text) {
        assertThat(Subject.parse(text)).isNull();
    }
}
