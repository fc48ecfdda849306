package org.zonepulse.feed.http;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The answers' shapes, for the description alone: they are written field by field. */
final class Shapes {

    private Shapes() {}

    @Schema(name = "Cut", description = "The publication that an answer is of", nullable = true)
    record Cut(
            @Schema(example = "57", description = "1, 2, 3, … without gaps")
            long number,

            @Schema(example = "2023-12-31T15:59:59.123Z") String publishedAt,

            @Schema(example = "2023-12-31", description = "The open business day", nullable = true) @Nullable String businessDay) {}

    @Schema(name = "Input", description = "How far one partition of the events is included")
    record Input(
            @Schema(example = "zone.loans.v1") String topic,
            @Schema(example = "5") int partition,

            @Schema(example = "1042", description = "Of the first record that is not included")
            long nextOffset,

            @Schema(description = "SHA-256 chained over the records before, as hexadecimal text")
            String digest) {}

    @Schema(name = "Value", description = """
                    The value of a KPI. Amounts are exact decimal text in major units. The fields from `before` on are there where it is \
                    compared with the same day a year earlier""")
    record Value(
            @Schema(example = "loan-balance") String measure,
            @Schema(example = "park:nanhai") String scope,

            @Schema(
                    example = "money",
                    description = "enterprises, certificates, clients, products, transitions, months, money, ratio")
            String unit,

            @Schema(example = "stock", description = "stock, flow, distinct, ratio, median, count-of-scopes")
            String kind,

            @Schema(example = "19346000000.00", nullable = true, description = "null where the measure has no value")
            @Nullable String amount,

            @Schema(example = "CNY", nullable = true, description = "Of money alone") @Nullable String currency,

            @Schema(nullable = true, description = "Of ratios alone") @Nullable String numerator,

            @Schema(nullable = true, description = "Of ratios alone") @Nullable String denominator,

            @Schema(nullable = true, example = "17100000000.00") @Nullable String before,

            @Schema(nullable = true, example = "2246000000.00") @Nullable String difference,

            @Schema(nullable = true, example = "13.1", description = "null where it was 0") @Nullable String percent,

            @Schema(nullable = true, description = "Percentage points, of ratios alone") @Nullable String points) {}

    @Schema(name = "Values")
    record Values(
            @Nullable Cut cut,
            @Nullable List<Input> inputs,

            @Schema(example = "2023-12-31", nullable = true) @Nullable String asOf,

            List<Value> values) {}

    @Schema(name = "Measure", description = "What is measured")
    record Measured(
            @Schema(example = "loan-balance") String id,
            String nameEn,
            String nameZh,
            String definitionEn,
            String definitionZh,
            String unit,
            String kind,
            @Schema(example = "[\"zone\", \"park\"]") List<String> scopeKinds) {}

    @Schema(name = "OneValue")
    record OneValue(
            @Nullable Cut cut,
            @Nullable List<Input> inputs,
            @Nullable String asOf,
            Measured definition,
            Value value) {}

    @Schema(name = "Point", description = "One period of a history")
    record Point(
            @Schema(example = "2023-12-31", description = "Its last day")
            String date,

            @Schema(nullable = true, description = "The value at the end of that day") @Nullable String amount,

            @Schema(
                    nullable = true,
                    description = "What was added within the period; null where a formula gives the value")
            @Nullable String flow) {}

    @Schema(name = "History")
    record History(
            @Nullable Cut cut,
            String measure,
            String scope,
            String unit,
            String from,
            String to,
            String by,
            List<Point> points) {}

    @Schema(name = "Growth")
    record Growth(@Nullable Cut cut, String asOf, List<AtStage> stages, List<Transition> transitions) {}

    @Schema(name = "AtStage", description = "Enterprises at a stage")
    record AtStage(@Schema(example = "high-tech") String stage, String nameEn, String nameZh, String enterprises) {}

    @Schema(name = "Transition", description = "Steps from one stage to another")
    record Transition(String from, String to, String count, Months months) {}

    @Schema(name = "Months", description = "Completed months that first arrivals from below took")
    record Months(
            @Nullable String median,

            @Schema(description = "Nine of ten were faster, or as fast") @Nullable String p90,

            List<Bucket> buckets) {}

    @Schema(name = "Bucket")
    record Bucket(int months, String count) {}

    @Schema(name = "Catalogue")
    record Catalogue(@Nullable Cut cut, List<Measured> measures) {}

    @Schema(name = "Named")
    record Named(String id, String nameEn, String nameZh) {}

    @Schema(name = "Park")
    record Park(String id, String nameEn, String nameZh, String divisionCode) {}

    @Schema(name = "City")
    record City(String divisionCode, String nameEn, String nameZh) {}

    @Schema(name = "Zone")
    record Zone(
            @Nullable Cut cut,
            String id,
            String nameEn,
            String nameZh,
            City city,
            String timeZone,
            String currency,
            List<Park> parks,
            List<Named> industries,
            List<Named> loanProducts) {}

    @Schema(name = "Scope")
    record Scope(
            @Schema(example = "park:nanhai") String scope,
            @Schema(example = "park") String kind,
            String nameEn,
            String nameZh) {}

    @Schema(name = "Scopes")
    record Scopes(@Nullable Cut cut, List<Scope> scopes) {}

    @Schema(name = "LatestCut")
    record LatestCut(@Nullable Cut cut, List<Input> inputs, int changedValues, int changedMonths) {}

    @Schema(name = "PastCut")
    record PastCut(
            long number,
            String publishedAt,
            @Nullable String businessDay,
            int changedValues,
            int changedMonths,
            List<Input> inputs) {}

    @Schema(name = "Cuts")
    record Cuts(
            @Nullable Cut cut,
            List<PastCut> cuts,

            @Schema(nullable = true, description = "before of the next page; null on the last") @Nullable String next) {}

    @Schema(name = "EventReference")
    record EventReference(String source, String eventId) {}

    @Schema(name = "Finding")
    record Finding(
            @Schema(example = "LOAN_OVERDRAWN") String code,
            String textEn,
            String textZh,
            List<EventReference> events) {}

    @Schema(name = "Anomaly")
    record Anomaly(
            String enterpriseId,
            @Schema(example = "loan:L-2023-0001") String subject,
            List<Finding> findings) {}

    @Schema(name = "Anomalies")
    record Anomalies(
            @Nullable Cut cut,
            List<Anomaly> anomalies,

            @Schema(nullable = true, description = "after of the next page; null on the last") @Nullable String next) {}

    @Schema(name = "PartitionLag")
    record PartitionLag(
            String topic,
            int partition,
            long nextOffset,
            long endOffset,

            @Schema(description = "Records that the cut doesn't include")
            long behind) {}

    @Schema(name = "Quality")
    record Quality(
            @Nullable Cut cut,
            int openAnomalies,
            Map<String, Long> anomaliesByCode,

            @Schema(description = "Those that are still open")
            long deadLetters,

            Map<String, Long> deadLettersByReason,

            @Schema(description = "false while letters of before the start are still being counted")
            boolean deadLettersComplete,

            long lastCut,
            long recordsBehind,
            List<PartitionLag> lag) {}

    @Schema(name = "Problem", description = "Why something can't be answered (RFC 9457)")
    record Problem(
            @Schema(
                    example = "urn:zonepulse:problem:bad-parameter",
                    description = "Doesn't change; the other texts are for people")
            String type,

            @Schema(example = "A parameter can't be understood")
            String title,

            @Schema(example = "400") int status,
            @Schema(example = "measure is 'loans'") String detail,
            String remedy,

            @Schema(nullable = true, description = "What would be possible") @Nullable List<String> possible) {}

    @Schema(name = "Contributor")
    record Contributor(
            String enterpriseId,

            @Schema(nullable = true, description = "On the day") @Nullable String name,

            @Schema(example = "5000000.00") String contribution) {}

    @Schema(name = "Sum", description = "What a figure is computed from")
    record Sum(String measure, String scope, String total, long count) {}

    @Schema(name = "Missing", description = "Why enterprises are left out, or told of twice")
    record Missing(List<Map<String, String>> instances, List<Integer> partitions, List<Integer> partitionsTwice) {}

    @Schema(name = "Contributors")
    record Contributors(
            @Nullable Cut cut,
            String measure,
            String scope,
            String asOf,

            @Schema(
                    description =
                            "The measure that contributions are of: the figure's own, or of what its formula counts")
            String listedMeasure,

            String unit,

            @Schema(nullable = true, description = "Of money alone") @Nullable String currency,

            @Schema(description = "Of all enterprises") String total,

            @Schema(description = "Enterprises with a contribution")
            long count,

            List<Contributor> enterprises,
            List<Sum> sums,
            boolean incomplete,
            @Nullable Missing missing,

            @Schema(description = "Whether events were read meanwhile")
            boolean movedOn,

            @Schema(description = "How far the stores had read the events")
            List<Input> storeInputs) {}

    @Schema(name = "Dated")
    record Dated(
            @Schema(example = "2023-06-01") String date,
            @Schema(example = "LoanDisbursed") String type,
            @Schema(example = "loan:L-2023-0001") String subject,
            String textEn,
            String textZh,
            String source,
            String eventId,
            @Nullable String amount,
            @Nullable String currency,

            @Schema(example = "counts", description = "counts, reversed, contradicted, set-aside")
            String standing) {}

    @Schema(name = "Enterprise")
    record Enterprise(
            @Nullable Cut cut,
            String enterpriseId,
            @Nullable String asOf,
            @Nullable String name,
            @Schema(description = "name, from, until") List<Map<String, String>> names,

            @Schema(description = "park, industry, from, until")
            List<Map<String, String>> places,

            @Nullable String deregisteredOn,
            @Schema(description = "stage, from, until") List<Map<String, String>> stages,

            @Schema(description = "kind, kindEn, kindZh, number, from, until, inForce")
            List<Map<String, Object>> certificates,

            @Schema(description = "loan, product, bank, granted, disbursed, repaid, writtenOff, balance")
            List<Map<String, String>> loans,

            @Schema(description = "fair, attended, clients") List<Map<String, Object>> fairs,

            @Schema(description = "order, fair, signed, converted, cancelled, balance")
            List<Map<String, Object>> orders,

            @Schema(description = "subject, findings") List<Map<String, Object>> anomalies,
            @Schema(description = "measure, scope, amount") List<Map<String, String>> contributions,
            List<Dated> timeline,

            @Schema(description = "How far the store had read the events")
            List<Input> storeInputs) {}
}
