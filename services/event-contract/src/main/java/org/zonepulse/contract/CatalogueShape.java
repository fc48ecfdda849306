package org.zonepulse.contract;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.event.CertificateKind;
import org.zonepulse.ledger.measure.Definitions;
import org.zonepulse.ledger.measure.Measure;

/** Makes definitions of what a YAML reader found, and notes all that is wrong with it as field and remedy. */
final class CatalogueShape {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
    private static final String FOLLOW = "follow";
    private static final String STAY = "stay";
    private static final String LEAVES = "leaves";
    private static final String STAYS = "stays";

    private final List<String> problems = new ArrayList<>();

    /** What is wrong, in the order of the fields. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    /** The definitions, or null if there are problems. */
    @Nullable Definitions definitions(@Nullable Object document) {
        Definitions standard = Definitions.STANDARD;
        YamlFields fields = YamlFields.of("", document, problems);
        int expiring = number(fields, "expiringDays", Definitions.MOST_EXPIRING_DAYS, standard.expiringDays());
        Set<Measure> staying = fields.has("whenEnterpriseMoves")
                ? staying(fields.fields("whenEnterpriseMoves"), standard)
                : standard.staying();
        String writtenOff =
                oneOf(fields, "writtenOffPrincipal", LEAVES, STAYS, standard.writtenOffLeaves() ? LEAVES : STAYS);
        Set<CertificateKind> ladder = fields.has("growthLadder") ? ladder(fields) : standard.ladder();
        int longest = number(fields, "longestStepMonths", Definitions.MOST_STEP_MONTHS, standard.longestStepMonths());
        fields.end();
        return problems.isEmpty()
                ? new Definitions(expiring, staying, writtenOff.equals(LEAVES), ladder, longest)
                : null;
    }

    private static int number(YamlFields in, String name, int most, int standard) {
        if (!in.has(name)) {
            return standard;
        }
        Object value = in.take(name);
        if (value instanceof String text && NUMBER.matcher(text).matches()) {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= most) {
                return number;
            }
        }
        in.problem(name, "must be a whole number from 1 to " + most + ", not " + value);
        return standard;
    }

    private static String oneOf(YamlFields in, String name, String one, String other, String standard) {
        if (!in.has(name)) {
            return standard;
        }
        Object value = in.take(name);
        if (value instanceof String text && (text.equals(one) || text.equals(other))) {
            return text;
        }
        in.problem(name, "must be " + one + " or " + other + ", not " + value);
        return standard;
    }

    private static Set<Measure> staying(YamlFields in, Definitions standard) {
        Set<Measure> staying = EnumSet.noneOf(Measure.class);
        for (Measure measure : Measure.values()) {
            if (Definitions.MAY_STAY.contains(measure)) {
                String usual = standard.staying().contains(measure) ? STAY : FOLLOW;
                if (oneOf(in, measure.id(), FOLLOW, STAY, usual).equals(STAY)) {
                    staying.add(measure);
                }
            }
        }
        for (String name : in.names().stream().sorted().toList()) {
            if (Measure.byId(name) != null) {
                in.take(name);
                in.problem(name, "has no such choice; those that have are " + choices());
            }
        }
        in.end();
        return staying;
    }

    private static String choices() {
        return Definitions.MAY_STAY.stream().map(Measure::id).sorted().collect(Collectors.joining(", "));
    }

    private static Set<CertificateKind> ladder(YamlFields in) {
        Set<CertificateKind> ladder = EnumSet.noneOf(CertificateKind.class);
        Object value = in.take("growthLadder");
        if (!(value instanceof List<?> names)) {
            in.problem("growthLadder", "must be a list of certificate kinds: any of " + rungs() + ", or [] for none");
            return ladder;
        }
        for (int i = 0; i < names.size(); i++) {
            String place = "growthLadder[" + i + "]";
            CertificateKind kind = names.get(i) instanceof String name ? CertificateKind.byId(name) : null;
            if (kind == null || !Definitions.RUNGS.contains(kind)) {
                in.problem(place, "must be one of " + rungs() + ", not " + names.get(i));
            } else if (!ladder.add(kind)) {
                in.problem(place, "stands twice: " + kind.id() + "; each kind must stand once");
            }
        }
        return ladder;
    }

    private static String rungs() {
        return Definitions.RUNGS.stream().sorted().map(CertificateKind::id).collect(Collectors.joining(", "));
    }
}
