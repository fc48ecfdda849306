package org.zonepulse.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.event.EventStream;
import org.zonepulse.publishing.access.InvalidPublishersFile;
import org.zonepulse.publishing.access.Publisher;
import org.zonepulse.publishing.access.Publishers;
import org.zonepulse.publishing.access.PublishersFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads a publishers file and shows who may publish what. */
@Command(name = "check", exitCodeListHeading = "%n")
final class PublishersCheckCommand implements Callable<Integer>, Zonepulse.Speaking {

    @Parameters(paramLabel = "FILE", descriptionKey = "publishers.file")
    private @Nullable Path file;

    @Option(names = "--json", descriptionKey = "publishers.json")
    private boolean json;

    private Words words = Words.english();

    @Override
    public void speak(Words newWords) {
        words = newWords;
    }

    @Override
    public Integer call() throws JsonProcessingException {
        Publishers publishers = read(Objects.requireNonNull(file));
        System.out.print(json ? asJson(publishers) : asTable(publishers));
        return ExitStatus.OK;
    }

    /** @throws Refusal if the file can't be used */
    static Publishers read(Path file) {
        try {
            return PublishersFile.read(file);
        } catch (InvalidPublishersFile e) {
            throw Refusal.because(e, "refusal.publishersFile", file, String.join("\n  ", e.problems()));
        }
    }

    private String asTable(Publishers publishers) {
        TextTable table = new TextTable(false, false, false, false, false);
        table.row(
                words.say("publishers.name"),
                words.say("publishers.streams"),
                words.say("publishers.sources"),
                words.say("publishers.keys"),
                words.say("publishers.tokens"));
        for (Publisher each : publishers.publishers()) {
            table.row(
                    each.name(),
                    String.join(", ", streams(each).toList()),
                    String.join(", ", sorted(each.sources()).toList()),
                    String.join(", ", keys(each)),
                    String.join(
                            ", ",
                            each.tokens().stream().map(token -> token.subject()).toList()));
        }
        return table.toString();
    }

    private static String asJson(Publishers publishers) throws JsonProcessingException {
        JsonMapper mapper = JsonMapper.builder().build();
        ArrayNode all = mapper.createArrayNode();
        for (Publisher each : publishers.publishers()) {
            ObjectNode one = all.addObject().put("name", each.name());
            ArrayNode streams = one.putArray("streams");
            streams(each).forEach(streams::add);
            ArrayNode sources = one.putArray("sources");
            sorted(each.sources()).forEach(sources::add);
            ArrayNode keys = one.putArray("keys");
            each.keys().forEach(key -> {
                ObjectNode shown = keys.addObject().put("id", key.id());
                if (key.expires() != null) {
                    shown.put("expires", key.expires().toString());
                }
            });
            ArrayNode tokens = one.putArray("tokens");
            each.tokens()
                    .forEach(token ->
                            tokens.addObject().put("issuer", token.issuer()).put("subject", token.subject()));
        }
        return mapper.writeValueAsString(all) + "\n";
    }

    private static Stream<String> streams(Publisher publisher) {
        return publisher.streams().stream().map(EventStream::id).sorted();
    }

    private static Stream<String> sorted(Set<String> names) {
        return names.stream().sorted();
    }

    private List<String> keys(Publisher publisher) {
        return publisher.keys().stream()
                .map(key -> key.expires() == null
                        ? key.id()
                        : words.say(
                                "publishers.expiring", key.id(), key.expires().toString()))
                .toList();
    }
}
