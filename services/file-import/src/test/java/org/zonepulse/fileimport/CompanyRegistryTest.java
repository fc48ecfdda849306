package org.zonepulse.fileimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zonepulse.ledger.event.EventStream;

/** The layout of a real registry's file, with all that such files are known for. */
class CompanyRegistryTest {

    private static final String HEADER = "企业名称,统一社会信用代码,注册日期,企业类型,法人代表,注册资金,经营范围,所在省份,地区,注册地址\n";
    private static final String CODE = "91350100M000100Y43";
    private static final String PERSON = "张三丰";
    private static final Charset GB18030 = Charset.forName("GB18030");

    @TempDir
    private Path folder;

    private DryRun registry() {
        return new DryRun(folder, EventStream.REGISTRATIONS).set(Map.of("source", "foshan-amr", "industry", "C3670"));
    }

    private static String row(String code, String date, String district) {
        return "佛山甲公司," + code + "," + date + ",有限责任公司," + PERSON + ",15000（万元）,\"汽车,零件\",广东省," + district + ",某路1号\n";
    }

    @Test
    void shouldTakeARow() throws Exception {
        // When
        DryRun.Came came = registry().of("r.csv", HEADER + row(CODE, "2003-01-01", "南海区"));

        // Then
        assertThat(came.verdicts()).hasSize(1);
        assertThat(came.verdicts().getFirst()).contains("\"line\":2", "\"verdict\":\"acceptable\"", "foshan-amr");
    }

    /** Whatever is typed, the event is the same, and so is its id: it counts once. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                CODE + ",2003/1/1,南海",
                CODE + ",2003年1月1日,佛山市南海区",
                "９１３５０１００Ｍ０００１００Ｙ４３,２００３－０１－０１,南海区",
                "91350100m000100y43 ,20030101, 南海园 ",
                "\"" + CODE + "\",2003-01-01 00:00:00,\"南海\n区\""
            })
    void shouldKnowTheSameFactInEachSpelling(String spelt) throws Exception {
        // Given
        String[] parts = spelt.split(",", -1);

        // When
        DryRun.Came came = registry()
                .of(
                        "r.csv",
                        HEADER + row(CODE, "2003-01-01", "南海区") + row(parts[0], parts[1], parts[2].replace("\n", "")));

        // Then
        assertThat(came.counts()).isEqualTo(new Counts(1, 1, 0, 1));
    }

    @Test
    void shouldReadEachEncodingWithOrWithoutMark() throws Exception {
        // Given
        String text = HEADER + row(CODE, "2003-01-01", "南海区");

        // When
        DryRun.Came utf8 = registry().of("a.csv", text);
        DryRun.Came marked = registry().of("b.csv", "\uFEFF" + text);
        DryRun.Came chinese = registry().of("c.csv", text, GB18030);

        // Then
        String id = utf8.verdicts().getFirst().replaceAll(".*(\"eventId\":\"[^\"]+\").*", "$1");
        assertThat(marked.verdicts().getFirst()).contains(id);
        assertThat(chinese.verdicts().getFirst()).contains(id);
    }

    @Test
    void shouldRejectALineOfBrokenBytesAndNoOther() throws Exception {
        // Given
        byte[] text = (HEADER
                        + row(CODE, "2003-01-01", "南海区")
                        + row(CODE, "2003-01-02", "南海区")
                        + row(CODE, "2003-01-03", "南海区"))
                .getBytes(StandardCharsets.UTF_8);
        int second = new String(text, StandardCharsets.ISO_8859_1).indexOf("2003-01-02");
        text[second - CODE.length() - 3] = (byte) 0xFF;

        // When
        DryRun.Came came = registry().of("r.csv", text);

        // Then
        assertThat(came.counts()).isEqualTo(new Counts(2, 0, 1, 2));
        assertThat(came.verdicts().get(1)).contains("\"line\":3", "must be encoded in UTF-8");
    }

    @Test
    void shouldCountPhysicalLinesThroughQuotedLineBreaks() throws Exception {
        // Given
        String broken = row(CODE, "2003-01-01", "南海区").replace("汽车,零件", "汽车\r\n零\"\"件\n其他");

        // When
        DryRun.Came came = registry().of("r.csv", HEADER + broken + "\n,,,,,,,,,\n" + row(CODE, "N/A", "南海区"));

        // Then
        assertThat(came.verdicts()).hasSize(2);
        assertThat(came.verdicts().get(0)).contains("\"line\":2", "acceptable");
        assertThat(came.verdicts().get(1))
                .contains("\"line\":7", "rejected", "\"field\":\"occurredOn\"", "is missing (column 注册日期)");
    }

    @Test
    void shouldLoseOnlyTheLineOfAQuoteThatIsNeverClosed() throws Exception {
        // Given
        String torn = row(CODE, "2003-01-02", "南海区").replace("零件\"", "零件");

        // When
        DryRun.Came came =
                registry().of("r.csv", HEADER + row(CODE, "2003-01-01", "南海区") + torn + row(CODE, "2003-01-03", "南海区"));

        // Then
        assertThat(came.counts()).isEqualTo(new Counts(2, 0, 1, 2));
        assertThat(came.verdicts().get(1)).contains("\"line\":3", "quote");
    }

    @Test
    void shouldNeverTellTheLegalPerson() throws Exception {
        // Given: the columns have slipped, so that the name stands where others should
        String slipped = "佛山甲公司," + CODE + ",2003-01-01,x," + PERSON + ",1,y,z," + PERSON + ",某路1号\n";

        // When
        DryRun.Came came = registry().of("r.csv", HEADER + slipped + row(CODE, "2003-01-01", "南海区"));

        // Then
        assertThat(came.counts()).isEqualTo(new Counts(1, 0, 1, 1));
        assertThat(String.join("\n", came.verdicts())).doesNotContain(PERSON).contains("fact.park", "column 地区");
    }

    @Test
    void shouldSayWhatIsToBeSet() {
        assertThatThrownBy(() -> new DryRun(folder, EventStream.REGISTRATIONS)
                        .of("r.csv", HEADER + row(CODE, "2003-01-01", "南海区")))
                .isInstanceOf(ImportRefused.class)
                .hasMessageContaining("MAPPING_DOES_NOT_FIT")
                .hasMessageContaining("--set source=")
                .hasMessageContaining("--set industry=");
    }

    @Test
    void shouldLetASetValueStandForTheColumn() throws Exception {
        // When
        DryRun.Came came = registry()
                .set(Map.of("source", "foshan-amr", "industry", "C3670", "park", "shunde"))
                .of("r.csv", HEADER + row(CODE, "2003-01-01", "不知道"));

        // Then
        assertThat(came.counts()).isEqualTo(new Counts(1, 0, 0, 1));
    }

    @Test
    void shouldSayWhatColumnsAreThereAndWhichAreNeeded() {
        assertThatThrownBy(() -> registry().of("r.csv", "a,b\n1,2\n"))
                .isInstanceOf(ImportRefused.class)
                .hasMessageContaining("NO_MAPPING_FITS")
                .hasMessageContaining("a, b")
                .hasMessageContaining("统一社会信用代码");
    }
}
