package org.zonepulse.systemtests.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** {@code docs/settings.md} names each setting that a service reads, and no other. */
class SettingsTableTest {

    private static final Map<Setting, String> IN_CODE = SettingsInCode.defaults();
    private static final Map<Setting, String> IN_TABLE = SettingsTable.read().defaults();

    @Test
    void shouldNameEverySettingThatAServiceReads() {
        TreeSet<Setting> missing = new TreeSet<>(IN_CODE.keySet());
        missing.removeAll(IN_TABLE.keySet());

        assertThat(missing)
                .as("services read these (application-*.yml, @ConfigurationProperties, @Value, codec keys):"
                        + " give each a line in docs/settings.md")
                .isEmpty();
    }

    @Test
    void shouldNameNoOther() {
        TreeSet<Setting> unknown = new TreeSet<>(IN_TABLE.keySet());
        unknown.removeAll(IN_CODE.keySet());

        assertThat(unknown)
                .as("docs/settings.md names these, and no service reads them: a slip, or taken out")
                .isEmpty();
    }

    @Test
    void shouldTellTheirDefaults() {
        Map<Setting, String> wrong = new TreeMap<>();
        IN_TABLE.forEach((setting, inTable) -> {
            String inCode = IN_CODE.getOrDefault(setting, "");
            // The codec's are in its own documentation, and held by its own tests.
            if (!inCode.isEmpty() && !inCode.equals(inTable)) {
                wrong.put(setting, "the table says " + inTable + ", the code " + inCode);
            }
        });

        assertThat(wrong).as("defaults in docs/settings.md").isEmpty();
    }

    @Test
    void shouldFindWhatServicesReadAtAll() {
        assertThat(IN_CODE)
                .containsEntry(new Setting("kpi-service", "ZONEPULSE_KPI_THREADS"), "2")
                .containsEntry(new Setting("emitters", "ZONEPULSE_PUBLISHING_MAX_BATCH_LINES"), "100000")
                .containsEntry(new Setting("loan-service", "MICRONAUT_SERVER_PORT"), "28083")
                .containsEntry(new Setting("kpi-feed", "ZONEPULSE_FEED_HEARTBEAT"), "15s")
                .containsKeys(
                        new Setting("emitters", "ZONEPULSE_ZONE"),
                        new Setting("emitters", "ZONEPULSE_ACCESS_PUBLISHERS"),
                        new Setting("all", "ZONEPULSE_CODEC_MAX_RETRIES"));
    }
}
