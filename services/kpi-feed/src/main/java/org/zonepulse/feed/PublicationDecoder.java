package org.zonepulse.feed;

import java.nio.ByteBuffer;
import java.time.YearMonth;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zonepulse.avrocodec.AvroRecordDecoder;
import org.zonepulse.avrocodec.Decoded;
import org.zonepulse.avrocodec.RegistryUnavailableException;
import org.zonepulse.avrocodec.SchemaRegistry;
import org.zonepulse.avrocodec.UndecodableReason;
import org.zonepulse.ledger.kpi.Kpi;
import org.zonepulse.ledger.kpi.MonthFlows;
import org.zonepulse.ledger.kpi.MonthKey;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Scope;
import org.zonepulse.ledger.measure.Series;
import org.zonepulse.schemas.anomaly.Anomaly;
import org.zonepulse.schemas.anomaly.Finding;
import org.zonepulse.schemas.kpi.Cut;
import org.zonepulse.schemas.kpi.DayFlow;
import org.zonepulse.schemas.kpi.KpiValue;

/** Reads the records that make up a cut, and those that come beside it. */
final class PublicationDecoder {

    private final AvroRecordDecoder<KpiValue> values;
    private final AvroRecordDecoder<org.zonepulse.schemas.kpi.MonthFlows> months;
    private final AvroRecordDecoder<Cut> cuts;
    private final AvroRecordDecoder<Anomaly> anomalies;

    PublicationDecoder(SchemaRegistry registry) {
        values = AvroRecordDecoder.of(KpiValue.class, registry);
        months = AvroRecordDecoder.of(org.zonepulse.schemas.kpi.MonthFlows.class, registry);
        cuts = AvroRecordDecoder.of(Cut.class, registry);
        anomalies = AvroRecordDecoder.of(Anomaly.class, registry);
    }

    Publication.OfValue value(byte[] bytes) {
        KpiValue value = ok(values.decode(bytes));
        Series series = series(value.getMeasure(), value.getScope());
        Kpi kpi = series == null
                ? null
                : new Kpi(series, value.getAmount(), value.getNumerator(), value.getDenominator());
        return new Publication.OfValue(value.getCut(), kpi, value.getCurrency());
    }

    Publication.OfMonth month(byte[] bytes) {
        org.zonepulse.schemas.kpi.MonthFlows month = ok(months.decode(bytes));
        Series series = series(month.getMeasure(), month.getScope());
        MonthFlows flows = new MonthFlows();
        for (DayFlow day : month.getDays()) {
            flows.add(day.getDay(), day.getAmount());
        }
        MonthKey key = series == null
                ? null
                : new MonthKey(
                        series,
                        MonthKey.monthOf(YearMonth.parse(month.getMonth()).atDay(1)));
        return new Publication.OfMonth(month.getCut(), key, flows);
    }

    Publication.OfCut cut(byte[] bytes) {
        Cut cut = ok(cuts.decode(bytes));
        List<PublishedCut.Input> inputs = cut.getInputs().stream()
                .map(input -> new PublishedCut.Input(
                        input.getTopic(), input.getPartition(), input.getNextOffset(), hex(input.getDigest())))
                .toList();
        return new Publication.OfCut(new PublishedCut(
                cut.getNumber(),
                cut.getPublishedAt(),
                cut.getBusinessDay(),
                inputs,
                cut.getChangedValues(),
                cut.getChangedMonths()));
    }

    OpenAnomaly anomaly(byte[] bytes) {
        Anomaly anomaly = ok(anomalies.decode(bytes));
        return new OpenAnomaly(
                anomaly.getEnterpriseId(),
                anomaly.getSubject(),
                anomaly.getFindings().stream().map(PublicationDecoder::finding).toList());
    }

    private static OpenAnomaly.Finding finding(Finding finding) {
        return new OpenAnomaly.Finding(
                finding.getCode(),
                finding.getEvents().stream()
                        .map(event -> new OpenAnomaly.EventReference(event.getSource(), event.getEventId()))
                        .toList());
    }

    private static String hex(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return HexFormat.of().formatHex(copy);
    }

    /** A newer service may publish measures that this version has never heard of. */
    private static @Nullable Series series(String measureId, String scopeText) {
        Measure measure = Measure.byId(measureId);
        Scope scope = Scope.parse(scopeText);
        return measure == null || scope == null ? null : new Series(measure, scope);
    }

    /**
     * The pipeline alone writes these topics, with schemas that it registers first: what can't be read is no bad input but a
     * failure, and a registry that doesn't know the schema has not read all of its own yet.
     */
    private static <T> T ok(Decoded<T> decoded) {
        return switch (decoded) {
            case Decoded.Ok<T> ok -> ok.value();
            case Decoded.Rejected<T> unknown
            when unknown.reason() == UndecodableReason.UNKNOWN_SCHEMA_ID ->
                throw new RegistryUnavailableException(unknown.message(), null);
            case Decoded.Rejected<T> bad ->
                throw new IllegalStateException("a published record can't be read: " + bad.message());
        };
    }
}
