package org.zonepulse.kpi.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.zonepulse.ledger.kpi.FlowBook;
import org.zonepulse.ledger.kpi.MonthFlows;
import org.zonepulse.ledger.kpi.MonthKey;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Scope;
import org.zonepulse.ledger.measure.Series;

/** Whatever came out of the changelog, and in however many goes, the sums are those of what is there now. */
class CutStoreTest {

    private static final Series ZONE = new Series(Measure.LOAN_BALANCE, Scope.ZONE);
    private static final MonthKey CARS = month("nanhai", "C36", 24_000);
    private static final byte[] NONSENSE = "nonsense".getBytes(StandardCharsets.UTF_8);

    private final CutStore.Content content = new CutStore.Content("cuts");

    private static MonthKey month(String park, String industry, int month) {
        return new MonthKey(new Series(Measure.LOAN_BALANCE, Scope.parkIndustry(park, industry)), month);
    }

    private static MonthFlows flows(int day, long amount) {
        MonthFlows flows = new MonthFlows();
        flows.add(day, amount);
        return flows;
    }

    private void restore(Bytes key, @Nullable MonthFlows flows) {
        content.restore(key.get(), flows == null ? null : StateBytes.of(flows));
    }

    private static long zone(FlowBook book) {
        MonthFlows flows = book.months(ZONE).get(24_000);
        return flows == null ? 0 : flows.sum();
    }

    @Test
    void shouldSumWhatIsThereNow() {
        // Given
        Random random = new Random(1);
        Map<Bytes, MonthFlows> last = new HashMap<>();

        // When: months are said anew and forgotten, in any order
        for (int i = 0; i < 2_000; i++) {
            Bytes key = StoreKey.of(
                    random.nextInt(8),
                    month(
                            random.nextBoolean() ? "nanhai" : "shunde",
                            "C" + (30 + random.nextInt(3)),
                            24_000 + random.nextInt(2)));
            MonthFlows flows = flows(1 + random.nextInt(MonthFlows.DAYS), random.nextInt(100) - 50);
            if (flows.isEmpty() || random.nextInt(4) == 0) {
                restore(key, null);
                last.remove(key);
            } else {
                restore(key, flows);
                last.put(key, flows);
            }
        }

        // Then
        CutStore.Content cold = new CutStore.Content("cuts");
        last.forEach((key, flows) -> cold.restore(key.get(), StateBytes.of(flows)));
        assertThat(last).isNotEmpty();
        assertThat(zone(content.flows())).isNotZero();
        assertThat(all(content.flows())).isEqualTo(all(cold.flows()));
        assertThat(last)
                .allSatisfy((key, flows) ->
                        assertThat(StateBytes.flows(present(key))).isEqualTo(flows));
        assertThat(content.approximateNumEntries()).isEqualTo(last.size());
    }

    private byte[] present(Bytes key) {
        byte[] value = content.get(key);
        return value == null ? new byte[0] : value;
    }

    /** By series and month; those that have come to nothing are as good as not there. */
    private static Map<String, MonthFlows> all(FlowBook book) {
        Map<String, MonthFlows> all = new TreeMap<>();
        for (Series series : book.series()) {
            book.months(series).forEach((month, flows) -> {
                if (!flows.isEmpty()) {
                    all.put(series + "/" + month, flows);
                }
            });
        }
        return all;
    }

    @Test
    void shouldNotGoOnFromWhatItCannotReadUntilThatIsOver() {
        // Given
        Bytes key = StoreKey.of(3, CARS);
        restore(StoreKey.of(4, CARS), flows(2, 10));
        restore(key, flows(1, 5));

        for (@Nullable MonthFlows mended : new @Nullable MonthFlows[] {flows(1, 7), null}) {
            // When
            content.restore(key.get(), NONSENSE);

            // Then
            assertThatThrownBy(content::flows).isInstanceOf(IllegalStateException.class);

            // When
            restore(key, mended);

            // Then
            assertThat(zone(content.flows())).isEqualTo(mended == null ? 10 : 17);
        }
    }

    @Test
    void shouldNotMindWhatIsNoneOfOurs() {
        // Given
        restore(StoreKey.of(4, CARS), flows(2, 10));
        List<String> foreign =
                List.of("", "F", "Fnonsense", "F1\u0001loan-balance\u0001zone\u0001-1", "Inonsense", "x");

        // When
        foreign.forEach(key -> content.restore(key.getBytes(StandardCharsets.UTF_8), NONSENSE));

        // Then
        assertThat(zone(content.flows())).isEqualTo(10);
    }

    @Test
    void shouldRefuseWhatOnlyALaterReleaseKnows() {
        // Given
        byte[] key = "F1\u0001later-measure\u0001zone\u000124000".getBytes(StandardCharsets.UTF_8);

        // When
        content.restore(key, StateBytes.of(flows(1, 1)));

        // Then
        assertThatThrownBy(content::flows).hasMessageContaining("later-measure");

        // When
        content.restore(key, null);

        // Then
        assertThat(content.flows().series()).isEmpty();
    }

    @Test
    void shouldBeEmptyAfterItWasClosed() {
        // Given
        restore(StoreKey.of(4, CARS), flows(2, 10));
        content.restore(StoreKey.of(3, CARS).get(), NONSENSE);

        // When
        content.close();
        restore(StoreKey.of(4, CARS), flows(2, 3));

        // Then
        assertThat(zone(content.flows())).isEqualTo(3);
        assertThat(content.get(StoreKey.of(3, CARS))).isNull();
    }
}
