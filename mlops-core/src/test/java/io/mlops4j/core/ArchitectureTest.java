package io.mlops4j.core;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The directions that docs/architecture.md draws, held against the compiled classes of the API and of this module. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.mlops4j");

    /** Bytes, names and numbers: nothing here has heard of a dataset or a model. */
    private static final String[] FOUNDATION = {
        "io.mlops4j.core.blob..",
        "io.mlops4j.core.content..",
        "io.mlops4j.core.disk..",
        "io.mlops4j.core.journal..",
        "io.mlops4j.core.json..",
        "io.mlops4j.core.names..",
        "io.mlops4j.core.page..",
        "io.mlops4j.core.stats..",
        "io.mlops4j.core.text..",
    };

    /** The steps of a model's life. */
    private static final Set<String> STEPS = Set.of(
            "data", "experiment", "tuning", "folds", "evaluation", "registry", "serving", "monitoring", "governance");

    private static final DescribedPredicate<JavaClass> OURS = resideInAPackage("io.mlops4j..");

    /** What may be known everywhere: the kinds of failure, the SPI, pure statistics, and what API and core share in private. */
    private static final DescribedPredicate<JavaClass> COMMON_GROUND =
            resideInAnyPackage("io.mlops4j", "io.mlops4j.spi", "io.mlops4j.internal", "io.mlops4j.stats");

    @Test
    void theClassesOfTheApiAreAmongThoseLookedAt() {
        assertThat(CLASSES.contain("io.mlops4j.spi.Journal")).isTrue();
    }

    @Test
    void theFoundationIsIgnorantOfTheDomain() {
        hold(noClasses()
                .that()
                .resideInAnyPackage(FOUNDATION)
                .should()
                .dependOnClassesThat(OURS.and(not(COMMON_GROUND)).and(not(resideInAnyPackage(FOUNDATION)))));
    }

    @Test
    void eventStreamsKnowTheFoundationAlone() {
        hold(noClasses()
                .that()
                .resideInAPackage("io.mlops4j.core.stream..")
                .should()
                .dependOnClassesThat(OURS.and(not(COMMON_GROUND))
                        .and(not(resideInAnyPackage(FOUNDATION)))
                        .and(not(resideInAPackage("io.mlops4j.core.stream..")))));
    }

    @Test
    void theStepsOfAModelsLifeMeetOnlyInTheApi() {
        hold(slices().assignedFrom(new Steps()).should().notDependOnEachOther());
    }

    @Test
    void onlyTheEngineKnowsTheEngine() {
        hold(noClasses()
                .that()
                .resideOutsideOfPackage("io.mlops4j.core.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.mlops4j.core.engine.."));
    }

    @Test
    void thePackagesOfTheCoreHaveNoCycles() {
        hold(slices().matching("io.mlops4j.core.(*)..").should().beFreeOfCycles());
    }

    @Test
    void theApiKnowsNoLibrary() {
        hold(classes()
                .that()
                .resideInAPackage("io.mlops4j..")
                .and()
                .resideOutsideOfPackage("io.mlops4j.core..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("java..", "javax.sql..", "org.jspecify..")
                        .or(OURS.and(not(resideInAPackage("io.mlops4j.core.."))))));
    }

    @Test
    void aGetterIsNamedByWhatItAnswers() {
        hold(methods()
                .that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat(OURS.and(not(resideInAPackage("io.mlops4j.core.."))))
                .should()
                .haveNameNotMatching("get([A-Z].*)?"));
    }

    @Test
    void onnxRuntimeIsNotKnownHere() {
        hold(noClasses().should().dependOnClassesThat().resideInAPackage("ai.onnxruntime.."));
    }

    @Test
    void nothingIsPrintedButWhatTheUserAskedFor() {
        hold(noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.mlops4j.Progress")
                .should(ACCESS_STANDARD_STREAMS));
    }

    @Test
    void timeAndChanceAreInjected() {
        hold(noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Math.class, "random"));
    }

    private static void hold(ArchRule rule) {
        // A package that a rule names may have no class yet.
        rule.allowEmptyShould(true).check(CLASSES);
    }

    /** Each step with its sub-packages is a slice; what is not a step is none. */
    private static final class Steps implements SliceAssignment {
        private static final String CORE = "io.mlops4j.core.";

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
            String name = javaClass.getPackageName();
            if (!name.startsWith(CORE)) {
                return SliceIdentifier.ignore();
            }
            String step = name.substring(CORE.length()).split("\\.", -1)[0];
            return STEPS.contains(step) ? SliceIdentifier.of(step) : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "the steps of a model's life";
        }
    }
}
