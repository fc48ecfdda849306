package org.zonepulse.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    private static final Path RESOURCES = Path.of("src/main/resources/org/zonepulse/sandbox");
    private static final Path SOURCES = Path.of("src/main/java");
    /** A place as String.format or picocli fills it, so not {@code %%}. */
    private static final Pattern PLACE = Pattern.compile("%(?!%)[-#+ 0,(\\d.$]*[a-zA-Z]|\\$\\{[^}]*}");

    private static final List<Pattern> KEYS_IN_SOURCES = List.of(
            Pattern.compile("\\bsay\\(\\s*\"([^\"]+)\"\\s*[,)]"),
            Pattern.compile("\\busageError\\(\\s*\"([^\"]+)\""),
            Pattern.compile("\\bdescriptionKey = \"([^\"]+)\""),
            Pattern.compile("\"(refusal\\.[^\"]+)\""));

    @Test
    void shouldHaveEachKeyInBothLanguages() {
        // When
        Set<String> english = words("words.properties").stringPropertyNames();
        Set<String> chinese = words("words_zh.properties").stringPropertyNames();

        // Then
        assertThat(new TreeSet<>(chinese)).isEqualTo(new TreeSet<>(english)).isNotEmpty();
    }

    /** In the same order, too: both are filled from the same arguments. */
    @Test
    void shouldHaveTheSamePlacesInBothLanguages() {
        // When, Then
        assertThat(places("words_zh.properties")).isEqualTo(places("words.properties"));
    }

    @Test
    void shouldHaveNoKeyTwice() throws IOException {
        for (String file : List.of("words.properties", "words_zh.properties")) {
            // When
            List<String> keys = Files.readAllLines(RESOURCES.resolve(file)).stream()
                    .filter(line -> line.contains(" = ") && !line.startsWith("#"))
                    .map(line -> line.substring(0, line.indexOf(" = ")))
                    .toList();

            // Then
            assertThat(keys).as(file).doesNotHaveDuplicates();
        }
    }

    @Test
    void shouldHaveEveryKeyThatTheSourcesName() throws IOException {
        // Given
        Set<String> known = words("words.properties").stringPropertyNames();

        // When
        Set<String> named = keysInSources();

        // Then
        assertThat(named).contains("refusal.portsTaken", "noSubcommand", "up.fresh");
        assertThat(known).containsAll(named);
    }

    @ParameterizedTest
    @CsvSource({"zh, 数据", "zh-CN, 数据", "zh-Hant-TW, 数据", "en, data", "en-GB, data", "de, data", "'', data"})
    void shouldSpeakChineseToChineseAndEnglishToAllOthers(String language, String data) {
        // Given
        Locale before = Locale.getDefault();
        try {
            // A Chinese machine must not make English Chinese.
            Locale.setDefault(Locale.CHINA);

            // When
            Words words = Words.in(Locale.forLanguageTag(language));

            // Then
            assertThat(words.say("up.data")).isEqualTo(data);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void shouldTellARefusalInTheAskedLanguage() {
        // Given
        Refusal refusal = new Refusal("refusal.portBase", 7, 1024, 65_526);

        // When, Then
        assertThat(refusal.in(Words.in(Locale.CHINESE))).isEqualTo("--port-base 7 超出范围：应在 1024 至 65526 之间。");
        assertThat(refusal).hasMessage("--port-base 7 is out of range: it can be from 1024 to 65526.");
    }

    private static Set<String> keysInSources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(WordsTest::read)
                    .flatMap(source -> KEYS_IN_SOURCES.stream()
                            .flatMap(
                                    pattern -> pattern.matcher(source).results().map(found -> found.group(1))))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Map<String, List<String>> places(String file) {
        Map<String, List<String>> places = new TreeMap<>();
        words(file)
                .forEach((key, text) -> places.put(
                        key.toString(),
                        PLACE.matcher(text.toString())
                                .results()
                                .map(MatchResult::group)
                                .toList()));
        return places;
    }

    private static Properties words(String file) {
        Properties words = new Properties();
        try (Reader reader = Files.newBufferedReader(RESOURCES.resolve(file))) {
            words.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
