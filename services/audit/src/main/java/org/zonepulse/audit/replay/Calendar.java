package org.zonepulse.audit.replay;

import java.time.LocalDate;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;
import org.zonepulse.avrocodec.AvroRecordDecoder;
import org.zonepulse.avrocodec.Decoded;
import org.zonepulse.ledger.zone.Zone;
import org.zonepulse.schemas.TopicCatalogue;
import org.zonepulse.schemas.calendar.BusinessDayOpened;

/** The business days that were opened, by zone. */
public final class Calendar {

    private final NavigableMap<String, NavigableSet<LocalDate>> days = new TreeMap<>();

    private Calendar() {}

    /** What the log's calendar says. What can't be read there opened no day: others write this topic, too. */
    public static Calendar of(AuditedLog log) {
        Calendar calendar = new Calendar();
        AvroRecordDecoder<BusinessDayOpened> decoder = AvroRecordDecoder.of(BusinessDayOpened.class, log.registry());
        TopicPartition partition = new TopicPartition(TopicCatalogue.CALENDAR.name(), 0);
        if (log.partitions(partition.topic()).isEmpty()) {
            return calendar;
        }
        try (LogReader reader = log.reader(List.of(partition))) {
            reader.readToEnd((_, record) -> {
                byte[] value = record.value();
                if (value != null && decoder.decode(value) instanceof Decoded.Ok<BusinessDayOpened> ok) {
                    calendar.days
                            .computeIfAbsent(ok.value().getZone(), _ -> new TreeSet<>())
                            .add(ok.value().getBusinessDay());
                }
            });
        }
        return calendar;
    }

    /**
     * Sees to it that the log is of that zone, rather than blaming its figures for another one's rules.
     *
     * @throws LogIncomplete if only other zones have days in it
     */
    public void require(Zone zone) {
        if (!days.isEmpty() && !days.containsKey(zone.id())) {
            throw new LogIncomplete("the calendar knows the zone " + String.join(", ", days.keySet()) + ", and not "
                    + zone.id() + ": name the file of the pipeline's zone");
        }
    }

    /** Whether a zone's business day was ever opened. */
    public boolean wasOpened(Zone zone, LocalDate day) {
        return days.getOrDefault(zone.id(), new TreeSet<>()).contains(day);
    }
}
