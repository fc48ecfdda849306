package org.zonepulse.sandbox;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.zonepulse.inbox.access.AclScript;
import org.zonepulse.publishing.access.InvalidPublishersFile;
import org.zonepulse.publishing.access.Publisher;
import org.zonepulse.publishing.access.PublishersFile;
import org.zonepulse.schemas.Inbox;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the script that gives a Kafka cluster's users their rights, or takes them. */
@Command(name = "acls", exitCodeListHeading = "%n")
final class PublishersAclsCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", descriptionKey = "acls.file")
    private @Nullable Path file;

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT,...",
            defaultValue = "127.0.0.1:9092",
            descriptionKey = "acls.bootstrapServers")
    private String bootstrapServers = "";

    @Option(names = "--command-config", paramLabel = "FILE", defaultValue = "", descriptionKey = "acls.commandConfig")
    private String commandConfig = "";

    @Option(names = "--publisher", paramLabel = "NAME", descriptionKey = "acls.publisher")
    private @Nullable String publisher;

    @Option(names = "--remove", descriptionKey = "acls.remove")
    private boolean remove;

    @Option(names = "--services", descriptionKey = "acls.services")
    private boolean services;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        Map<String, List<Inbox>> owners = owners(Objects.requireNonNull(file));
        AclScript script = new AclScript(bootstrapServers, commandConfig);
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        if (services) {
            out.print(script.giveServices());
        } else {
            out.print(remove ? script.take(owners) : script.give(owners));
        }
        out.flush();
        return ExitStatus.OK;
    }

    private Map<String, List<Inbox>> owners(Path publishers) {
        Map<String, List<Inbox>> owners = new TreeMap<>();
        try {
            PublishersFile.read(publishers).publishers().forEach(each -> owners.put(each.name(), inboxes(each)));
        } catch (InvalidPublishersFile e) {
            throw Refusal.because(e, "refusal.publishersFile", publishers, String.join("\n  ", e.problems()));
        }
        if (publisher != null && !owners.containsKey(publisher)) {
            throw new Refusal("refusal.noPublisher", publisher, publishers, String.join(", ", owners.keySet()));
        }
        owners.keySet().removeIf(name -> publisher != null && !publisher.equals(name));
        return owners;
    }

    /** One for each of its streams and sources. */
    private static List<Inbox> inboxes(Publisher publisher) {
        return publisher.streams().stream()
                .flatMap(stream -> publisher.sources().stream().map(source -> new Inbox(stream.id(), source)))
                .toList();
    }
}
