package org.zonepulse.ledger.kpi;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.measure.Series;

/**
 * A series in a month: what daily flows are kept and published by.
 *
 * @param series the series
 * @param month months since year 0: year x 12 + month of year - 1
 */
public record MonthKey(Series series, int month) {
    public MonthKey {
        Objects.requireNonNull(series, "series");
    }

    @Override
    public int hashCode() {
        return 31 * series.hashCode() + month;
    }

    /** The key of the month that a day (since 1970-01-01) lies in. */
    public static MonthKey of(Series series, int day) {
        return new MonthKey(series, monthOf(LocalDate.ofEpochDay(day)));
    }

    /** The number of the month that a date lies in. */
    public static int monthOf(LocalDate date) {
        return date.getYear() * 12 + date.getMonthValue() - 1;
    }

    /** Reads the form that {@link #toString} writes; null if it is none, or the measure is unknown. */
    public static @Nullable MonthKey parse(String text) {
        int slash = text.lastIndexOf('/');
        Series series = slash < 0 ? null : Series.parse(text.substring(0, slash));
        if (series == null) {
            return null;
        }
        try {
            return new MonthKey(
                    series, monthOf(YearMonth.parse(text.substring(slash + 1)).atDay(1)));
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** The month as the calendar has it. */
    public YearMonth yearMonth() {
        return YearMonth.of(Math.floorDiv(month, 12), Math.floorMod(month, 12) + 1);
    }

    /** Such as {@code loan-balance@park:nanhai/2023-04}: the key of the topic of daily flows. */
    @Override
    public String toString() {
        return series + "/" + yearMonth();
    }
}
