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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can't be meant is refused before anything is read. */
class AuditUsageTest {

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

    @ParameterizedTest
    @ValueSource(strings = {"explain", "as-of"})
    void shouldTellExitStatusesInBothLanguages(String command) {
        // When
        int english = Zonepulse.run("audit", command, "--help");
        String inEnglish = written.toString(StandardCharsets.UTF_8);
        written.reset();
        int chinese = Zonepulse.run("audit", command, "--help", "--lang", "zh");

        // Then
        assertThat(english).isEqualTo(ExitStatus.OK);
        assertThat(chinese).isEqualTo(ExitStatus.OK);
        assertThat(inEnglish).contains("Exit status:").contains("a defect of the program");
        assertThat(written.toString(StandardCharsets.UTF_8)).contains("退出状态").contains("程序自身的缺陷");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "explain | Say what is to be explained",
                "explain loan-balance --enterprise 91350100M000100Y43 | Say what is to be explained",
                "explain no-such-measure | Unknown measure no-such-measure",
                "explain loan-balance --scope nowhere | nowhere is no scope",
                "explain loan-balance --scope city | There is no loan-balance of city",
                "explain stage-transitions | transition:STAGE>STAGE",
                "explain loan-balance --top -1 | --top -1 is no number of enterprises",
                "explain --enterprise 91350100M000100Y43 --scope park:nanhai | go with a measure",
                "explain loan-balance --cut 1 --at 2h | mutually exclusive",
                "digest --at never | never is no time",
                "export --out log.zip --at never | never is no time",
                "verify --all --at 2h | mutually exclusive",
                "as-of 2023-12-31 | --known-at",
                "as-of 2023-12-31 --known-at never | never is no time",
                "as-of 2023-12-31 --known-at 2h --known-at-cut 1 | mutually exclusive",
                "as-of --known-at 2h | DATE",
            })
    void shouldRefuseWhatCannotBeMeant(String line, String why) {
        // When
        int status = Zonepulse.run(("audit " + line).split(" "));

        // Then
        assertThat(status).isEqualTo(ExitStatus.USAGE);
        assertThat(complained.toString(StandardCharsets.UTF_8)).contains(why);
    }

    @Test
    void shouldRefuseInChinese() {
        // When
        int status = Zonepulse.run("audit", "explain", "--lang", "zh");

        // Then
        assertThat(status).isEqualTo(ExitStatus.USAGE);
        assertThat(complained.toString(StandardCharsets.UTF_8)).contains("请指明要说明的内容");
    }
}
