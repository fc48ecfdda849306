package org.zonepulse.sandbox;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Creates the catalogue's topics that are missing, registers all schemas, and tells what still deviates. */
@Command(name = "apply", exitCodeListHeading = "%n")
final class TopicsApplyCommand implements Callable<Integer>, Zonepulse.Speaking {

    @Option(names = "--fix-settings", descriptionKey = "topics.fixSettings")
    private boolean fixSettings;

    @Mixin
    private TopicOptions options = new TopicOptions();

    private Words words = Words.english();

    @Override
    public void speak(Words newWords) {
        words = newWords;
    }

    @Override
    public Integer call() throws Exception {
        return new TopicsWork(options, words).apply(fixSettings);
    }
}
