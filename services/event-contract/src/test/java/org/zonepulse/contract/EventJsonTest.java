package org.zonepulse.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.zonepulse.ledger.event.RejectionReason.FOREIGN_CURRENCY;
import static org.zonepulse.ledger.event.RejectionReason.INVALID_AMOUNT;
import static org.zonepulse.ledger.event.RejectionReason.INVALID_CREDIT_CODE;
import static org.zonepulse.ledger.event.RejectionReason.INVALID_DATE;
import static org.zonepulse.ledger.event.RejectionReason.INVALID_FIELD;
import static org.zonepulse.ledger.event.RejectionReason.MALFORMED;
import static org.zonepulse.ledger.event.RejectionReason.UNKNOWN_LOAN_PRODUCT;
import static org.zonepulse.ledger.event.RejectionReason.UNKNOWN_PARK;
import static org.zonepulse.ledger.event.RejectionReason.WRONG_STREAM;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zonepulse.ledger.event.CertificateKind;
import org.zonepulse.ledger.event.CertificationFact.CertificateGranted;
import org.zonepulse.ledger.event.CertificationFact.CityTotalReported;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.EventStream;
import org.zonepulse.ledger.event.Fact;
import org.zonepulse.ledger.event.LoanFact.LoanDisbursed;
import org.zonepulse.ledger.event.LoanFact.LoanGranted;
import org.zonepulse.ledger.event.LoanFact.Pledge;
import org.zonepulse.ledger.event.Money;
import org.zonepulse.ledger.event.RegistrationFact.Registered;
import org.zonepulse.ledger.event.RejectionReason;
import org.zonepulse.ledger.event.Violation;

class EventJsonTest {

    private static final Instant RECEIVED = Instant.parse("2023-02-02T09:30:00.5Z");

    private static final String DISBURSED = """
            {"eventId":"bof-17","source":"bank-of-foshan","occurredOn":"2023-01-31",\
            "recordedAt":"2023-02-01T08:00:00Z","enterpriseId":"91350100M000100Y43",\
            "fact":{"type":"LoanDisbursed","loanId":"L-1","amount":{"amount":"1000000.00","currency":"CNY"}}}""";

    private static final String REGISTERED = """
            {"eventId":"amr-1","source":"foshan-amr","occurredOn":"2020-05-06","enterpriseId":"91350100M000100Y43",\
            "fact":{"type":"Registered","name":"佛山市示例科技有限公司","park":"nanhai","industry":"C3670"}}""";

    private static final String GRANTED = """
            {"eventId":"stb-1","source":"foshan-stb","occurredOn":"2023-12-28","enterpriseId":"91350100M000100Y43",\
            "fact":{"type":"CertificateGranted","kind":"high-tech-enterprise","number":"GR202344000001",\
            "ruleSet":"2016-32","issuer":"Guangdong","validFrom":"2023-12-28","validTo":"2026-12-28"}}""";

    private static final String CITY_TOTAL = """
            {"eventId":"stb-2","source":"foshan-stb","occurredOn":"2023-12-31","enterpriseId":"440600",\
            "fact":{"type":"CityTotalReported","kind":"high-tech-enterprise","total":10300}}""";

    private static final String LOAN_GRANTED = """
            {"eventId":"bof-16","source":"bank-of-foshan","occurredOn":"2023-01-30","enterpriseId":"91350100M000100Y43",\
            "fact":{"type":"LoanGranted","loanId":"L-1","product":"ip-pledge-loan","bank":"bank-of-foshan",\
            "amount":{"amount":2000000,"currency":"CNY"},\
            "pledge":{"registrationNumber":"Y2023-1","securedAmount":{"amount":2500000.5,"currency":"CNY"}}}}""";

    private static final String REVERSED = """
            {"eventId":"bof-18","source":"bank-of-foshan","occurredOn":"2023-02-02","enterpriseId":"91350100M000100Y43",\
            "fact":{"type":"Reversed","eventId":"bof-17","subject":"loan:L-1","reason":"wrong amount"}}""";

    private final EventReader reader = new EventReader(ZoneFile.bundled());

    @Test
    void shouldReadEachPropertyAsItStands() {
        // When
        Event event = event(DISBURSED);

        // Then
        assertThat(event)
                .isEqualTo(new Event(
                        "bof-17",
                        "bank-of-foshan",
                        LocalDate.of(2023, 1, 31),
                        Instant.parse("2023-02-01T08:00:00Z"),
                        "91350100M000100Y43",
                        new LoanDisbursed("L-1", new Money(100_000_000, "CNY"))));
    }

    static List<Arguments> facts() {
        return List.of(
                arguments(REGISTERED, new Registered("佛山市示例科技有限公司", "nanhai", "C3670")),
                arguments(
                        GRANTED,
                        new CertificateGranted(
                                CertificateKind.HIGH_TECH_ENTERPRISE,
                                "GR202344000001",
                                "2016-32",
                                "Guangdong",
                                LocalDate.of(2023, 12, 28),
                                LocalDate.of(2026, 12, 28))),
                arguments(CITY_TOTAL, new CityTotalReported(CertificateKind.HIGH_TECH_ENTERPRISE, 10_300)),
                arguments(
                        LOAN_GRANTED,
                        new LoanGranted(
                                "L-1",
                                "ip-pledge-loan",
                                "bank-of-foshan",
                                new Money(200_000_000, "CNY"),
                                new Pledge("Y2023-1", new Money(250_000_050, "CNY")))));
    }

    @ParameterizedTest
    @MethodSource("facts")
    void shouldReadFacts(String json, Fact fact) {
        // Then
        assertThat(event(json).fact()).isEqualTo(fact);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"1000000.00\"", "\"1000000\"", "\"1000000.000\"", "1000000", "1000000.0", "1e6", "10000000E-1"
            })
    void shouldTakeAmountsExactly(String amount) {
        // When
        Event event = event(DISBURSED.replace("\"1000000.00\"", amount));

        // Then
        assertThat(event.fact()).isEqualTo(new LoanDisbursed("L-1", new Money(100_000_000, "CNY")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2023-02-01T16:00:00+08:00", "2023-02-01T08:00:00.000999Z", "2023-02-01T08:00Z"})
    void shouldTakeMomentsWithAnyOffsetToTheMillisecond(String moment) {
        // When
        Event event = event(DISBURSED.replace("2023-02-01T08:00:00Z", moment));

        // Then
        assertThat(event.recordedAt()).isEqualTo(Instant.parse("2023-02-01T08:00:00Z"));
    }

    @Test
    void shouldTakeTheMomentOfReceiptWhereNoneIsSaid() {
        // Then
        assertThat(event(REGISTERED).recordedAt()).isEqualTo(RECEIVED);
    }

    @Test
    void shouldTakeNullAsLeftOut() {
        // Given
        String open = GRANTED.replace("\"2026-12-28\"", "null").replace("\"stb-1\"", "null");

        // Then
        assertThat(event(open).fact())
                .isEqualTo(event(GRANTED.replace(",\"validTo\":\"2026-12-28\"", ""))
                        .fact());
        assertThat(event(open).eventId()).startsWith("h-");
    }

    @Test
    void shouldReadPropertiesInAnyOrder() {
        // Given
        String turned = """
                {"fact":{"amount":{"currency":"CNY","amount":"1000000.00"},"loanId":"L-1","type":"LoanDisbursed"},
                 "enterpriseId":"91350100M000100Y43","recordedAt":"2023-02-01T08:00:00Z","occurredOn":"2023-01-31",
                 "source":"bank-of-foshan","eventId":"bof-17"}
                """;

        // Then
        assertThat(event(turned)).isEqualTo(event(DISBURSED));
    }

    @Test
    void shouldDeriveTheIdFromTheContentAlone() {
        // Given
        String noId = DISBURSED.replace("\"eventId\":\"bof-17\",", "");

        // When
        String id = event(noId).eventId();

        // Then: this id stands in logs that are kept for ever; who changes how it is derived doubles them
        assertThat(id).isEqualTo("h-7d14f799a8448975428e54ddb6480abc");
        assertThat(event(noId.replace("2023-02-01T08:00:00Z", "2023-03-01T08:00:00Z"))
                        .eventId())
                .isEqualTo(id);
        assertThat(event(noId.replace("\"1000000.00\"", "1e6")).eventId()).isEqualTo(id);
        assertThat(event(noId.replace(",", " ,\n")).eventId()).isEqualTo(id);
    }

    static List<String> otherContents() {
        String noId = DISBURSED.replace("\"eventId\":\"bof-17\",", "");
        return List.of(
                noId.replace("bank-of-foshan", "bank-of-foshan2"),
                noId.replace("2023-01-31", "2023-01-30"),
                noId.replace("91350100M000100Y43", "91440600MA4UL6A24A"),
                noId.replace("LoanDisbursed", "LoanRepaid"),
                noId.replace("L-1", "L-2"),
                noId.replace("1000000.00", "1000000.01"));
    }

    @ParameterizedTest
    @MethodSource("otherContents")
    void shouldDeriveAnotherIdFromOtherContent(String json) {
        // Given
        Event disbursed = event(DISBURSED.replace("\"eventId\":\"bof-17\",", ""));

        // Then
        Parsed parsed = EventJson.read(json, RECEIVED);
        assertThat(parsed)
                .isInstanceOfSatisfying(
                        Parsed.Ok.class,
                        ok -> assertThat(ok.event().eventId())
                                .startsWith("h-")
                                .hasSize(34)
                                .isNotEqualTo(disbursed.eventId()));
    }

    @Test
    void shouldWriteOneLineInOneOrder() {
        // Then
        assertThat(EventJson.write(event(DISBURSED))).isEqualTo(DISBURSED);
        assertThat(EventJson.write(event(CITY_TOTAL)))
                .isEqualTo(CITY_TOTAL.replace(
                        "\"enterpriseId\"", "\"recordedAt\":\"2023-02-02T09:30:00.500Z\",\"enterpriseId\""));
    }

    static Stream<Arguments> badInputs() {
        return Stream.of(shapes(), fields(), amounts(), dates(), contents()).flatMap(List::stream);
    }

    private static List<Arguments> shapes() {
        return List.of(
                arguments("", MALFORMED, "$"),
                arguments("no json", MALFORMED, "$"),
                arguments("[]", MALFORMED, "$"),
                arguments("null", MALFORMED, "$"),
                arguments(DISBURSED.substring(0, 200), MALFORMED, "$"),
                arguments(DISBURSED + DISBURSED, MALFORMED, "$"),
                arguments(DISBURSED + "x", MALFORMED, "$"),
                arguments("\uFEFF" + DISBURSED, MALFORMED, "$"),
                arguments(" ".repeat(40_000) + DISBURSED, MALFORMED, "$"),
                arguments(DISBURSED.replace("L-1", "L".repeat(5_000)), MALFORMED, "$"),
                arguments(DISBURSED.replace("\"1000000.00\"", "1".repeat(70)), MALFORMED, "$"),
                arguments(DISBURSED.replace("\"1000000.00\"", "NaN"), MALFORMED, "$"),
                arguments(DISBURSED.replace("\"L-1\"", "{\"a\":{\"b\":{\"c\":{}}}}"), MALFORMED, "$"),
                arguments(DISBURSED.replace("\"L-1\"", "[".repeat(20_000)), MALFORMED, "$"),
                arguments(DISBURSED.replace("{\"eventId\"", "{\"source\":\"a\",\"eventId\""), MALFORMED, "source"),
                arguments(
                        DISBURSED.replace("\"currency\"", "\"amount\":\"1.00\",\"currency\""),
                        MALFORMED,
                        "fact.amount.amount"),
                arguments(DISBURSED.replace("\"loanId\"", "\"type\":null,\"loanId\""), MALFORMED, "fact.type"));
    }

    private static List<Arguments> fields() {
        return List.of(
                arguments(DISBURSED.replace("bof-17", ""), INVALID_FIELD, "eventId"),
                arguments(DISBURSED.replace("\"bof-17\"", "17"), INVALID_FIELD, "eventId"),
                arguments(DISBURSED.replace("bof-17", "x".repeat(65)), INVALID_FIELD, "eventId"),
                arguments(DISBURSED.replace("bof-17", "\\ud83d"), INVALID_FIELD, "eventId"),
                arguments(DISBURSED.replace("bof-17", "\\ude80\\ud83d"), INVALID_FIELD, "eventId"),
                arguments(DISBURSED.replace("bof-17", "a\\u0000b"), INVALID_FIELD, "eventId"),
                arguments(DISBURSED.replace("bank-of-foshan", "Bank of Foshan"), INVALID_FIELD, "source"),
                arguments(DISBURSED.replace("\"source\":\"bank-of-foshan\",", ""), INVALID_FIELD, "source"),
                arguments(DISBURSED.replace("\"source\"", "\"sauce\""), INVALID_FIELD, "source"),
                arguments(DISBURSED.replace("{\"eventId\"", "{\"idCard\":\"1\",\"eventId\""), INVALID_FIELD, "idCard"),
                arguments(DISBURSED.replace("{\"eventId\"", "{\"idCard\":null,\"eventId\""), INVALID_FIELD, "idCard"),
                arguments(DISBURSED.replace("\"fact\"", "\"facts\""), INVALID_FIELD, "fact"),
                arguments(DISBURSED.replaceFirst("\"fact\":.*", "\"fact\":[{}]}"), INVALID_FIELD, "fact"),
                arguments(DISBURSED.replace("LoanDisbursed", "LoanDispersed"), INVALID_FIELD, "fact.type"),
                arguments(DISBURSED.replace("\"type\":\"LoanDisbursed\",", ""), INVALID_FIELD, "fact.type"),
                arguments(DISBURSED.replace("\"L-1\"", "true"), INVALID_FIELD, "fact.loanId"),
                arguments(DISBURSED.replace("L-1", " "), INVALID_FIELD, "fact.loanId"),
                arguments(DISBURSED.replace("L-1", "L-1　"), INVALID_FIELD, "fact.loanId"),
                arguments(DISBURSED.replace("\"loanId\"", "\"memo\":\"m\",\"loanId\""), INVALID_FIELD, "fact.memo"),
                arguments(LOAN_GRANTED.replace("\"Y2023-1\"", "null"), INVALID_FIELD, "fact.pledge.registrationNumber"),
                arguments(
                        LOAN_GRANTED.replaceFirst("\"pledge\":.*", "\"pledge\":\"none\"}}"),
                        INVALID_FIELD,
                        "fact.pledge"),
                arguments(
                        LOAN_GRANTED.replace("\"registrationNumber\"", "\"owner\":\"o\",\"registrationNumber\""),
                        INVALID_FIELD,
                        "fact.pledge.owner"),
                arguments(GRANTED.replace("high-tech-enterprise", "HIGH_TECH_ENTERPRISE"), INVALID_FIELD, "fact.kind"),
                arguments(REGISTERED.replace("C3670", "3670"), INVALID_FIELD, "fact.industry"),
                arguments(REVERSED.replace("loan:L-1", "L-1"), INVALID_FIELD, "fact.subject"),
                arguments(REVERSED.replace("loan:L-1", "loan:"), INVALID_FIELD, "fact.subject"));
    }

    private static List<Arguments> amounts() {
        return List.of(
                arguments(DISBURSED.replace("1000000.00", "0.001"), INVALID_AMOUNT, "fact.amount.amount"),
                arguments(DISBURSED.replace("\"1000000.00\"", "0.001"), INVALID_AMOUNT, "fact.amount.amount"),
                arguments(DISBURSED.replace("\"1000000.00\"", "1e-999999999"), INVALID_AMOUNT, "fact.amount.amount"),
                arguments(DISBURSED.replace("\"1000000.00\"", "1e999999999"), INVALID_AMOUNT, "fact.amount.amount"),
                arguments(DISBURSED.replace("\"1000000.00\"", "1e2147483647"), INVALID_AMOUNT, "fact.amount.amount"),
                arguments(DISBURSED.replace("1000000.00", "-5.00"), INVALID_AMOUNT, "fact.amount.amount"),
                arguments(DISBURSED.replace("1000000.00", "0"), INVALID_AMOUNT, "fact.amount.amount"),
                arguments(DISBURSED.replace("1000000.00", "1,000,000.00"), INVALID_AMOUNT, "fact.amount.amount"),
                arguments(DISBURSED.replace("1000000.00", "100万元"), INVALID_AMOUNT, "fact.amount.amount"),
                arguments(DISBURSED.replace("1000000.00", "１００"), INVALID_AMOUNT, "fact.amount.amount"),
                arguments(DISBURSED.replace("1000000.00", ""), INVALID_AMOUNT, "fact.amount.amount"),
                arguments(DISBURSED.replace("1000000.00", "10000000000000.01"), INVALID_AMOUNT, "fact.amount.amount"),
                arguments(DISBURSED.replace("1000000.00", "9".repeat(30)), INVALID_AMOUNT, "fact.amount.amount"),
                arguments(DISBURSED.replace("\"amount\":\"1000000.00\",", ""), INVALID_FIELD, "fact.amount.amount"),
                arguments(DISBURSED.replace(",\"currency\":\"CNY\"", ""), INVALID_FIELD, "fact.amount.currency"),
                arguments(
                        DISBURSED.replace("{\"amount\":\"1000000.00\",\"currency\":\"CNY\"}", "\"1000000.00\""),
                        INVALID_FIELD,
                        "fact.amount"),
                arguments(DISBURSED.replace("\"CNY\"", "\"USD\""), FOREIGN_CURRENCY, "fact.amount.currency"),
                arguments(DISBURSED.replace("\"CNY\"", "\"CNY\",\"unit\":\"万元\""), INVALID_FIELD, "fact.amount.unit"),
                arguments(LOAN_GRANTED.replace("2500000.5", "-1"), INVALID_AMOUNT, "fact.pledge.securedAmount.amount"),
                arguments(CITY_TOTAL.replace("10300", "1.5"), INVALID_AMOUNT, "fact.total"),
                arguments(CITY_TOTAL.replace("10300", "\"10300\""), INVALID_AMOUNT, "fact.total"),
                arguments(CITY_TOTAL.replace("10300", "1e30"), INVALID_AMOUNT, "fact.total"),
                arguments(CITY_TOTAL.replace("10300", "-1"), INVALID_AMOUNT, "fact.total"));
    }

    private static List<Arguments> dates() {
        return List.of(
                arguments(DISBURSED.replace("2023-01-31", "20230-01-31"), INVALID_DATE, "occurredOn"),
                arguments(DISBURSED.replace("2023-01-31", "+20230-01-31"), INVALID_DATE, "occurredOn"),
                arguments(DISBURSED.replace("2023-01-31", "2023-02-29"), INVALID_DATE, "occurredOn"),
                arguments(DISBURSED.replace("2023-01-31", "2023-13-01"), INVALID_DATE, "occurredOn"),
                arguments(DISBURSED.replace("2023-01-31", "2023-1-31"), INVALID_DATE, "occurredOn"),
                arguments(DISBURSED.replace("2023-01-31", "2023/01/31"), INVALID_DATE, "occurredOn"),
                arguments(DISBURSED.replace("2023-01-31", "２０２３-01-31"), INVALID_DATE, "occurredOn"),
                arguments(DISBURSED.replace("2023-01-31", "2023-01-31T00:00:00Z"), INVALID_DATE, "occurredOn"),
                arguments(DISBURSED.replace("\"2023-01-31\"", "20230131"), INVALID_DATE, "occurredOn"),
                arguments(DISBURSED.replace("2023-01-31", "1900-01-31"), INVALID_DATE, "occurredOn"),
                arguments(DISBURSED.replace("2023-01-31", "2200-01-01"), INVALID_DATE, "occurredOn"),
                arguments(DISBURSED.replace("\"occurredOn\":\"2023-01-31\",", ""), INVALID_FIELD, "occurredOn"),
                arguments(DISBURSED.replace("2023-02-01T08:00:00Z", "2023-02-01"), INVALID_DATE, "recordedAt"),
                arguments(DISBURSED.replace("2023-02-01T08:00:00Z", "2023-02-01T08:00:00"), INVALID_DATE, "recordedAt"),
                arguments(DISBURSED.replace("\"2023-02-01T08:00:00Z\"", "1675238400000"), INVALID_DATE, "recordedAt"),
                arguments(DISBURSED.replace("2023-02-01T", "+20230-02-01T"), INVALID_DATE, "recordedAt"),
                arguments(GRANTED.replace("2026-12-28", "2023-12-28"), INVALID_DATE, "fact.validTo"),
                arguments(GRANTED.replace("\"2026-12-28\"", "\"never\""), INVALID_DATE, "fact.validTo"));
    }

    private static List<Arguments> contents() {
        return List.of(
                arguments(DISBURSED.replace("Y43", "Y44"), INVALID_CREDIT_CODE, "enterpriseId"),
                arguments(DISBURSED.replace("91350100M000100Y43", "440600"), INVALID_CREDIT_CODE, "enterpriseId"),
                arguments(CITY_TOTAL.replace("440600", "440100"), INVALID_CREDIT_CODE, "enterpriseId"),
                arguments(REGISTERED.replace("nanhai", "tianhe"), UNKNOWN_PARK, "fact.park"),
                arguments(LOAN_GRANTED.replace("ip-pledge-loan", "free-loan"), UNKNOWN_LOAN_PRODUCT, "fact.product"));
    }

    @ParameterizedTest
    @MethodSource("badInputs")
    void shouldSayWhatIsWrongAndWhere(String json, RejectionReason reason, String field) {
        // When
        Parsed parsed = reader.json(json, streamOf(json), RECEIVED);

        // Then
        assertThat(violations(parsed))
                .first()
                .satisfies(first -> assertThat(first.message()).isNotBlank().hasSizeLessThan(700))
                .extracting(Violation::reason, Violation::field)
                .containsExactly(reason, field);
    }

    @Test
    void shouldNameTheYearThatIsTooLong() {
        // When
        Parsed parsed = EventJson.read(DISBURSED.replace("2023-01-31", "20230-01-31"), RECEIVED);

        // Then
        assertThat(violations(parsed))
                .containsExactly(new Violation(
                        INVALID_DATE, "occurredOn", "must have a year of four digits, such as 2023-01-31"));
    }

    @Test
    void shouldRefuseAFactOfAnotherStream() {
        // When
        Parsed parsed = reader.json(DISBURSED, EventStream.TRADE_FAIRS, RECEIVED);

        // Then
        assertThat(violations(parsed)).extracting(Violation::reason).containsExactly(WRONG_STREAM);
    }

    @Test
    void shouldSayAllThatIsWrongAtOnce() {
        // Given
        String json = DISBURSED
                .replace("\"source\":\"bank-of-foshan\",", "")
                .replace("2023-01-31", "yesterday")
                .replace("1000000.00", "much")
                .replace("\"loanId\"", "\"loan\"");

        // Then
        assertThat(violations(EventJson.read(json, RECEIVED)))
                .extracting(Violation::field)
                .containsExactly("source", "occurredOn", "fact.loanId", "fact.amount.amount", "fact.loan");
    }

    @Test
    void shouldNotAnswerAHostileEventAtLength() {
        // Given
        StringBuilder hostile = new StringBuilder("{");
        for (int i = 0; i < 1_000; i++) {
            hostile.append("\"p").append(i).append("\":1,");
        }
        String json = hostile + DISBURSED.substring(1);

        // Then
        assertThat(violations(EventJson.read(json, RECEIVED))).hasSize(20);
    }

    @Test
    void shouldReadUtf8AndNothingElse() {
        // Given
        byte[] utf8 = REGISTERED.getBytes(StandardCharsets.UTF_8);
        byte[] utf16 = REGISTERED.getBytes(StandardCharsets.UTF_16);
        byte[] broken = REGISTERED.replace("佛", "?").getBytes(StandardCharsets.UTF_8);
        broken[new String(broken, StandardCharsets.ISO_8859_1).indexOf('?')] = (byte) 0xC3;

        // Then
        assertThat(reader.json(utf8, EventStream.REGISTRATIONS, RECEIVED)).isEqualTo(new Parsed.Ok(event(REGISTERED)));
        assertThat(violations(EventJson.read(utf16, RECEIVED)))
                .extracting(Violation::reason)
                .containsExactly(MALFORMED);
        assertThat(violations(EventJson.read(broken, RECEIVED)))
                .containsExactly(new Violation(MALFORMED, "$", "must be encoded in UTF-8"));
    }

    @Test
    void shouldNotEvenDecodeWhatIsFarTooLong() {
        // Given
        byte[] long50Megabytes = new byte[50_000_000];

        // Then
        assertThat(violations(EventJson.read(long50Megabytes, RECEIVED)))
                .extracting(Violation::reason)
                .containsExactly(MALFORMED);
    }

    private Event event(String json) {
        Parsed parsed = reader.json(json, streamOf(json), RECEIVED);
        assertThat(parsed).isInstanceOf(Parsed.Ok.class);
        return ((Parsed.Ok) parsed).event();
    }

    private static List<Violation> violations(Parsed parsed) {
        assertThat(parsed).isInstanceOf(Parsed.Rejected.class);
        return ((Parsed.Rejected) parsed).violations();
    }

    private static EventStream streamOf(String json) {
        if (json.contains("\"Registered\"")) {
            return EventStream.REGISTRATIONS;
        }
        return json.contains("-stb") ? EventStream.CERTIFICATIONS : EventStream.LOANS;
    }
}
