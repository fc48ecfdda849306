package org.zonepulse.sandbox;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.edition.EditionHistory;
import org.zonepulse.audit.log.TopicLog;
import org.zonepulse.avrocodec.SchemaRegistry;
import org.zonepulse.schemas.Edition;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which edition of the KPIs is meant: the same option for each command that reads what one has published. */
final class EditionOption {

    @Option(names = "--edition", paramLabel = "NAME", descriptionKey = "edition.option")
    private @Nullable String name;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    /** Whether one was named. */
    boolean isGiven() {
        return name != null;
    }

    /**
     * The edition that was named, else the live one.
     *
     * @param settings of Kafka's clients and the codec
     * @throws ParameterException if the name is none's
     * @throws org.apache.kafka.common.KafkaException if it can't be asked which is live
     * @throws org.zonepulse.audit.log.Unreadable if what says so can't be read
     */
    Edition of(Map<String, Object> settings, Words words) {
        return name == null
                ? live(settings)
                : named(name, Objects.requireNonNull(command).commandLine(), words);
    }

    /** The live one. */
    static Edition live(Map<String, Object> settings) {
        try (SchemaRegistry registry = SchemaRegistry.open(settings);
                TopicLog log = TopicLog.open(settings)) {
            return EditionHistory.read(log, registry).live();
        }
    }

    /**
     * The edition of a name that was given.
     *
     * @throws ParameterException if it is none's
     */
    static Edition named(String name, CommandLine command, Words words) {
        if (!Edition.isName(name)) {
            throw new ParameterException(command, words.say("edition.noName", Printable.of(name)));
        }
        return new Edition(name);
    }
}
