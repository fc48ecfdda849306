package org.zonepulse.publishing.access;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.util.FileSize;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.micronaut.context.annotation.Value;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.zonepulse.ledger.event.EventStream;

/**
 * Who published what, when, and what came of it: one JSON line for each event, and for each request that was turned away.
 * Lines are written on a thread of their own; if the disk can't keep up, publishing slows down, and no line is left out. They
 * hold ids and places, no facts, and of credentials only what names them.
 */
@Singleton
public class AuditLog {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int QUEUE = 8192;
    private static final int FLUSH_MILLIS = 10_000;
    private static final String FILE_SIZE = "100MB";
    private static final int DAYS = 400;

    private final Clock clock;
    private final @Nullable Logger logger;
    private final @Nullable AsyncAppender appender;

    /**
     * @param service names the file
     * @throws IllegalStateException if the folder can't be written
     */
    AuditLog(AccessSettings settings, Clock clock, @Value("${micronaut.application.name:emitter}") String service) {
        this.clock = clock;
        String folder = settings.getAuditLog().orElse(null);
        if (folder == null) {
            logger = null;
            appender = null;
            return;
        }
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        appender = appender(context, Path.of(folder), service);
        logger = context.getLogger("org.zonepulse.audit-of-publishing." + service);
        logger.setLevel(Level.INFO);
        logger.setAdditive(false);
        logger.detachAndStopAllAppenders();
        logger.addAppender(appender);
    }

    private static AsyncAppender appender(LoggerContext context, Path folder, String service) {
        RollingFileAppender<ILoggingEvent> file = new RollingFileAppender<>();
        file.setContext(context);
        file.setFile(folder.resolve(service + "-audit.ndjson").toString());
        SizeAndTimeBasedRollingPolicy<ILoggingEvent> rolling = new SizeAndTimeBasedRollingPolicy<>();
        rolling.setContext(context);
        rolling.setParent(file);
        rolling.setFileNamePattern(
                folder.resolve(service + "-audit.%d{yyyy-MM-dd}.%i.ndjson.gz").toString());
        rolling.setMaxFileSize(FileSize.valueOf(FILE_SIZE));
        rolling.setMaxHistory(DAYS);
        rolling.start();
        PatternLayoutEncoder line = new PatternLayoutEncoder();
        line.setContext(context);
        line.setPattern("%msg%n");
        line.setCharset(java.nio.charset.StandardCharsets.UTF_8);
        line.start();
        file.setRollingPolicy(rolling);
        file.setEncoder(line);
        file.start();
        if (!file.isStarted()) {
            throw new IllegalStateException("The audit log can't be written in " + folder
                    + ": give a folder that can be, zonepulse.access.audit-log");
        }
        AsyncAppender async = new AsyncAppender();
        async.setContext(context);
        async.setQueueSize(QUEUE);
        async.setDiscardingThreshold(0);
        async.setNeverBlock(false);
        async.setMaxFlushTime(FLUSH_MILLIS);
        async.addAppender(file);
        async.start();
        return async;
    }

    /** What is known of an event that was sent in. */
    public record Entry(
            Caller caller,
            EventStream stream,
            @Nullable String source,
            @Nullable String eventId) {}

    /** It is in the log, at this place. */
    public void published(Entry entry, String topic, int partition, long offset) {
        write(entry, "published", json -> {
            json.writeStringField("topic", topic);
            json.writeNumberField("partition", partition);
            json.writeNumberField("offset", offset);
        });
    }

    /** It isn't in the log, or that isn't known. */
    public void notPublished(Entry entry, String verdict, String reason) {
        write(entry, verdict, json -> json.writeStringField("reason", reason));
    }

    /**
     * A request was turned away unread.
     *
     * @param caller who sent it, or null if that isn't known
     */
    public void denied(@Nullable Caller caller, String address, EventStream stream, int status, String why) {
        if (logger != null) {
            logger.info(line(json -> {
                if (caller != null) {
                    json.writeStringField("publisher", caller.name());
                    json.writeStringField("credential", caller.credential());
                }
                json.writeStringField("address", address);
                json.writeStringField("stream", stream.id());
                json.writeStringField("verdict", "denied");
                json.writeNumberField("status", status);
                json.writeStringField("reason", why);
            }));
        }
    }

    private void write(Entry entry, String verdict, Fields more) {
        if (logger != null) {
            logger.info(line(json -> {
                Caller caller = entry.caller();
                json.writeStringField("publisher", caller.name());
                json.writeStringField("credential", caller.credential());
                json.writeStringField("address", caller.address());
                json.writeStringField("stream", entry.stream().id());
                if (entry.source() != null) {
                    json.writeStringField("source", entry.source());
                }
                if (entry.eventId() != null) {
                    json.writeStringField("eventId", entry.eventId());
                }
                json.writeStringField("verdict", verdict);
                more.write(json);
            }));
        }
    }

    private interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    private String line(Fields fields) {
        StringWriter text = new StringWriter(256);
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            json.writeStringField("time", now.toString());
            fields.write(json);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to a string", impossible);
        }
        return text.toString();
    }

    /** Writes what is still in the queue. */
    @PreDestroy
    void close() {
        if (logger != null && appender != null) {
            logger.detachAppender(appender);
            appender.stop();
        }
    }
}
