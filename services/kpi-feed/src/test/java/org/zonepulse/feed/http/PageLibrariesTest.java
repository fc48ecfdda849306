package org.zonepulse.feed.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page names its libraries by paths with a version, which pom.xml names as well. */
class PageLibrariesTest {

    private static final Pattern LIBRARY = Pattern.compile("\"/webjars/([^\"]+)\"");

    @Test
    void shouldNameLibrariesOfTheVersionsThatAreServed() throws Exception {
        // When
        List<String> named;
        try (InputStream page =
                Objects.requireNonNull(resource("page/index.html")).openStream()) {
            named = LIBRARY.matcher(new String(page.readAllBytes(), StandardCharsets.UTF_8))
                    .results()
                    .map((MatchResult found) -> found.group(1))
                    .toList();
        }

        // Then
        assertThat(named)
                .isNotEmpty()
                .allSatisfy(path -> assertThat(resource("META-INF/resources/webjars/" + path))
                        .describedAs("%s: the version in page/index.html has to be that of pom.xml", path)
                        .isNotNull());
    }

    private static URL resource(String path) {
        return PageLibrariesTest.class.getClassLoader().getResource(path);
    }
}
