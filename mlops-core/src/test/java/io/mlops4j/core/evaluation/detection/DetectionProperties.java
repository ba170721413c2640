package io.mlops4j.core.evaluation.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.evaluation.Annotation;
import io.mlops4j.evaluation.Box;
import io.mlops4j.evaluation.Detection;
import io.mlops4j.evaluation.DetectionImage;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Evaluator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DetectionProperties {
    /** Few places and sizes, so that boxes meet; few scores, so that they tie. */
    @Provide
    Arbitrary<List<DetectionImage>> images() {
        Arbitrary<Box> box = Combinators.combine(
                        Arbitraries.of(0, 4, 9), Arbitraries.of(0, 3), Arbitraries.of(20, 24, 60, 110))
                .as((x, y, side) -> new Box(x, y, side, side));
        Arbitrary<String> category = Arbitraries.of("cat", "dog");
        Arbitrary<Annotation> truth = Combinators.combine(category, box, Arbitraries.of(false, false, false, true))
                .as((name, at, crowd) -> crowd ? Annotation.crowd(name, at) : Annotation.of(name, at));
        Arbitrary<Detection> detection = Combinators.combine(category, box, Arbitraries.of(0.2, 0.5, 0.8))
                .as(Detection::new);
        return Combinators.combine(truth.list().ofMaxSize(3), detection.list().ofMaxSize(5))
                .as(DetectionImage::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }

    @Provide
    Arbitrary<List<Integer>> counts() {
        return Arbitraries.integers().between(0, 4).list().ofSize(6);
    }

    @Property(tries = 200)
    void anImageThatWeighsSeveralIsThereSeveralTimes(
            @ForAll("images") List<DetectionImage> images, @ForAll("counts") List<Integer> counts) {
        List<DetectionImage> repeated = new ArrayList<>();
        double[] weights = new double[images.size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = counts.get(i);
            repeated.addAll(Collections.nCopies(counts.get(i), images.get(i)));
        }
        if (repeated.isEmpty()) {
            weights[0] = 1;
            repeated.add(images.get(0));
        }
        Evaluation weighted =
                Evaluator.detection().categories("cat", "dog").weights(weights).evaluate(images);
        Evaluation expected = Evaluator.detection().categories("cat", "dog").evaluate(repeated);
        assertThat(values(weighted)).isEqualTo(values(expected));
    }

    @Property(tries = 100)
    void sharesAreBetweenNoneAndAll(@ForAll("images") List<DetectionImage> images) {
        assertThat(values(Evaluator.detection().evaluate(images)).values()).allMatch(value -> value >= 0 && value <= 1);
    }

    @Property(tries = 100)
    void theOrderOfImagesDoesNotMatterWhereScoresDiffer(
            @ForAll("images") List<DetectionImage> tied, @ForAll Random random) {
        List<DetectionImage> images = distinct(tied);
        List<DetectionImage> shuffled = new ArrayList<>(images);
        Collections.shuffle(shuffled, random);
        assertThat(values(Evaluator.detection().evaluate(shuffled)))
                .isEqualTo(values(Evaluator.detection().evaluate(images)));
    }

    /** The same with scores that differ everywhere. */
    private static List<DetectionImage> distinct(List<DetectionImage> images) {
        List<DetectionImage> distinct = new ArrayList<>();
        double next = 0;
        for (DetectionImage image : images) {
            List<Detection> detections = new ArrayList<>();
            for (Detection one : image.detections()) {
                detections.add(new Detection(one.category(), one.box(), one.score() + next));
                next += 0.001;
            }
            distinct.add(new DetectionImage(image.annotations(), detections));
        }
        return distinct;
    }

    @Property(tries = 100)
    void whatIsFoundLastAndWrongNeverHelps(@ForAll("images") List<DetectionImage> images) {
        List<DetectionImage> more = new ArrayList<>(images);
        List<Detection> detections = new ArrayList<>(images.get(0).detections());
        detections.add(new Detection("cat", new Box(5000, 5000, 24, 24), 0.1));
        more.set(0, new DetectionImage(images.get(0).annotations(), detections));
        Evaluation before = Evaluator.detection().categories("cat", "dog").evaluate(images);
        Evaluation after = Evaluator.detection().categories("cat", "dog").evaluate(more);
        assertThat(after.metrics().keySet()).isEqualTo(before.metrics().keySet());
        values(before).forEach((name, value) -> {
            if (name.startsWith("ap_")) {
                assertThat(after.metric(name).value()).as(name).isLessThanOrEqualTo(value);
            } else {
                assertThat(after.metric(name).value()).as(name).isEqualTo(value);
            }
        });
    }

    @Property(tries = 100)
    void findingEachObjectWhereItIsIsPerfect(@ForAll("images") List<DetectionImage> images) {
        List<DetectionImage> perfect = images.stream()
                .map(image -> {
                    List<Annotation> apart = new ArrayList<>();
                    for (Annotation truth : image.annotations()) {
                        // Objects that do not meet, and no more than any setting counts.
                        Box box = truth.box();
                        apart.add(Annotation.of(
                                truth.category(), new Box(1000 * apart.size(), 0, box.width(), box.height())));
                    }
                    return new DetectionImage(
                            apart,
                            apart.stream()
                                    .map(truth -> new Detection(truth.category(), truth.box(), 0.5))
                                    .toList());
                })
                .toList();
        Evaluation evaluation = Evaluator.detection().evaluate(perfect);
        values(evaluation).forEach((name, value) -> {
            if (!name.equals("ar_1")) {
                assertThat(value).as(name).isCloseTo(1, within(1e-12));
            }
        });
    }

    @Property(tries = 50)
    void aSliceIsItsImagesAlone(@ForAll("images") List<DetectionImage> images, @ForAll Random random) {
        String[] place = new String[images.size()];
        List<DetectionImage> street = new ArrayList<>();
        for (int i = 0; i < place.length; i++) {
            place[i] = i == 0 || random.nextBoolean() ? "street" : "field";
            if (place[i].equals("street")) {
                street.add(images.get(i));
            }
        }
        Evaluation all = Evaluator.detection()
                .categories("cat", "dog")
                .slice("place", place)
                .evaluate(images);
        Evaluation alone = Evaluator.detection().categories("cat", "dog").evaluate(street);
        assertThat(values(all.slice("place", "street"))).isEqualTo(values(alone));
    }

    private static Map<String, Double> values(Evaluation evaluation) {
        Map<String, Double> values = new TreeMap<>();
        evaluation.metrics().forEach((name, metric) -> values.put(name, metric.value()));
        return values;
    }
}
