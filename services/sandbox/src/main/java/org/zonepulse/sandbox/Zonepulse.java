package org.zonepulse.sandbox;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The one command; what it can do are its sub-commands. Exit statuses: {@link ExitStatus}. */
@Command(
        name = "zonepulse",
        mixinStandardHelpOptions = true,
        versionProvider = Zonepulse.Version.class,
        scope = CommandLine.ScopeType.INHERIT,
        sortOptions = false,
        subcommands = {
            UpCommand.class,
            KpiCommand.class,
            ImportCommand.class,
            DeadLettersCommand.class,
            AnomaliesCommand.class,
            AuditCommand.class,
            RestoreCommand.class,
            EditionsCommand.class,
            CheckCommand.class,
            TopicsCommand.class,
            CalendarCommand.class,
            PublishersCommand.class,
            UsersCommand.class,
            ReferenceYearCommand.class,
            RehearseCommand.class
        })
public final class Zonepulse implements Runnable {

    /** Where this project lies; the launcher tells. */
    private static final String HOME = "zonepulse.home";

    private static final String LOGS = "zonepulse.logs";
    private static final String LOGGING = "logback.configurationFile";

    private static final List<String> LANGUAGES = List.of("zh", "en");

    private final Words words;

    @Spec
    private @Nullable CommandSpec spec;

    private Zonepulse(Words words) {
        this.words = words;
    }

    /** The language itself is read before picocli reads anything, since picocli's own texts depend on it. */
    @Option(
            names = "--lang",
            paramLabel = "zh|en",
            descriptionKey = "option.lang",
            scope = CommandLine.ScopeType.INHERIT)
    void checkLanguage(String given) {
        if (!LANGUAGES.contains(given)) {
            throw usageError("unknownLanguage", given);
        }
    }

    private ParameterException usageError(String key, Object... arguments) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), words.say(key, arguments));
    }

    /** Runs the command line and ends the process with its status. */
    public static void main(String[] args) {
        System.setProperty(LOGGING, "org/zonepulse/sandbox/logging-quiet.xml");
        System.exit(run(args));
    }

    static int run(String... args) {
        Words words = Words.in(localeFor(args));
        CommandLine commandLine = new CommandLine(new Zonepulse(words));
        commandLine.setResourceBundle(words.bundle());
        commandLine.setExecutionExceptionHandler((e, command, parsed) -> report(e, words));
        speak(commandLine, words);
        return commandLine.execute(args);
    }

    private static void speak(CommandLine command, Words words) {
        if (command.getCommand() instanceof Speaking speaking) {
            speaking.speak(words);
        }
        command.getSubcommands().values().forEach(each -> speak(each, words));
    }

    /** A command that says things in a language. */
    interface Speaking {
        void speak(Words words);
    }

    private static Locale localeFor(String... args) {
        List<String> given = Arrays.asList(args);
        return IntStream.range(0, given.size())
                .filter(i -> given.get(i).equals("--lang") || given.get(i).startsWith("--lang="))
                .mapToObj(i -> given.get(i).equals("--lang")
                        ? given.get(Math.min(i + 1, given.size() - 1))
                        : given.get(i).substring("--lang=".length()))
                .map(Locale::forLanguageTag)
                .findFirst()
                .orElseGet(Locale::getDefault);
    }

    private static int report(Exception e, Words words) {
        if (System.getProperty(LOGS) != null) {
            LoggerFactory.getLogger(Zonepulse.class).error("The command failed", e);
        }
        if (e instanceof Refusal refusal) {
            System.err.println(refusal.in(words));
            return ExitStatus.REFUSED;
        }
        System.err.println(words.say("defect", e.toString()));
        return ExitStatus.DEFECT;
    }

    /** Sends what this program logs to a file of that folder; to be called before anything is logged. */
    static void logInto(Path folder) {
        System.setProperty(LOGS, folder.toString());
        System.setProperty(LOGGING, "org/zonepulse/sandbox/logging-file.xml");
    }

    /** @throws Refusal if this program was not started by the launcher, which tells */
    static Path home() {
        String home = System.getProperty(HOME);
        if (home == null) {
            throw new Refusal("refusal.noHome");
        }
        return Path.of(home);
    }

    static Path buildFolder() {
        return home().resolve("services/sandbox/target");
    }

    /** Without a sub-command: how to use it. */
    @Override
    public void run() {
        throw usageError("noSubcommand");
    }

    /** The version that the jar's manifest tells. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Zonepulse.class.getPackage().getImplementationVersion();
            return new String[] {"zonepulse " + (version == null ? "(unpackaged)" : version)};
        }
    }
}
