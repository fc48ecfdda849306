package org.zonepulse.sandbox;

import java.util.Map;
import org.zonepulse.audit.replay.AuditedLog;
import org.zonepulse.audit.replay.KafkaLog;
import org.zonepulse.schemas.Edition;

/** The log of a cluster with what the live edition has published, and what others have beside it. */
final class LiveLogOptions extends AnsweringOptions {

    @Override
    AuditedLog opened(Words words) {
        Map<String, Object> settings = pipeline().settingsOfOneThere();
        return KafkaLog.open(settings, EditionOption.live(settings));
    }

    /** The same log with what another edition has published. */
    AuditedLog with(Edition edition) {
        return KafkaLog.open(pipeline().settings(), edition);
    }
}
