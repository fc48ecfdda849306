package org.zonepulse.sandbox;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.kafka.common.acl.AclBinding;
import org.jspecify.annotations.Nullable;
import org.zonepulse.inbox.access.ServiceRights;
import org.zonepulse.sandbox.deploy.ClusterUsers;
import org.zonepulse.sandbox.deploy.DeploymentRefused;
import org.zonepulse.sandbox.deploy.Patience;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes the users of a file, and gives Zonepulse's own the rights that they need; what they have beyond these is told. */
@Command(name = "apply", exitCodeListHeading = "%n")
final class UsersApplyCommand implements Callable<Integer>, Zonepulse.Speaking {

    @Option(names = "--passwords", paramLabel = "FILE", descriptionKey = "users.passwords")
    private @Nullable Path passwords;

    @Option(names = "--take-others", descriptionKey = "users.takeOthers")
    private boolean takeOthers;

    @Option(names = "--wait", paramLabel = "SECONDS", defaultValue = "30", descriptionKey = "users.wait")
    private int wait;

    @Option(names = "--json", descriptionKey = "option.json")
    private boolean json;

    @Mixin
    private PipelineOptions pipeline = new PipelineOptions();

    @Spec
    private @Nullable CommandSpec spec;

    private Words words = Words.english();

    /** What was done, and what is still there that shouldn't be. */
    private record Outcome(List<AclBinding> given, List<AclBinding> beyond, boolean taken) {

        boolean isAsWanted() {
            return taken || beyond.isEmpty();
        }
    }

    @Override
    public void speak(Words newWords) {
        words = newWords;
    }

    @Override
    public Integer call() throws Exception {
        if (wait < 0) {
            throw new ParameterException(Objects.requireNonNull(spec).commandLine(), words.say("topics.noWait", wait));
        }
        Map<String, String> users = passwords == null ? Map.of() : read(passwords);
        Map<String, Object> settings = pipeline.settings();
        Outcome outcome;
        try (Progress progress = Progress.onErrors()) {
            outcome = progress.step(words.say("users.applying"), step -> {
                Patience patience =
                        Patience.of(Duration.ofSeconds(wait), why -> step.tell(words.say("topics.waits", why)));
                try (ClusterUsers cluster = ClusterUsers.open(settings, patience)) {
                    return apply(cluster, users);
                }
            });
        } catch (DeploymentRefused e) {
            throw Refusal.because(
                    e,
                    "users.refused." + e.reason(),
                    String.valueOf(settings.get("bootstrap.servers")),
                    e.details().getFirst());
        }
        System.out.println((json ? json(users.keySet(), outcome) : text(users.size(), outcome)).stripTrailing());
        System.out.flush();
        return outcome.isAsWanted() ? ExitStatus.OK : ExitStatus.ANSWER_IS_NO;
    }

    /** Rights come first: a user who gets in is then able to work at once. */
    private Outcome apply(ClusterUsers cluster, Map<String, String> users) throws InterruptedException {
        Set<AclBinding> wanted = ServiceRights.all();
        List<AclBinding> given = cluster.give(wanted);
        cluster.setPasswords(users);
        List<AclBinding> beyond = cluster.beyond(wanted);
        if (takeOthers) {
            cluster.take(beyond);
        }
        return new Outcome(given, beyond, takeOthers);
    }

    private static Map<String, String> read(Path file) {
        Properties given = new Properties();
        try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            given.load(in);
        } catch (IOException | IllegalArgumentException e) {
            throw Refusal.because(e, "refusal.fileUnreadable", file, e);
        }
        Map<String, String> passwords = new TreeMap<>();
        for (String user : given.stringPropertyNames()) {
            String password = given.getProperty(user);
            if (password.isBlank()) {
                throw new Refusal("refusal.noPassword", file, user);
            }
            passwords.put(user, password);
        }
        return passwords;
    }

    private String text(int users, Outcome outcome) {
        StringBuilder text = new StringBuilder();
        if (users > 0) {
            text.append(words.say("users.passwordsSet", users)).append('\n');
        }
        text.append(words.say("users.given", outcome.given().size())).append('\n');
        outcome.beyond()
                .forEach(each -> text.append(words.say(outcome.taken() ? "users.taken" : "users.beyond", told(each)))
                        .append('\n'));
        if (!outcome.isAsWanted()) {
            text.append(words.say("users.remedy"));
        }
        return text.toString();
    }

    private static String told(AclBinding right) {
        return right.entry().principal() + " " + right.entry().permissionType() + " "
                + right.entry().operation() + " "
                + right.pattern().resourceType() + " " + right.pattern().name() + " "
                + right.pattern().patternType();
    }

    private static String json(Set<String> users, Outcome outcome) {
        return JsonText.object(out -> {
            out.writeStringField("report", "users");
            out.writeArrayFieldStart("passwordsSet");
            for (String user : users) {
                out.writeString(user);
            }
            out.writeEndArray();
            out.writeNumberField("rightsGiven", outcome.given().size());
            out.writeArrayFieldStart("rightsBeyond");
            for (AclBinding right : outcome.beyond()) {
                out.writeString(told(right));
            }
            out.writeEndArray();
            out.writeBooleanField("rightsBeyondTaken", outcome.taken());
            out.writeBooleanField("asWanted", outcome.isAsWanted());
        });
    }
}
