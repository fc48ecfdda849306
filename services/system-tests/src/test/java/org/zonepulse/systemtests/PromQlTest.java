package org.zonepulse.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PromQlTest {

    @Test
    void shouldReadNamesOnly() {
        // When
        PromQl read = PromQl.of(
                "histogram_quantile(0.99, sum by (le, job) (rate(a_bucket{state=\"RUN{NING\", job=~\"x|y\"}[5m])))"
                        + " > on (stream) group_left () scalar(max(b:c:d offset 10m)) and time() - 1e3 > bool up");

        // Then
        assertThat(read.selectors())
                .isEqualTo(List.of(
                        new PromQl.Selector("a_bucket", Set.of("state", "job"), Set.of("state=\"RUN{NING\"")),
                        new PromQl.Selector("b:c:d", Set.of(), Set.of()),
                        new PromQl.Selector("up", Set.of(), Set.of())));
        assertThat(read.groupedBy()).containsExactlyInAnyOrder("le", "job", "stream");
    }

    @Test
    void shouldBearWithVariablesOfDashboards() {
        // When
        PromQl read = PromQl.of("sum(rate(a{job=\"$job\", id=\"one\"}[$__rate_interval])) by (id)");
        PromQl values = PromQl.of("label_values(a{job=\"$job\"}, instance)");

        // Then
        assertThat(read.selectors())
                .containsExactly(new PromQl.Selector("a", Set.of("job", "id"), Set.of("id=\"one\"")));
        assertThat(read.groupedBy()).containsExactly("id");
        assertThat(values.selectors()).containsExactly(new PromQl.Selector("a", Set.of("job"), Set.of()));
        assertThat(values.groupedBy()).containsExactly("instance");
    }
}
