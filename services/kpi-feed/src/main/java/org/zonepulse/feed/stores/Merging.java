package org.zonepulse.feed.stores;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.zonepulse.feed.stores.ContributionsAnswer.Enterprise;
import org.zonepulse.feed.stores.ContributionsAnswer.Failure;
import org.zonepulse.feed.stores.ContributionsAnswer.Sum;

/** Puts together what instances tell of the enterprises behind one figure. Each enterprise lies in one partition. */
final class Merging {

    private static final Comparator<Enterprise> LARGEST_FIRST = Comparator.comparing(
                    (Enterprise each) -> each.contribution().abs())
            .reversed()
            .thenComparing(Enterprise::enterpriseId);

    private final int limit;
    private final Map<String, Sum> sums = new LinkedHashMap<>();
    private final List<Enterprise> enterprises = new ArrayList<>();
    private final List<JsonNode> inputs = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();
    private final SortedSet<Integer> told = new TreeSet<>();
    private final SortedSet<Integer> twice = new TreeSet<>();
    private @Nullable ObjectNode first;
    private BigDecimal total = BigDecimal.ZERO;
    private long count;
    private boolean movedOn;
    private int partitions;

    /** @param limit how many enterprises are listed */
    Merging(int limit) {
        this.limit = limit;
    }

    /** Says how many partitions there are, as far as that is known. */
    void expect(int number) {
        partitions = Math.max(partitions, number);
    }

    void fail(URI address, String why) {
        failures.add(new Failure(address, why));
    }

    void add(ObjectNode answer) {
        first = first == null ? answer : first;
        expect(answer.path("allPartitions").asInt());
        for (JsonNode partition : answer.path("partitions")) {
            if (!told.add(partition.asInt())) {
                twice.add(partition.asInt());
            }
        }
        for (JsonNode sum : answer.path("sums")) {
            Sum more = new Sum(
                    sum.path("measure").asText(),
                    sum.path("scope").asText(),
                    amount(sum.path("total")),
                    sum.path("count").asLong());
            sums.merge(more.measure() + "@" + more.scope(), more, Merging::add);
        }
        for (JsonNode enterprise : answer.path("enterprises")) {
            enterprises.add(new Enterprise(
                    enterprise.path("enterpriseId").asText(),
                    enterprise.path("name").textValue(),
                    amount(enterprise.path("contribution"))));
        }
        answer.path("inputs").forEach(inputs::add);
        total = total.add(amount(answer.path("total")));
        count += answer.path("count").asLong();
        movedOn |= answer.path("movedOn").asBoolean();
    }

    private static Sum add(Sum one, Sum other) {
        return new Sum(one.measure(), one.scope(), one.total().add(other.total()), one.count() + other.count());
    }

    private static BigDecimal amount(JsonNode text) {
        return new BigDecimal(text.asText());
    }

    ContributionsAnswer merged() {
        if (first == null) {
            return new ContributionsAnswer.Unavailable(failures.stream()
                    .map(failure -> failure.address() + ": " + failure.why())
                    .reduce((one, other) -> one + "; " + other)
                    .orElse("no instance is known"));
        }
        enterprises.sort(LARGEST_FIRST);
        return new ContributionsAnswer.Told(
                List.copyOf(sums.values()),
                first.path("listedMeasure").asText(),
                first.path("unit").asText(),
                first.path("currency").textValue(),
                total,
                count,
                enterprises.subList(0, Math.min(limit, enterprises.size())),
                inputs,
                movedOn,
                failures,
                IntStream.range(0, partitions)
                        .filter(partition -> !told.contains(partition))
                        .boxed()
                        .toList(),
                List.copyOf(twice));
    }
}
