package org.zonepulse.sandbox.referenceyear;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.event.Money;

/**
 * A trade fair that enterprises of the zone exhibited at.
 *
 * @param name as its organiser names it
 * @param organiser who publishes what happened there
 * @param first its first day
 * @param last its last day
 * @param industries GB/T 4754 prefixes of those who exhibit
 * @param participants how many exhibit
 * @param standing amount of the intended orders that stand on the last day of the year; null if it is left to chance
 * @param clients how many intended clients were met; null if it is left to chance
 */
record Fair(
        String name,
        Source organiser,
        LocalDate first,
        LocalDate last,
        List<String> industries,
        int participants,
        @Nullable Money standing,
        @Nullable Integer clients) {

    private static final String FRANKFURT = "17th Frankfurt Auto Parts Exhibition (Shenzhen Special Exhibition)";
    private static final String COLOGNE = "2023 Cologne Dental Exhibition (Germany)";

    private static final int FIRST_YEAR = 2016;
    /** The year without fairs in spring. */
    private static final int YEAR_OF_THE_EPIDEMIC = 2020;

    private static final int DAYS = 4;

    Fair {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(organiser, "organiser");
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(last, "last");
        industries = List.copyOf(industries);
    }

    /** All fairs: those whose figures were published, and invented ones in the years before. */
    static List<Fair> all(PublishedFigures published, Draw draw) {
        List<Fair> fairs = new ArrayList<>();
        for (int year = FIRST_YEAR; year <= ReferenceYear.AS_OF.getYear(); year++) {
            if (year != YEAR_OF_THE_EPIDEMIC) {
                fairs.add(invented(
                        year + " Pearl Delta New Materials Fair",
                        new Source("pearl-delta-fairs", "pdf"),
                        LocalDate.of(year, 4, draw.between(5, 20)),
                        List.of("C26", "C29", "C30", "C32", "C33", "C21"),
                        draw.between(80, 170)));
            }
            fairs.add(invented(
                    year + " Lingnan Intelligent Equipment Expo",
                    new Source("lingnan-expo", "lie"),
                    LocalDate.of(year, 9, draw.between(5, 20)),
                    List.of("C34", "C35", "C38", "C40", "I65"),
                    draw.between(110, 230)));
            fairs.add(invented(
                    year + " South Harbour Home Appliances Show",
                    new Source("south-harbour-shows", "shs"),
                    LocalDate.of(year, 11, draw.between(5, 20)),
                    List.of("C38", "C39", "C33", "C21"),
                    draw.between(90, 180)));
        }
        fairs.add(frankfurt(published));
        fairs.add(cologne(published));
        return fairs;
    }

    private static Fair invented(
            String name, Source organiser, LocalDate first, List<String> industries, int participants) {
        return new Fair(name, organiser, first, first.plusDays(DAYS - 1), industries, participants, null, null);
    }

    private static Fair frankfurt(PublishedFigures published) {
        String scope = "fair:" + FRANKFURT;
        return new Fair(
                FRANKFURT,
                new Source("frankfurt-exhibitions", "fra"),
                LocalDate.of(2023, 2, 15),
                LocalDate.of(2023, 2, 18),
                List.of("C36", "C38", "C39", "C29", "C34"),
                Scenario.count(published.figure("fair-participants", scope)),
                Scenario.amount(published.figure("intended-orders", scope)),
                null);
    }

    private static Fair cologne(PublishedFigures published) {
        String scope = "fair:" + COLOGNE;
        return new Fair(
                COLOGNE,
                new Source("cologne-exhibitions", "cgn"),
                LocalDate.of(2023, 3, 14),
                LocalDate.of(2023, 3, 18),
                List.of("C358", "C277"),
                Scenario.count(published.figure("fair-participants", scope)),
                null,
                Scenario.count(published.figure("intended-clients", scope)));
    }
}
