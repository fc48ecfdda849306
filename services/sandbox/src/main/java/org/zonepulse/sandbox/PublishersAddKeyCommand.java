package org.zonepulse.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.zonepulse.publishing.access.ApiKey;
import org.zonepulse.publishing.access.InvalidPublishersFile;
import org.zonepulse.publishing.access.KeysInFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes an API key for a publisher: shows it once, and keeps its hash in the publishers file. */
@Command(name = "add-key", exitCodeListHeading = "%n")
final class PublishersAddKeyCommand implements Callable<Integer>, Zonepulse.Speaking {

    @Parameters(index = "0", paramLabel = "FILE", descriptionKey = "publishers.file")
    private @Nullable Path file;

    @Parameters(index = "1", paramLabel = "NAME", descriptionKey = "publishers.publisher")
    private @Nullable String name;

    @Option(names = "--expires", paramLabel = "DATE", descriptionKey = "publishers.expires")
    private @Nullable LocalDate expires;

    private Words words = Words.english();

    @Override
    public void speak(Words newWords) {
        words = newWords;
    }

    @Override
    public Integer call() {
        Path publishers = Objects.requireNonNull(file);
        ApiKey.Fresh key = ApiKey.make(expires);
        try {
            new KeysInFile(publishers).add(Objects.requireNonNull(name), key.kept());
        } catch (InvalidPublishersFile e) {
            throw Refusal.because(e, "refusal.publishersFile", publishers, String.join("\n  ", e.problems()));
        } catch (KeysInFile.ByHand e) {
            throw Refusal.because(e, "refusal.publishersByHand", publishers);
        } catch (IOException e) {
            throw Refusal.because(e, "refusal.publishersUnwritable", publishers, e.toString());
        }
        // The key alone on standard output, so that it can be taken from there.
        System.err.println(words.say("publishers.keyMade", name, key.kept().id()));
        System.out.println(key.text());
        return ExitStatus.OK;
    }
}
