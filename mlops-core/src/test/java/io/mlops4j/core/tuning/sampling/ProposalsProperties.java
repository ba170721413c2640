package io.mlops4j.core.tuning.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlops4j.core.tuning.sampling.Observation.State;
import io.mlops4j.experiment.Parameter;
import io.mlops4j.experiment.Sampler;
import io.mlops4j.experiment.SearchSpace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class ProposalsProperties {
    @Provide
    Arbitrary<SearchSpace> spaces() {
        return Arbitraries.randoms().map(random -> {
            SearchSpace.Builder builder = SearchSpace.builder();
            List<String> choices = new ArrayList<>();
            int dimensions = 1 + random.nextInt(6);
            for (int d = 0; d < dimensions; d++) {
                String name = "p" + d;
                int kind = random.nextInt(6);
                double low = 0.001 + random.nextInt(100);
                double width = 0.5 + random.nextInt(1000);
                if (!choices.isEmpty() && random.nextBoolean()) {
                    builder.when(choices.get(0), inside -> add(inside, name, kind, low, width), "a", "b");
                } else {
                    add(builder, name, kind, low, width);
                    if (kind == 5) {
                        choices.add(name);
                    }
                }
            }
            return builder.build();
        });
    }

    private static void add(SearchSpace.Builder builder, String name, int kind, double low, double width) {
        switch (kind) {
            case 0 -> builder.uniform(name, -low, width);
            case 1 -> builder.logUniform(name, low, low + width);
            case 2 -> builder.quantized(name, low, low + width, width / 7);
            case 3 -> builder.integer(name, (long) -low, (long) width);
            case 4 -> builder.logInteger(name, 1, 1 + (long) width);
            default -> builder.choice(name, "a", "b", "c");
        }
    }

    @Provide
    Arbitrary<Sampler> samplers() {
        return Arbitraries.of(
                Sampler.random(),
                Sampler.sobol(),
                Sampler.tpe().startup(3),
                Sampler.gaussianProcess().startup(3));
    }

    @Property(tries = 60)
    void everyProposalIsAPointOfTheSpaceAndAlwaysTheSame(
            @ForAll("spaces") SearchSpace space,
            @ForAll("samplers") Sampler sampler,
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 3) int objectives) {
        Proposals proposals = Proposals.of(space, sampler, seed, objectives);
        Proposals again = Proposals.of(space, sampler, seed, objectives);
        SplittableRandom random = new SplittableRandom(seed);
        List<Observation> known = new ArrayList<>();
        for (int k = 0; k < 12; k++) {
            Map<String, Object> point = proposals.propose(k, known).orElseThrow();
            assertThat(space.point(point)).isEqualTo(point);
            assertThat(again.propose(k, known)).hasValue(point);
            known.add(observation(k, point, objectives, random));
        }
    }

    private static Observation observation(
            int number, Map<String, Object> point, int objectives, SplittableRandom random) {
        State state = State.values()[random.nextInt(State.values().length)];
        if (random.nextInt(3) > 0) {
            state = State.COMPLETE;
        }
        List<Double> values = new ArrayList<>();
        for (int i = 0; state == State.COMPLETE && i < objectives; i++) {
            values.add(random.nextInt(20) == 0 ? Double.POSITIVE_INFINITY : random.nextInt(5) - 2.0);
        }
        double violation = random.nextInt(4) == 0 ? random.nextDouble() : 0;
        double report = random.nextInt(8) == 0 ? Double.NaN : random.nextDouble();
        return new Observation(number, point, state, values, violation, report, random.nextInt(5));
    }

    @Property(tries = 200)
    void aValueHasAPlaceThatBecomesTheValueAgain(
            @ForAll("spaces") SearchSpace space, @ForAll @DoubleRange(min = 0, max = 1) double place) {
        for (SearchSpace.Dimension dimension : space.dimensions()) {
            Parameter parameter = dimension.parameter();
            Object value = Unit.value(parameter, place);
            Object back = Unit.value(parameter, Unit.place(parameter, value));
            if (value instanceof Double real && Unit.count(parameter) == 0) {
                assertThat((Double) back).isCloseTo(real, org.assertj.core.data.Percentage.withPercentage(1e-6));
            } else {
                assertThat(back).isEqualTo(value);
            }
        }
    }

    @Property(tries = 100)
    void theCellsOfADiscreteParameterFillTheUnitInterval(@ForAll("spaces") SearchSpace space) {
        for (SearchSpace.Dimension dimension : space.dimensions()) {
            Parameter parameter = dimension.parameter();
            if (parameter instanceof Parameter.Whole whole) {
                double end = 0;
                for (long x = whole.low(); x <= whole.high(); x++) {
                    double[] cell = Unit.cell(parameter, x);
                    assertThat(cell[0]).isCloseTo(end, org.assertj.core.data.Offset.offset(1e-9));
                    end = cell[1];
                }
                assertThat(end).isCloseTo(1, org.assertj.core.data.Offset.offset(1e-9));
            }
        }
    }

    @Property(tries = 50)
    void aGridHasEveryCombinationOnce(
            @ForAll @IntRange(min = 1, max = 4) int whole, @ForAll @IntRange(min = 2, max = 5) int places) {
        SearchSpace space = SearchSpace.builder()
                .integer("a", 1, whole)
                .choice("b", "x", "y")
                .when("b", y -> y.uniform("c", 0, 1), "y")
                .build();
        Proposals grid = Proposals.of(space, Sampler.grid(places), 0, 1);
        Set<Map<String, Object>> points = new HashSet<>();
        int number = 0;
        List<Observation> known = new ArrayList<>();
        for (var point = grid.propose(number, known); point.isPresent(); point = grid.propose(++number, known)) {
            known.add(Observation.pending(number, point.get()));
            assertThat(space.point(point.get())).isEqualTo(point.get());
            assertThat(points.add(point.get())).isTrue();
        }
        assertThat(points).hasSize(whole * (1 + places));
    }

    @Property(tries = 100)
    void aVolumeIsThatOfTheUnionOfBoxes(@ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int dimensions) {
        SplittableRandom random = new SplittableRandom(seed);
        List<double[]> points = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            points.add(random.doubles(dimensions).toArray());
        }
        double[] reference = new double[dimensions];
        java.util.Arrays.fill(reference, 1.0);
        double union = 0;
        for (int subset = 1; subset < 1 << points.size(); subset++) {
            double box = 1;
            for (int d = 0; d < dimensions; d++) {
                double worst = 0;
                for (int i = 0; i < points.size(); i++) {
                    if ((subset >> i & 1) != 0) {
                        worst = Math.max(worst, points.get(i)[d]);
                    }
                }
                box *= 1 - worst;
            }
            union += Integer.bitCount(subset) % 2 == 1 ? box : -box;
        }
        assertThat(Dominance.volume(points, reference)).isCloseTo(union, org.assertj.core.data.Offset.offset(1e-12));
    }

    @Property(tries = 60)
    void theFirstFrontIsWhatNothingDominates(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<double[]> points = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            points.add(new double[] {random.nextInt(6), random.nextInt(6)});
        }
        List<List<Integer>> fronts = Dominance.fronts(points, points.size());
        for (int i = 0; i < points.size(); i++) {
            double[] point = points.get(i);
            boolean dominated = points.stream().anyMatch(other -> Dominance.dominates(other, point));
            assertThat(fronts.get(0).contains(i)).isEqualTo(!dominated);
        }
        assertThat(fronts.stream().mapToInt(List::size).sum()).isEqualTo(20);
    }
}
