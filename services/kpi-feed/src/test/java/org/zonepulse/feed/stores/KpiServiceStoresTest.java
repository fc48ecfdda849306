package org.zonepulse.feed.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Scope;
import org.zonepulse.ledger.measure.Series;
import org.zonepulse.schemas.Edition;

class KpiServiceStoresTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final LocalDate DAY = LocalDate.of(2023, 12, 31);
    private static final Series LOAN_BALANCE = new Series(Measure.LOAN_BALANCE, Scope.ZONE);
    private static final String CODE = "91350100M000100Y43";

    private final FixedInstance one;
    private final FixedInstance other;

    KpiServiceStoresTest() throws IOException {
        one = new FixedInstance();
        other = new FixedInstance();
    }

    @AfterEach
    void close() {
        one.close();
        other.close();
    }

    @Test
    void shouldAskTheInstanceThatHoldsTheEnterprise() {
        // Given
        one.answering("/enterprises/" + CODE, 421, """
                {"title": "elsewhere", "address": "%s"}""".formatted(other.address()));
        other.answering("/enterprises/" + CODE, 200, """
                {"enterpriseId": "%s"}""".formatted(CODE));

        // When
        StoryAnswer answer = ask(List.of(one.address()), stores -> stores.story(Edition.FIRST, CODE, DAY));

        // Then
        assertThat(answer)
                .isInstanceOfSatisfying(
                        StoryAnswer.Told.class,
                        told -> assertThat(told.story().path("enterpriseId").asText())
                                .isEqualTo(CODE));
    }

    @Test
    void shouldGoOnToTheNextAddressWhenOneIsSilent() {
        // Given
        URI gone = other.address();
        other.close();
        one.answering("/enterprises/" + CODE, 404, """
                {"type": "urn:zonepulse:problem:enterprise-unknown"}""");

        // When
        StoryAnswer answer = ask(List.of(gone, one.address()), stores -> stores.story(Edition.FIRST, CODE, null));

        // Then
        assertThat(answer).isEqualTo(new StoryAnswer.Unknown());
    }

    /** An older kpi-service, or whatever listens at a mistyped port. */
    @Test
    void shouldNotTakeEvery404ForAnEnterpriseThatNobodyKnows() {
        // Given
        one.answering("/enterprises/" + CODE, 404, "{}");

        // When
        StoryAnswer answer = ask(List.of(one.address()), stores -> stores.story(Edition.FIRST, CODE, null));

        // Then
        assertThat(answer).isInstanceOf(StoryAnswer.Unavailable.class);
    }

    @Test
    void shouldNotWaitForEverForAnAnswerThatHasBegun() {
        // Given
        one.stalling("/enterprises/" + CODE);

        // When
        StoryAnswer answer;
        try (KpiServiceStores stores = new KpiServiceStores(List.of(one.address()), Duration.ofMillis(500))) {
            answer = stores.story(Edition.FIRST, CODE, null);
        }

        // Then
        assertThat(answer)
                .isInstanceOfSatisfying(
                        StoryAnswer.Unavailable.class,
                        away -> assertThat(away.why()).contains("TimeoutException"));
    }

    @Test
    void shouldTellApartWhatIsWrongAndWhatIsAway() {
        // Given
        one.answering("/enterprises/none", 400, """
                {"title": "No code", "detail": "'none'"}""");
        one.answering("/enterprises/" + CODE, 503, """
                {"title": "Not running", "detail": "REBALANCING"}""");

        // When
        StoryAnswer wrong = ask(List.of(one.address()), stores -> stores.story(Edition.FIRST, "none", null));
        StoryAnswer away = ask(List.of(one.address()), stores -> stores.story(Edition.FIRST, CODE, null));

        // Then
        assertThat(wrong).isEqualTo(new StoryAnswer.Invalid("No code: 'none'"));
        assertThat(away)
                .isInstanceOfSatisfying(
                        StoryAnswer.Unavailable.class,
                        unavailable -> assertThat(unavailable.why())
                                .contains(one.address().toString(), "REBALANCING"));
    }

    @Test
    void shouldPutTogetherWhatAllInstancesTell() {
        // Given
        instances(one.address(), other.address());
        one.answering("/contributions", 200, contributions("[0]", "300.00", "a=200.00", "b=100.00"));
        other.answering("/contributions", 200, contributions("[1]", "150.50", "c=150.50"));

        // When
        ContributionsAnswer.Told told = told();

        // Then
        assertThat(told.isIncomplete()).isFalse();
        assertThat(told.total()).isEqualTo(new BigDecimal("450.50"));
        assertThat(told.count()).isEqualTo(3);
        assertThat(told.unit()).isEqualTo("money");
        assertThat(told.currency()).isEqualTo("CNY");
        assertThat(told.enterprises())
                .extracting(each -> each.enterpriseId(), each -> each.contribution())
                .containsExactly(tuple("a", new BigDecimal("200.00")), tuple("c", new BigDecimal("150.50")));
        assertThat(told.sums())
                .containsExactly(new ContributionsAnswer.Sum("loan-balance", "zone", new BigDecimal("450.50"), 3));
        assertThat(told.inputs()).hasSize(2);
    }

    @Test
    void shouldSayWhichPartIsMissing() {
        // Given
        instances(one.address(), other.address());
        one.answering("/contributions", 200, contributions("[0]", "300.00", "a=300.00"));
        other.answering("/contributions", 503, """
                {"title": "Busy", "detail": "2 are at it"}""");

        // When
        ContributionsAnswer.Told told = told();

        // Then
        assertThat(told.isIncomplete()).isTrue();
        assertThat(told.failures())
                .containsExactly(new ContributionsAnswer.Failure(other.address(), "Busy: 2 are at it"));
        assertThat(told.missingPartitions()).containsExactly(1);
        assertThat(told.total()).isEqualTo(new BigDecimal("300.00"));
    }

    @Test
    void shouldSayThatAPartIsMissingOfWhichNoInstanceIsKnown() {
        // Given
        instances(one.address());
        one.answering("/contributions", 200, contributions("[1]", "1.00", "a=1.00"));

        // When
        ContributionsAnswer.Told told = told();

        // Then
        assertThat(told.isIncomplete()).isTrue();
        assertThat(told.failures()).isEmpty();
        assertThat(told.missingPartitions()).containsExactly(0);
    }

    @Test
    void shouldNoticeAPartitionThatTwoTellOf() {
        // Given
        instances(one.address(), other.address());
        one.answering("/contributions", 200, contributions("[0, 1]", "1.00", "a=1.00"));
        other.answering("/contributions", 200, contributions("[1]", "1.00", "a=1.00"));

        // When
        ContributionsAnswer.Told told = told();

        // Then
        assertThat(told.isIncomplete()).isTrue();
        assertThat(told.doublePartitions()).containsExactly(1);
    }

    @Test
    void shouldSayThatNobodyAnswers() {
        // Given
        URI gone = one.address();
        one.close();

        // When
        ContributionsAnswer answer =
                ask(List.of(gone), stores -> stores.contributions(Edition.FIRST, LOAN_BALANCE, DAY, 2));

        // Then
        assertThat(answer).isInstanceOf(ContributionsAnswer.Unavailable.class);
    }

    /** The instances that either of the two knows of, each with its partition of two. */
    private void instances(URI... addresses) {
        StringBuilder list = new StringBuilder();
        for (URI address : addresses) {
            list.append(list.isEmpty() ? "" : ", ")
                    .append("{\"address\": \"%s\", \"partitions\": []}".formatted(address));
        }
        one.answering("/instances", 200, "{\"partitions\": 2, \"instances\": [%s]}".formatted(list));
    }

    /** @param enterprises each with its contribution, such as {@code a=1.00} */
    private static String contributions(String partitions, String total, String... enterprises) {
        String list = Stream.of(enterprises)
                .map(each -> each.split("=", -1))
                .map(each -> "{\"enterpriseId\": \"%s\", \"name\": null, \"contribution\": \"%s\"}"
                        .formatted(each[0], each[1]))
                .collect(Collectors.joining(", "));
        return """
                {"sums": [{"measure": "loan-balance", "scope": "zone", "total": "%s", "count": %d}],
                 "listedMeasure": "loan-balance", "unit": "money", "currency": "CNY", "total": "%s", "count": %d,
                 "enterprises": [%s], "allPartitions": 2, "partitions": %s, "movedOn": false,
                 "inputs": [{"topic": "zone.loans.v1", "partition": 0, "nextOffset": 1, "digest": "00"}]}""".formatted(total, enterprises.length, total, enterprises.length, list, partitions);
    }

    private ContributionsAnswer.Told told() {
        ContributionsAnswer answer =
                ask(List.of(one.address()), stores -> stores.contributions(Edition.FIRST, LOAN_BALANCE, DAY, 2));
        assertThat(answer).isInstanceOf(ContributionsAnswer.Told.class);
        return (ContributionsAnswer.Told) answer;
    }

    private static <T> T ask(List<URI> addresses, Function<KpiServiceStores, T> question) {
        try (KpiServiceStores stores = new KpiServiceStores(addresses, PATIENCE)) {
            return question.apply(stores);
        }
    }
}
