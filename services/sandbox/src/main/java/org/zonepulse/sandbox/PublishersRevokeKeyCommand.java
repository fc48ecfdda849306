package org.zonepulse.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.zonepulse.publishing.access.InvalidPublishersFile;
import org.zonepulse.publishing.access.KeysInFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes an API key out of the publishers file. */
@Command(name = "revoke-key", exitCodeListHeading = "%n")
final class PublishersRevokeKeyCommand implements Callable<Integer>, Zonepulse.Speaking {

    @Parameters(index = "0", paramLabel = "FILE", descriptionKey = "publishers.file")
    private @Nullable Path file;

    @Parameters(index = "1", paramLabel = "ID", descriptionKey = "publishers.keyId")
    private @Nullable String id;

    private Words words = Words.english();

    @Override
    public void speak(Words newWords) {
        words = newWords;
    }

    @Override
    public Integer call() {
        Path publishers = Objects.requireNonNull(file);
        try {
            String owner = new KeysInFile(publishers).remove(Objects.requireNonNull(id));
            if (owner == null) {
                throw new Refusal("refusal.noKey", id, publishers);
            }
            System.out.println(words.say("publishers.keyRevoked", id, owner));
            return ExitStatus.OK;
        } catch (InvalidPublishersFile e) {
            throw Refusal.because(e, "refusal.publishersFile", publishers, String.join("\n  ", e.problems()));
        } catch (KeysInFile.ByHand e) {
            throw Refusal.because(e, "refusal.keyByHand", publishers, Objects.requireNonNull(id));
        } catch (IOException e) {
            throw Refusal.because(e, "refusal.publishersUnwritable", publishers, e.toString());
        }
    }
}
