package org.zonepulse.sandbox;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tells how topics and schemas deviate from the catalogue; changes nothing. */
@Command(name = "check", exitCodeListHeading = "%n")
final class TopicsCheckCommand implements Callable<Integer>, Zonepulse.Speaking {

    @Mixin
    private TopicOptions options = new TopicOptions();

    private Words words = Words.english();

    @Override
    public void speak(Words newWords) {
        words = newWords;
    }

    @Override
    public Integer call() throws Exception {
        return new TopicsWork(options, words).check();
    }
}
