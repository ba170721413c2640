package io.mlops4j.core.engine;

import static io.mlops4j.core.engine.LinearRuntime.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.Conflict;
import io.mlops4j.InferenceFailure;
import io.mlops4j.IntegrityViolation;
import io.mlops4j.InvalidInput;
import io.mlops4j.Mlops;
import io.mlops4j.NotFound;
import io.mlops4j.model.ModelVersion;
import io.mlops4j.serving.ModelFamily;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class FamilyTest {
    private static final long MEBIBYTE = 1 << 20;

    @TempDir
    Path dir;

    private Mlops ml;
    private ModelFamily family;

    @BeforeEach
    void open() {
        ml = Mlops.open(dir.resolve("ml"));
        family = ml.deployer().family("prices");
    }

    private ModelVersion register(int factor) {
        return ml.model("sum")
                .from(LinearRuntime.write(dir.resolve(factor + ".linear"), 2, factor))
                .register();
    }

    @AfterEach
    void close() {
        ml.close();
        assertThat(LinearRuntime.OPEN).as("models left open").hasValue(0);
    }

    private float score(String key) {
        return family.predict(key, row(1, 0)).output("score").floats()[0];
    }

    @Test
    void aKeyIsAnsweredByItsOwnModelOrTheNearestAbove() {
        family.assign("", register(1));
        family.assign("france", register(2));
        family.assign("france/paris", register(3));
        assertThat(score("france/paris")).isEqualTo(3);
        assertThat(score("france/lyon")).isEqualTo(2);
        assertThat(score("spain")).isEqualTo(1);
        assertThat(family.keys()).containsExactly("", "france", "france/paris");
        family.remove("france/paris", "closed");
        assertThat(score("france/paris")).isEqualTo(2);
        assertThat(family.find("france/paris").orElseThrow().number()).isEqualTo(2);
        assertThat(ml.deployer().families()).containsExactly("prices");
    }

    @Test
    void aKeyWithoutAModelSaysSo() {
        assertThatThrownBy(() -> score("france")).isInstanceOf(NotFound.class).hasMessageContaining("france");
        assertThatThrownBy(() -> family.remove("france", "")).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> score("/france"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'/france'");
    }

    @Test
    void aModelIsLoadedWhenItIsAskedAndNotBefore() {
        for (int i = 1; i <= 20; i++) {
            family.assign("k" + i, register(i));
        }
        assertThat(family.stats().loaded()).isZero();
        assertThat(score("k7")).isEqualTo(7);
        assertThat(score("k7")).isEqualTo(7);
        assertThat(family.stats().loads()).isEqualTo(1);
        assertThat(family.stats().requests()).isEqualTo(2);
    }

    @Test
    void onlyWhatFitsIntoTheMemoryStaysLoaded() {
        family.memory(3 * MEBIBYTE);
        for (int i = 1; i <= 20; i++) {
            family.assign("k" + i, register(i));
        }
        for (int i = 1; i <= 20; i++) {
            assertThat(score("k" + i)).isEqualTo(i);
        }
        assertThat(family.stats().loaded()).isLessThanOrEqualTo(3);
        assertThat(family.stats().bytes()).isLessThanOrEqualTo(3 * MEBIBYTE);
        assertThat(family.stats().evictions()).isGreaterThanOrEqualTo(17);
        assertThat(LinearRuntime.OPEN.get()).isLessThanOrEqualTo(3);
    }

    @Test
    void noModelIsClosedUnderARequest() throws Exception {
        family.memory(2 * MEBIBYTE);
        for (int i = 1; i <= 30; i++) {
            family.assign("k" + i, register(i));
        }
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<Boolean>> callers = new ArrayList<>();
        for (int t = 0; t < 8; t++) {
            Random random = new Random(t);
            callers.add(threads.submit(() -> {
                boolean right = true;
                for (int n = 0; n < 300; n++) {
                    int i = 1 + random.nextInt(30);
                    right &= score("k" + i) == i;
                }
                return right;
            }));
        }
        for (Future<Boolean> caller : callers) {
            assertThat(caller.get()).isTrue();
        }
        threads.shutdown();
        assertThat(family.stats().failures()).isZero();
    }

    @Test
    void aModelThatCannotBeLoadedIsTriedAgainByTheNextRequest() throws IOException {
        ModelVersion version = register(5);
        family.assign("", version);
        Path blob = dir.resolve("ml/blobs")
                .resolve(version.digest().substring(0, 2))
                .resolve(version.digest());
        byte[] good = Files.readAllBytes(blob);
        Files.writeString(blob, "linear 2 9.0");
        assertThatThrownBy(() -> score("a")).isInstanceOf(IntegrityViolation.class);
        Files.write(blob, good);
        assertThat(score("a")).isEqualTo(5);
        assertThat(family.stats().failedLoads()).isEqualTo(1);
    }

    @Test
    void aFailureOfAModelIsCounted() {
        family.assign("", register(1));
        assertThatThrownBy(() -> family.predict("a", row(-1, 0))).isInstanceOf(InferenceFailure.class);
        assertThat(family.stats().failures()).isEqualTo(1);
    }

    @Test
    void whatAnotherProcessAssignsIsFollowed() {
        family.assign("", register(1));
        ModelVersion two = register(2);
        assertThat(score("a")).isEqualTo(1);
        try (Mlops other = Mlops.open(dir.resolve("ml"))) {
            other.deployer().family("prices").assign("a", two);
        }
        while (score("a") != 2) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aVersionThatAnswersForAKeyIsNotRetired() {
        ModelVersion version = register(1);
        family.assign("", version);
        assertThatThrownBy(() -> version.retire("old"))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("prices");
    }

    @Test
    void modelsOfAnotherSignatureAreRefused() {
        family.assign("", register(1));
        ModelVersion wide = ml.model("wide")
                .from(LinearRuntime.write(dir.resolve("wide.linear"), 5, 1))
                .register();
        assertThatThrownBy(() -> family.assign("a", wide)).isInstanceOf(InvalidInput.class);
    }
}
