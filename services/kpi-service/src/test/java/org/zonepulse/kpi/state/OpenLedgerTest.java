package org.zonepulse.kpi.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.zonepulse.ledger.row.RowKey;
import org.zonepulse.testkit.CreditCodes;

/** Enterprises of before are found by who asks, some at a time, and those that come meanwhile are among them. */
class OpenLedgerTest {

    private static final int ENTERPRISES = 25;

    private final KeyValueStore<Bytes, byte[]> store =
            Stores.inMemoryKeyValueStore("ledger").get();

    private void put(int enterprise) {
        String id = CreditCodes.of(enterprise);
        store.put(StoreKey.of(RowKey.profile(id)), new byte[0]);
        store.put(StoreKey.of(RowKey.certificates(id)), new byte[0]);
    }

    @Test
    void shouldFindAllOfBeforeSomeAtATime() throws Exception {
        // Given
        for (int i = 0; i < ENTERPRISES; i++) {
            put(i);
        }
        store.put(StoreKey.input("zone.loans.v1", 0), new byte[0]);
        OpenLedger ledger = new OpenLedger(0, store, 7);

        // When
        List<Integer> known = new ArrayList<>();
        while (ledger.findMore()) {
            known.add(ledger.enterprises().size());
            if (known.size() == 2) {
                ledger.write(() -> put(ENTERPRISES));
                ledger.know(CreditCodes.of(ENTERPRISES));
            }
        }

        // Then
        assertThat(known).hasSizeGreaterThan(3).isSorted();
        assertThat(known.getFirst()).isLessThan(ENTERPRISES);
        assertThat(ledger.enterprises())
                .hasSize(ENTERPRISES + 1)
                .contains(CreditCodes.of(0), CreditCodes.of(ENTERPRISES));
        assertThat(ledger.findMore()).isFalse();
    }

    @Test
    void shouldFindNoMoreOnceItIsClosed() throws Exception {
        // Given
        put(1);
        OpenLedger ledger = new OpenLedger(0, store, 1);
        assertThat(ledger.findMore()).isTrue();

        // When
        ledger.close();

        // Then
        assertThatThrownBy(ledger::findMore).isInstanceOf(OpenLedger.LedgerUnavailable.class);
    }
}
