package org.zonepulse.feed;

import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zonepulse.avrocodec.AvroRecordDecoder;
import org.zonepulse.avrocodec.Decoded;
import org.zonepulse.avrocodec.SchemaRegistry;
import org.zonepulse.ledger.kpi.Kpi;
import org.zonepulse.ledger.kpi.MonthFlows;
import org.zonepulse.ledger.kpi.MonthKey;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Scope;
import org.zonepulse.ledger.measure.Series;
import org.zonepulse.schemas.kpi.Cut;
import org.zonepulse.schemas.kpi.DayFlow;
import org.zonepulse.schemas.kpi.KpiValue;

/** Reads the records that make up a cut. */
final class PublicationDecoder {

    private final AvroRecordDecoder<KpiValue> values;
    private final AvroRecordDecoder<org.zonepulse.schemas.kpi.MonthFlows> months;
    private final AvroRecordDecoder<Cut> cuts;

    PublicationDecoder(SchemaRegistry registry) {
        values = AvroRecordDecoder.of(KpiValue.class, registry);
        months = AvroRecordDecoder.of(org.zonepulse.schemas.kpi.MonthFlows.class, registry);
        cuts = AvroRecordDecoder.of(Cut.class, registry);
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
                .map(input -> new PublishedCut.Input(input.getTopic(), input.getPartition(), input.getNextOffset()))
                .toList();
        return new Publication.OfCut(new PublishedCut(
                cut.getNumber(),
                cut.getPublishedAt(),
                cut.getBusinessDay(),
                inputs,
                cut.getChangedValues(),
                cut.getChangedMonths()));
    }

    /** A newer service may publish measures that this version has never heard of. */
    private static @Nullable Series series(String measureId, String scopeText) {
        Measure measure = Measure.byId(measureId);
        Scope scope = Scope.parse(scopeText);
        return measure == null || scope == null ? null : new Series(measure, scope);
    }

    /** The pipeline alone writes these topics: what can't be read is no bad input but a failure. */
    private static <T> T ok(Decoded<T> decoded) {
        return switch (decoded) {
            case Decoded.Ok<T> ok -> ok.value();
            case Decoded.Rejected<T> bad ->
                throw new IllegalStateException("a published record can't be read: " + bad.message());
        };
    }
}
