package org.zonepulse.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZonepulseTest {

    private final PrintStream realOut = System.out;
    private final PrintStream realErr = System.err;
    private final Locale realLocale = Locale.getDefault();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final ByteArrayOutputStream complained = new ByteArrayOutputStream();

    @BeforeEach
    void listen() {
        Locale.setDefault(Locale.UK);
        System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void listenNoMore() {
        System.setOut(realOut);
        System.setErr(realErr);
        Locale.setDefault(realLocale);
    }

    @Test
    void shouldHelp() {
        // When
        int status = Zonepulse.run("--help");

        // Then
        assertThat(status).isZero();
        assertThat(out())
                .contains("Usage: zonepulse", "Live, auditable KPIs", "--lang=zh|en", "up ")
                .doesNotContain("rehearse");
        assertThat(err()).isEmpty();
    }

    @Test
    void shouldHelpWithASubcommandAndTellItsExitStatuses() {
        // When
        int status = Zonepulse.run("up", "--help");

        // Then
        assertThat(status).isZero();
        assertThat(out())
                .contains("Usage: zonepulse up", "--port-base=PORT", "28080", "Exit status:", "130", "interrupted")
                .doesNotContain("${", "%n");
        assertThat(err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"zonepulse --help --lang zh", "zonepulse --lang=zh --help", "zonepulse up --help --lang zh"})
    void shouldHelpInChinese(String line) {
        // When
        int status = Zonepulse.run(line.substring("zonepulse ".length()).split(" "));

        // Then
        assertThat(status).isZero();
        assertThat(out()).contains("用法：", "选项：", "显示本说明。").doesNotContain("Usage", "Options", "Show");
    }

    @Test
    void shouldSpeakTheMachinesLanguageUnlessToldOtherwise() {
        // Given
        Locale.setDefault(Locale.CHINA);

        // When
        Zonepulse.run("--help");
        Zonepulse.run("--lang", "en", "--help");

        // Then
        assertThat(out()).contains("用法：", "Usage: ");
    }

    @Test
    void shouldTellItsVersion() {
        // When
        int status = Zonepulse.run("--version");

        // Then
        assertThat(status).isZero();
        assertThat(out()).startsWith("zonepulse ");
    }

    @Test
    void shouldHintAtTheOptionThatAnUnknownOneResembles() {
        // When
        int status = Zonepulse.run("up", "--emty");

        // Then
        assertThat(status).isEqualTo(ExitStatus.USAGE);
        assertThat(err()).contains("--emty", "--empty");
        assertThat(out()).isEmpty();
    }

    @Test
    void shouldShowHowItIsUsedOnAnOptionThatResemblesNone() {
        // When
        int status = Zonepulse.run("up", "--xyzzy");

        // Then
        assertThat(status).isEqualTo(ExitStatus.USAGE);
        assertThat(err()).contains("--xyzzy", "Usage: zonepulse up");
    }

    @Test
    void shouldHintAtTheSubcommandThatAnUnknownOneResembles() {
        // When
        int status = Zonepulse.run("upp");

        // Then
        assertThat(status).isEqualTo(ExitStatus.USAGE);
        assertThat(err()).contains("'upp'", "zonepulse up");
    }

    @Test
    void shouldAskForASubcommand() {
        // When
        int status = Zonepulse.run(new String[0]);

        // Then
        assertThat(status).isEqualTo(ExitStatus.USAGE);
        assertThat(err()).contains("A command is missing.", "Usage: zonepulse");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "english", ""})
    void shouldRefuseAnUnknownLanguage(String language) {
        // When
        int status = Zonepulse.run("up", "--lang=" + language, "--empty");

        // Then
        assertThat(status).isEqualTo(ExitStatus.USAGE);
        assertThat(err()).contains("Unknown language " + language + ": zh or en.");
    }

    @Test
    void shouldRefuseALanguageOptionWithoutALanguage() {
        // When
        int status = Zonepulse.run("up", "--lang");

        // Then
        assertThat(status).isEqualTo(ExitStatus.USAGE);
        assertThat(err()).contains("--lang");
    }

    @ParameterizedTest
    @ValueSource(strings = {"eighty", "", "99999999999"})
    void shouldRefuseAPortThatIsNoNumber(String port) {
        // When
        int status = Zonepulse.run("up", "--empty", "--port-base=" + port);

        // Then
        assertThat(status).isEqualTo(ExitStatus.USAGE);
        assertThat(err()).contains("--port-base");
    }

    @ParameterizedTest
    @ValueSource(strings = {"80", "65527", "-1"})
    void shouldRefuseAPortOutOfRangeWithoutAStackTrace(String port) {
        // When
        int status = Zonepulse.run("up", "--empty", "--port-base=" + port);

        // Then
        assertThat(status).isEqualTo(ExitStatus.REFUSED);
        assertThat(err()).startsWith("--port-base " + port + " is out of range").doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--live=0", "--live=-1", "--live=NaN", "--live=1e9", "--live --live-day=0", "--live --empty"})
    void shouldRefuseAPaceThatIsNone(String options) {
        // When
        int status = Zonepulse.run(("up " + options).split(" "));

        // Then
        assertThat(status).isEqualTo(ExitStatus.USAGE);
        assertThat(err()).contains("--live");
    }

    @Test
    void shouldSayItInChinese() {
        // When
        int status = Zonepulse.run("up", "--empty", "--port-base", "80", "--lang", "zh");

        // Then
        assertThat(status).isEqualTo(ExitStatus.REFUSED);
        assertThat(err()).startsWith("--port-base 80 超出范围");
    }

    @Test
    void shouldPointToTheLauncherWhenStartedWithout() {
        // When
        int status = Zonepulse.run("up", "--empty");

        // Then
        assertThat(status).isEqualTo(ExitStatus.REFUSED);
        assertThat(err()).contains("./zonepulse");
    }

    private String out() {
        return written.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return complained.toString(StandardCharsets.UTF_8);
    }
}
