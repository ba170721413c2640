package io.mlops4j.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.InvalidInput;
import io.mlops4j.Mlops;
import io.mlops4j.NotFound;
import io.mlops4j.model.ModelVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistrationTest {
    private static final String MODEL = "7/" + Mlruns.RUN + "/artifacts/model";

    @TempDir
    Path directory;

    private final Mlops ml = Mlops.builder().inMemory().build();

    @AfterEach
    void close() {
        ml.close();
    }

    private Mlruns mlruns() {
        return new Mlruns(directory)
                .experiment("7", "loans")
                .run("7")
                .loggedModel(MODEL, Mlruns.RUN)
                .registered("loans", 3, "file:///C:/Users/ana/mlruns/" + MODEL, Mlruns.RUN);
    }

    private Mlflow mlflow() {
        return Mlflow.directory(directory);
    }

    @Test
    void aRegisteredModelComesWithItsRun() {
        mlruns();

        ModelVersion version = mlflow().register(ml, "models:/loans/3", "loans");

        assertThat(version.number()).isEqualTo(1);
        assertThat(version.run().name()).isEqualTo("dapper-owl-7");
        assertThat(version.run().params()).containsEntry("optimizer/lr", "0.01\n");
        assertThat(version.features()).containsExactly("sepal length", "sepal width", "petal length", "petal width");
        assertThat(version.description()).isEqualTo("Scores loans.");
        assertThat(version.tags())
                .containsEntry("team", "risk")
                .containsEntry("mlflow.model", "models:/loans/3")
                .containsEntry("mlflow.version", "2.14.1");
    }

    @Test
    void everyAddressLeadsToTheModel() {
        mlruns();

        for (String address : new String[] {
            "models:/loans/3",
            "models:/loans@champion",
            "models:/loans/latest",
            "models:/loans/None",
            "runs:/" + Mlruns.RUN + "/model"
        }) {
            assertThat(mlflow().mlModel(address).id()).isEqualTo("7c1c5a4cf2b44f0d9c3f2f0f6d0c3b1a");
        }
    }

    @Test
    void aModelOfTheThirdVersionLiesBesideTheRuns() {
        String id = "m-0123456789abcdef0123456789abcdef";
        mlruns().loggedModel("7/models/" + id + "/artifacts", Mlruns.RUN)
                .file(
                        "7/models/" + id + "/meta.yaml",
                        "model_id: " + id + "\nname: scorer\nexperiment_id: '7'\nsource_run_id: " + Mlruns.RUN + "\n")
                .registered("new", 1, "models:/" + id, Mlruns.RUN);

        assertThat(mlflow().register(ml, "models:/" + id, "a").run().name()).isEqualTo("dapper-owl-7");
        assertThat(mlflow().register(ml, "runs:/" + Mlruns.RUN + "/scorer", "b")
                        .run()
                        .name())
                .isEqualTo("dapper-owl-7");
        assertThat(mlflow().register(ml, "models:/new@champion", "c").tags())
                .containsEntry("mlflow.model", "models:/new/1");
    }

    @Test
    void registeringTheSameAgainChangesNothing() {
        mlruns();

        ModelVersion first = mlflow().register(ml, "models:/loans/3", "loans");
        ModelVersion second = mlflow().register(ml, "models:/loans@champion", "loans");

        assertThat(second).isEqualTo(first);
        assertThat(ml.experiment("loans").runs().list()).hasSize(1);
    }

    @Test
    void aliasesComeWhenTheyAreAskedFor() {
        mlruns();

        mlflow().register(ml, "models:/loans/3", "loans");
        assertThat(ml.model("loans").aliases()).isEmpty();

        mlflow().registration(ml, "models:/loans/3", "loans").withAliases().register();
        assertThat(ml.model("loans").aliases()).containsEntry("champion", 1);
    }

    @Test
    void aDirectoryIsEnough() {
        mlruns();

        ModelVersion version = Mlflow.directory(directory.resolve("7")).register(ml, directory.resolve(MODEL), "iris");

        assertThat(version.findRun()).isEmpty();
        assertThat(version.sizeBytes()).isEqualTo(548);
    }

    @Test
    void whatTheSignaturePromisesAndTheModelDoesNotKeepIsSaid() {
        mlruns().file(MODEL + "/MLmodel", """
                        flavors:
                          onnx:
                            data: model.onnx
                        signature:
                          inputs: '[{"type": "tensor", "name": "input", "tensor-spec": {"dtype": "float32", "shape": [-1, 7]}}]'
                        """);

        Registration lenient = mlflow().registration(ml, "models:/loans/3", "loans");
        Registration strict =
                mlflow().registration(ml, "models:/loans/3", "loans").strict();

        assertThatThrownBy(strict::register)
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("Nothing was registered");
        assertThat(ml.models()).isEmpty();
        assertThat(lenient.register().differences()).isNotEmpty();
    }

    @Test
    void aModelOfAnotherFlavorIsRefused() {
        mlruns().file(MODEL + "/MLmodel", "flavors:\n  sklearn:\n    pickled_model: model.pkl\n");

        assertThatThrownBy(() -> mlflow().register(ml, "models:/loans/3", "loans"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("onnx flavor")
                .hasMessageContaining("sklearn");
    }

    @Test
    void aFileOutsideOfTheModelIsRefused() throws IOException {
        mlruns().file(MODEL + "/MLmodel", "flavors:\n  onnx:\n    data: ../../../../secret.onnx\n");
        Files.copy(Mlruns.onnx("iris_logreg"), directory.resolve("secret.onnx"));

        assertThatThrownBy(() -> mlflow().register(ml, "models:/loans/3", "loans"))
                .isInstanceOf(InvalidInput.class);
        assertThat(ml.models()).isEmpty();
    }

    @Test
    void whatIsNotThereIsNotFound() {
        mlruns();

        assertThatThrownBy(() -> mlflow().mlModel("models:/loans/4"))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("[3]");
        assertThatThrownBy(() -> mlflow().mlModel("models:/loan/3"))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("[loans]");
        assertThatThrownBy(() -> mlflow().mlModel("runs:/" + Mlruns.RUN + "/other"))
                .isInstanceOf(NotFound.class);
    }
}
