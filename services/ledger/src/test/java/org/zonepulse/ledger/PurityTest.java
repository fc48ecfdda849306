package org.zonepulse.ledger;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.File;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ledger computes from events alone: a replay years later, on another machine, comes to the same figures. */
class PurityTest {

    private static final JavaClasses LEDGER = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.zonepulse.ledger");

    private static final ArchRule NOTHING_FROM_OUTSIDE = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "org.zonepulse.ledger..",
                    "java.lang",
                    "java.lang.annotation",
                    "java.lang.invoke",
                    "java.lang.runtime",
                    "java.math",
                    "java.nio.charset",
                    "java.time",
                    "java.util",
                    "java.util.function",
                    "java.util.regex",
                    "java.util.stream",
                    "org.jspecify.annotations")
            .because(
                    "live processing, restoring and audits run this same code. Kafka, Avro, Micronaut, files and threads"
                            + " belong to the services: let them hand in what is needed as a plain value, or behind a port such"
                            + " as RowStore");

    private static final Set<String> TOOLS_OF_CHANCE_AND_TIME = Set.of(
            "java.util.Random",
            "java.util.SplittableRandom",
            "java.util.UUID",
            "java.util.Timer",
            "java.util.Scanner",
            "java.time.Clock",
            "java.time.InstantSource",
            "java.lang.Thread",
            "java.lang.ThreadLocal",
            "java.lang.Runtime",
            "java.lang.Process",
            "java.lang.ProcessBuilder");

    private static final ArchRule NEITHER_CHANCE_NOR_CLOCK = noClasses()
            .should()
            .dependOnClassesThat(
                    describe("give chance, time or threads", type -> TOOLS_OF_CHANCE_AND_TIME.contains(type.getName())))
            .orShould()
            .accessTargetWhere(describe("the target asks the clock, chance or machine", PurityTest::asksTheMachine))
            .because("time and ids come from the event. Take occurredOn or the open business day, and ids from the"
                    + " source; an order that matters has to come from the content");

    private static final ArchRule FLOWS_KNOW_NO_EVENTS = noClasses()
            .that()
            .resideInAPackage("org.zonepulse.ledger.kpi..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.zonepulse.ledger.row..", "org.zonepulse.ledger.event..")
            .because("KPIs are sums of flows, whatever caused these: put what depends on events into the rows' rules");

    private static final ArchRule EVENTS_KNOW_NO_ROWS = noClasses()
            .that()
            .resideInAnyPackage("org.zonepulse.ledger.event..", "org.zonepulse.ledger.zone..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.zonepulse.ledger.row..", "org.zonepulse.ledger.kpi..", "org.zonepulse.ledger.measure..")
            .because("emitters accept events without a ledger at hand: what an event means stands in the rows' rules");

    private static boolean asksTheMachine(JavaAccess<?> access) {
        JavaClass owner = access.getTarget().getOwner();
        String name = access.getTarget().getName();
        return switch (owner.getName()) {
            case "java.lang.System" -> !name.equals("arraycopy");
            case "java.lang.Math", "java.lang.StrictMath" -> name.equals("random");
            case "java.util.Collections" -> name.equals("shuffle");
            case "java.time.ZoneId", "java.util.TimeZone" -> name.equals("systemDefault") || name.equals("getDefault");
            default ->
                (owner.getPackageName().startsWith("java.time") && name.equals("now"))
                        || name.equals("parallel")
                        || name.equals("parallelStream");
        };
    }

    @Test
    void shouldDependOnNothingFromOutside() {
        NOTHING_FROM_OUTSIDE.check(LEDGER);
    }

    @Test
    void shouldAskNeitherChanceNorClock() {
        NEITHER_CHANCE_NOR_CLOCK.check(LEDGER);
    }

    @Test
    void shouldKeepFlowsApartFromEvents() {
        FLOWS_KNOW_NO_EVENTS.check(LEDGER);
    }

    @Test
    void shouldKeepEventsApartFromRows() {
        EVENTS_KNOW_NO_ROWS.check(LEDGER);
    }

    @Test
    void shouldDependInOneDirection() {
        slices().matching("org.zonepulse.ledger.(*)..")
                .should()
                .beFreeOfCycles()
                .because("each package can then be read without those above it; move what both need to the lower one")
                .check(LEDGER);
    }

    /** What the rules are there to catch, each in a class of its own. */
    static final class Impure {
        static final class Outside {
            Object threads = new ConcurrentHashMap<>();
        }

        static final class Files {
            Object file = new File("x");
        }

        static final class Now {
            Object today = LocalDate.now(Clock.systemUTC());
        }

        static final class NowByReference {
            java.util.function.Supplier<Instant> now = Instant::now;
        }

        static final class Millis {
            long now = System.currentTimeMillis();
        }

        static final class Nanos {
            long now = System.nanoTime();
        }

        static final class Environment {
            String zone = String.valueOf(System.getenv("TZ"));
        }

        static final class Chance {
            Object random = new Random();
        }

        static final class Ids {
            Object id = UUID.randomUUID();
        }

        static final class Threads {
            Object thread = new Thread();
        }

        static final class Parallel {
            long sum = List.of(1).parallelStream().count();
        }

        private Impure() {}
    }

    @ParameterizedTest
    @ValueSource(classes = {Impure.Outside.class, Impure.Files.class})
    void shouldNoticeWhatComesFromOutside(Class<?> impure) {
        assertBroken(NOTHING_FROM_OUTSIDE, impure);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Impure.Now.class,
                Impure.NowByReference.class,
                Impure.Millis.class,
                Impure.Nanos.class,
                Impure.Environment.class,
                Impure.Chance.class,
                Impure.Ids.class,
                Impure.Threads.class,
                Impure.Parallel.class
            })
    void shouldNoticeChanceAndClock(Class<?> impure) {
        assertBroken(NEITHER_CHANCE_NOR_CLOCK, impure);
    }

    private static void assertBroken(ArchRule rule, Class<?> impure) {
        JavaClasses imported = new ClassFileImporter().importClasses(impure);
        assertThatThrownBy(() -> rule.check(imported)).isInstanceOf(AssertionError.class);
    }
}
