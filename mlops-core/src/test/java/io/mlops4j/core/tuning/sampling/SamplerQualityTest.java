package io.mlops4j.core.tuning.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlops4j.experiment.Sampler;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How near samplers come to known minima: median simple regret over 20 seeds, in studies with the default look-back. */
class SamplerQualityTest {
    static List<SearchProblem> functions() {
        return List.of(SearchProblem.BRANIN, SearchProblem.HARTMANN_6, SearchProblem.ROSENBROCK);
    }

    static List<SearchProblem> problems() {
        return List.of(SearchProblem.BRANIN, SearchProblem.HARTMANN_6, SearchProblem.ROSENBROCK, SearchProblem.IRIS);
    }

    @ParameterizedTest
    @MethodSource("problems")
    void theParzenEstimatorComesClearlyNearerThanChanceInAHundredTrials(SearchProblem problem) {
        double random = problem.medianRegret(Sampler.random(), 20, 100);
        double tpe = problem.medianRegret(Sampler.tpe(), 20, 100);
        assertThat(tpe).isLessThan(0.7 * random);
    }

    @ParameterizedTest
    @MethodSource("functions")
    void theGaussianProcessComesNearerInThirtyTrialsThanChanceInAHundred(SearchProblem problem) {
        double random = problem.medianRegret(Sampler.random(), 20, 100);
        double process = problem.medianRegret(Sampler.gaussianProcess(), 10, 30);
        assertThat(process).isLessThan(random);
    }

    /** The table of docs/training.md. */
    @Test
    @Tag("stress")
    void theTableOfMedianRegrets() {
        StringBuilder table = new StringBuilder("| problem | sampler | 25 | 50 | 100 |\n");
        for (SearchProblem problem : problems()) {
            for (Sampler sampler :
                    List.of(Sampler.random(), Sampler.sobol(), Sampler.tpe(), Sampler.gaussianProcess())) {
                table.append(String.format(
                        java.util.Locale.ROOT,
                        "| %s | %s | %.3g | %.3g | %.3g |%n",
                        problem,
                        sampler.getClass().getSimpleName(),
                        problem.medianRegret(sampler, 20, 25),
                        problem.medianRegret(sampler, 20, 50),
                        problem.medianRegret(sampler, 20, 100)));
            }
        }
        org.slf4j.LoggerFactory.getLogger(SamplerQualityTest.class).info("Median regrets:\n{}", table);
        assertThat(table).isNotEmpty();
    }
}
