package org.zonepulse.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts in {@code .ci} must be able to fail, or their being green says nothing. */
class CiScriptsTest {

    private static final String REPORT = "services/a/target/surefire-reports/TEST-a.ATest.xml";

    @TempDir
    private Path temporary;

    private ScratchTree tree;

    @BeforeEach
    void copy() throws IOException {
        tree = ScratchTree.in(temporary)
                .script(".ci/find-jdk")
                .script(".ci/check-skipped")
                .file(".ci/skips-allowed", "# class#method, then the reason\na.ATest#shouldBeAllowed needs a zoo\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"25", "25.0.1", "25-ea", "25+36"})
    void shouldFindAJdk(String version) throws Exception {
        // Given
        tree.jdk("usr/lib/jvm/a-17", "17.0.15").jdk("usr/lib/jvm/b", version);

        // When
        ScratchTree.Outcome outcome = tree.run(".ci/find-jdk");

        // Then
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).isEqualTo(tree.path("usr/lib/jvm/b") + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"17.0.15", "24.0.2", "26", "250", "1.8.0_25", "2.25"})
    void shouldFailWhereNoJdkIsOfTheRightVersion(String version) throws Exception {
        // Given
        tree.jdk("usr/lib/jvm/a", version)
                .variable("JAVA_HOME", tree.path("usr/lib/jvm/a").toString());

        // When
        ScratchTree.Outcome outcome = tree.run(".ci/find-jdk");

        // Then
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains("No JDK 25 was found");
    }

    @Test
    void shouldPassOverARuntimeWithoutACompiler() throws Exception {
        // Given
        tree.jre("usr/lib/jvm/a", "25.0.1");

        // When, Then
        assertThat(tree.run(".ci/find-jdk").status()).isEqualTo(1);
    }

    @Test
    void shouldPreferTheJdkOfTheEnvironment() throws Exception {
        // Given
        tree.jdk("usr/lib/jvm/a", "25.0.1")
                .jdk("mine", "25.0.2")
                .variable("JAVA_HOME", tree.path("mine").toString());

        // When, Then
        assertThat(tree.run(".ci/find-jdk").out()).isEqualTo(tree.path("mine") + "\n");
    }

    @Test
    void shouldFailWithoutReports() throws Exception {
        // When
        ScratchTree.Outcome outcome = tree.run(".ci/check-skipped");

        // Then
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).contains("no test ran");
    }

    @Test
    void shouldPassWhereAllRan() throws Exception {
        // Given
        report("""
                <testcase name="shouldA" classname="a.ATest" time="0.1"/>
                <testcase name="shouldB" classname="a.ATest" time="0.1"/>
                """);

        // When
        ScratchTree.Outcome outcome = tree.run(".ci/check-skipped");

        // Then
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out()).isEqualTo("2 tests ran, 0 skipped, in 1 classes\n");
    }

    @Test
    void shouldFailOnASkippedTestAndNameIt() throws Exception {
        // Given
        report("""
                <testcase name="shouldA" classname="a.ATest" time="0.1"/>
                <testcase name="shouldB" classname="a.ATest" time="0.0">
                  <skipped message="no zoo"/>
                </testcase>
                """);

        // When
        ScratchTree.Outcome outcome = tree.run(".ci/check-skipped");

        // Then
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).isEqualTo("skipped, and not in .ci/skips-allowed: a.ATest#shouldB\n");
        assertThat(outcome.out()).contains("1 tests ran, 1 skipped");
    }

    @ParameterizedTest
    @ValueSource(strings = {"shouldBeAllowed", "shouldBeAllowed(String)[2]", "shouldBeAllowed{int}[1]"})
    void shouldPassOverATestThatMayBeSkipped(String test) throws Exception {
        // Given
        report("<testcase name=\"%s\" classname=\"a.ATest\"><skipped/></testcase>\n".formatted(test));

        // When
        ScratchTree.Outcome outcome = tree.run(".ci/check-skipped");

        // Then
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("skipped, as allowed: a.ATest#shouldBeAllowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"shouldBeAllowedToo", "shouldBe", "", "needs"})
    void shouldAllowNoTestOfASimilarName(String test) throws Exception {
        // Given
        report("<testcase name=\"%s\" classname=\"a.ATest\"><skipped/></testcase>\n".formatted(test));

        // When, Then
        assertThat(tree.run(".ci/check-skipped").status()).isEqualTo(1);
    }

    @Test
    void shouldFailOnAReportWithoutTests() throws Exception {
        // Given
        report("<testcase name=\"shouldA\" classname=\"a.ATest\"/>\n");
        tree.file("services/b/target/surefire-reports/TEST-b.BTest.xml", "<testsuite tests=\"0\">\n</testsuite>\n");

        // When
        ScratchTree.Outcome outcome = tree.run(".ci/check-skipped");

        // Then
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).contains("no test ran in: ./services/b/");
    }

    @Test
    void shouldNotTakeWhatATestPrintedForItsResult() throws Exception {
        // Given
        report("""
                <testcase name="shouldA" classname="a.ATest">
                  <system-out><![CDATA[<skipped/>
                <testcase name="shouldC" classname="a.ATest"><skipped/>
                ]]></system-out>
                </testcase>
                <testcase name="shouldB" classname="a.ATest"><system-out><![CDATA[x]]></system-out></testcase>
                """);

        // When
        ScratchTree.Outcome outcome = tree.run(".ci/check-skipped");

        // Then
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out()).isEqualTo("2 tests ran, 0 skipped, in 1 classes\n");
    }

    private void report(String tests) throws IOException {
        tree.file(REPORT, "<?xml version=\"1.0\"?>\n<testsuite name=\"a.ATest\">\n" + tests + "</testsuite>\n");
    }
}
