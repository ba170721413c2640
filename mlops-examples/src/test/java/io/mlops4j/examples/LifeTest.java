package io.mlops4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlops4j.Mlops;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LifeTest {
    @TempDir
    Path directory;

    private String tell() throws Exception {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        Life.tell(directory.resolve("ml"), new PrintStream(told, true, StandardCharsets.UTF_8));
        return told.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theStoryIsToldToItsEnd() throws Exception {
        assertThat(tell())
                .contains(
                        "569 rows", "Nothing was committed", "The gate is passed", "every link of every chain intact");
        try (Mlops ml = Mlops.open(directory.resolve("ml"))) {
            assertThat(ml.model("tumours").version("champion").number()).isEqualTo(2);
            assertThat(ml.model("tumours").version(1).findRetirement()).isPresent();
            assertThat(ml.deployer().endpoint("diagnosis").version().number()).isEqualTo(2);
        }
    }

    @Test
    void toldAgainInTheSameDirectoryTheWeakerModelIsHeldBackByTheChampion() throws Exception {
        tell();
        assertThat(tell()).contains("The gate holds it back");
        try (Mlops ml = Mlops.open(directory.resolve("ml"))) {
            assertThat(ml.dataset("tumours").versions()).hasSize(1);
            assertThat(ml.model("tumours").versions()).hasSize(3);
        }
    }

    @Test
    void whatTheReadmeShowsRuns() throws Exception {
        Path csv = directory.resolve("tumours.csv");
        try (InputStream in = Tumours.csv()) {
            Files.copy(in, csv);
        }
        Tumours tumours = Tumours.published();
        TumourModel model = TumourModel.train(Recipe.secondLook(), tumours.training());
        Path onnx = model.writeOnnx(directory.resolve("tumours.onnx"));
        Tumours unseen = tumours.heldOut();
        float[] row = java.util.Arrays.copyOf(unseen.flat(), 30);

        float malignant =
                ReadmeExample.live(directory.resolve("ml"), csv, onnx, unseen.labels(), model.scores(unseen), row);

        assertThat((double) malignant).isCloseTo(model.scores(unseen)[0], org.assertj.core.api.Assertions.within(1e-5));
    }
}
