package org.zonepulse.audit.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.zonepulse.audit.replay.CutHistory;
import org.zonepulse.audit.replay.Extent;
import org.zonepulse.schemas.Edition;

/**
 * What a copy of a log holds of later cuts than it goes up to. Nobody can recompute that, so it is bounded: whoever alters a copy
 * could else put it in the place of what was published, and nothing would be left to compare. It may only be what an export
 * takes: one record of a key of which compaction had left nothing older, of a cut that there was when the copy was made.
 */
final class LaterRecords {

    private final Extent extent;
    private final Publications publications;
    private final TopicPartition values;
    private final TopicPartition daily;
    private final List<Difference> wrong = new ArrayList<>();

    private LaterRecords(Extent extent, Publications publications, Edition edition) {
        this.extent = extent;
        this.publications = publications;
        this.values = new TopicPartition(edition.values().name(), 0);
        this.daily = new TopicPartition(edition.daily().name(), 0);
    }

    /**
     * What no export would have taken.
     *
     * @param published the KPIs that the history of cuts tells of
     * @param edition whose publications they are
     */
    static List<Difference> wrong(
            Extent extent, CutHistory history, Publications publications, Set<String> published, Edition edition) {
        LaterRecords later = new LaterRecords(extent, publications, edition);
        if (history.latest() != extent.cut()) {
            later.wrong.add(new Difference.OfHistory(
                    history.latest(),
                    "the copy says that it goes up to cut " + extent.cut() + ", and its latest is "
                            + history.latest()));
        }
        later.judgeValues(published);
        later.judgeMonths();
        return later.wrong;
    }

    private void judgeValues(Set<String> published) {
        for (Publications.Value value : publications.lastValues().values()) {
            if (isLater(value.cut())) {
                judge(values, value.offset(), value.cut(), value.kpi(), publications.countOfValues(value.kpi()));
                if (!published.contains(value.kpi())) {
                    add(values, value.offset(), value.cut(), value.kpi() + " had not been published by then");
                }
            }
        }
    }

    private void judgeMonths() {
        publications.monthsByName().forEach((name, all) -> {
            for (Publications.Month month : all) {
                if (isLater(month.cut())) {
                    judge(daily, month.offset(), month.cut(), name, all.size());
                }
            }
        });
    }

    /** Beyond the newest cut it is found as a record that no cut knows of. */
    private boolean isLater(long cut) {
        return cut > extent.cut() && cut <= extent.newest();
    }

    private void judge(TopicPartition topic, long offset, long cut, String name, int records) {
        if (records > 1) {
            add(topic, offset, cut, name + " has " + records + " records, so none of them need be later");
        }
    }

    private void add(TopicPartition topic, long offset, long cut, String what) {
        wrong.add(new Difference.OfRecord(
                topic, offset, cut, "later than cut " + extent.cut() + ", up to which the copy goes: " + what));
    }
}
