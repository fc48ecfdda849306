package org.zonepulse.ledger.story;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.event.RegistrationFact.Registered;
import org.zonepulse.ledger.event.RegistrationFact.Renamed;
import org.zonepulse.ledger.row.Entry;
import org.zonepulse.ledger.row.Row;

/**
 * Days on which an enterprise goes by a name.
 *
 * @param name the name
 * @param from the first day
 * @param until the first day after; null if none is in sight
 */
public record NameSpell(
        String name, LocalDate from, @Nullable LocalDate until) {
    public NameSpell {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(from, "from");
    }

    /** The names of an enterprise by what stands in its profile, in order of days; of two of one day the new one. */
    public static List<NameSpell> of(Row profile) {
        List<NameSpell> spells = new ArrayList<>();
        List<Entry> entries = profile.standing().stream()
                .sorted(Comparator.comparingInt(Entry::day))
                .toList();
        for (Entry entry : entries) {
            LocalDate day = LocalDate.ofEpochDay(entry.day());
            if (entry.fact() instanceof Registered registered && spells.isEmpty()) {
                spells.add(new NameSpell(registered.name(), day, null));
            } else if (entry.fact() instanceof Renamed renamed) {
                NameSpell last = spells.isEmpty() ? null : spells.removeLast();
                if (last != null && last.from.isBefore(day)) {
                    spells.add(new NameSpell(last.name, last.from, day));
                }
                spells.add(new NameSpell(renamed.name(), day, null));
            }
        }
        return spells;
    }

    /** The name at the end of a day; the latest if none is given; null if it had none by then. */
    public static @Nullable String on(@Nullable LocalDate day, List<NameSpell> spells) {
        String name = null;
        for (NameSpell spell : spells) {
            if (day == null || !spell.from.isAfter(day)) {
                name = spell.name;
            }
        }
        return name;
    }
}
