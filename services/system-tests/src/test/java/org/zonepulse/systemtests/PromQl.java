package org.zonepulse.systemtests;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an expression asks Prometheus for. It reads names and no more: that an expression is one at all is told by Prometheus' own tool,
 * see {@code .ci/check-monitoring}.
 *
 * @param selectors time series that are asked for
 * @param groupedBy labels by which results are put together or matched
 */
record PromQl(List<Selector> selectors, Set<String> groupedBy) {

    private static final Pattern TOKEN = Pattern.compile(
            "\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'|\\[[^\\]]*]|\\$\\{?\\w+}?|[a-zA-Z_:][a-zA-Z0-9_:]*|[0-9][0-9a-zA-Z_.]*|=~|!~|!=|\\S");
    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.+),\\s*(\\w+)\\)");

    private static final Set<String> BEFORE_LABELS =
            Set.of("by", "without", "on", "ignoring", "group_left", "group_right");
    private static final Set<String> KEYWORDS = Set.of("and", "or", "unless", "bool", "offset", "inf", "nan");

    /**
     * A metric, and what its labels are to be.
     *
     * @param labels that are named
     * @param equal labels and values that have to be there just as they are, as {@code label="value"}
     */
    record Selector(String metric, Set<String> labels, Set<String> equal) {
        Selector {
            labels = Set.copyOf(labels);
            equal = Set.copyOf(equal);
        }
    }

    PromQl {
        selectors = List.copyOf(selectors);
        groupedBy = Set.copyOf(groupedBy);
    }

    /** Reads an expression, or a dashboard's question for the values of a label. */
    static PromQl of(String expression) {
        Matcher values = LABEL_VALUES.matcher(expression);
        if (values.matches()) {
            PromQl of = of(values.group(1));
            Set<String> labels = new HashSet<>(of.groupedBy);
            labels.add(values.group(2));
            return new PromQl(of.selectors, labels);
        }
        return new Reader(tokens(expression)).read();
    }

    private static List<String> tokens(String expression) {
        return TOKEN.matcher(expression).results().map(each -> each.group()).toList();
    }

    /** Goes through the tokens once. */
    private static final class Reader {
        private final List<String> tokens;
        private final List<Selector> selectors = new ArrayList<>();
        private final Set<String> groupedBy = new LinkedHashSet<>();
        private int at;

        Reader(List<String> tokens) {
            this.tokens = tokens;
        }

        PromQl read() {
            while (at < tokens.size()) {
                String token = tokens.get(at++);
                if (BEFORE_LABELS.contains(token)) {
                    readLabels();
                } else if (isName(token) && !KEYWORDS.contains(token) && !isFunction()) {
                    selectors.add(readSelector(token));
                }
            }
            return new PromQl(selectors, groupedBy);
        }

        private void readLabels() {
            if (!next().equals("(")) {
                return;
            }
            for (at++; !next().equals(")"); at++) {
                if (isName(next())) {
                    groupedBy.add(next());
                }
            }
        }

        private boolean isFunction() {
            return next().equals("(") || BEFORE_LABELS.contains(next());
        }

        private Selector readSelector(String metric) {
            Set<String> labels = new LinkedHashSet<>();
            Set<String> equal = new LinkedHashSet<>();
            if (next().equals("{")) {
                for (at++; !next().equals("}"); at++) {
                    if (isName(next())) {
                        String value = tokens.get(at + 2);
                        labels.add(next());
                        if (tokens.get(at + 1).equals("=") && !value.contains("$")) {
                            equal.add(next() + "=" + value);
                        }
                        at += 2;
                    }
                }
            }
            return new Selector(metric, labels, equal);
        }

        private String next() {
            return at < tokens.size() ? tokens.get(at) : "";
        }

        private static boolean isName(String token) {
            return !token.isEmpty() && (Character.isLetter(token.charAt(0)) || "_:".indexOf(token.charAt(0)) >= 0);
        }
    }
}
