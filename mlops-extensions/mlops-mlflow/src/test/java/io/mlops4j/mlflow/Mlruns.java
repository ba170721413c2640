package io.mlops4j.mlflow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Directories as MLflow itself writes them, field by field after its {@code store/tracking/file_store.py}, {@code
 * store/model_registry/file_store.py} and {@code onnx/__init__.py} of versions 1, 2 and 3; the values are made up.
 */
final class Mlruns {
    static final String OLD_RUN = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
    static final String RUN = "12e45678901234567890123456789012";
    static final String CHILD = "aaaabbbbccccddddeeeeffff00001111";

    private final Path root;

    Mlruns(Path root) {
        this.root = root;
    }

    Path root() {
        return root;
    }

    Mlruns file(String path, String text) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Mlruns model(String path, String model) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.copy(onnx(model), file);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path onnx(String model) {
        URL url = Mlruns.class.getResource("/models/" + model + ".onnx");
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** An experiment as 2.x writes it, at a place where it is no more. */
    Mlruns experiment(String id, String name) {
        return file(id + "/meta.yaml", """
                artifact_location: file:///home/ana/mlruns/%s
                creation_time: 1700000000000
                experiment_id: '%s'
                last_update_time: 1700000000000
                lifecycle_stage: active
                name: %s
                """.formatted(id, id, name));
    }

    /** A run as 1.x writes it: the experiment's id a number, no name but in a tag, metrics of two fields. */
    Mlruns oldRun(String experiment) {
        String run = experiment + "/" + OLD_RUN;
        return file(run + "/meta.yaml", """
                        artifact_uri: file:///home/ana/mlruns/%s/%s/artifacts
                        end_time: 1550000005000
                        entry_point_name: ''
                        experiment_id: %s
                        lifecycle_stage: active
                        name: ''
                        run_id: %s
                        run_uuid: %s
                        source_name: ''
                        source_type: 4
                        source_version: ''
                        start_time: 1550000000000
                        status: 4
                        tags: []
                        user_id: ana
                        """.formatted(experiment, OLD_RUN, experiment, OLD_RUN, OLD_RUN))
                .file(run + "/metrics/loss", "1550000001000 0.5\n1550000002000 1e-05\n1550000003000 nan\n")
                .file(run + "/params/alpha", "0.1")
                .file(run + "/tags/mlflow.runName", "first try")
                .file(run + "/tags/mlflow.source.git.commit", "9d1f")
                .file(run + "/artifacts/notes.txt", "hello");
    }

    /** A run as 2.x writes it, whose id looks like a number to a reader of YAML 1.2. */
    Mlruns run(String experiment) {
        String run = experiment + "/" + RUN;
        return meta(experiment, RUN, "dapper-owl-7", 3)
                .file(run + "/metrics/val/auc", "1700000001000 0.7 0\n1700000002000 0.8125 1\n1700000003000 inf 2\n")
                .file(
                        run + "/metrics/f1 score",
                        "1700000001000 -Infinity -3 loans 8f3a\n1700000002000 0.25 4 my loans 8f3a\n")
                .file(run + "/params/optimizer/lr", "0.01\n")
                .file(run + "/params/größe", "")
                .file(run + "/tags/mlflow.runName", "dapper-owl-7")
                .file(run + "/tags/mlflow.user", "ana")
                .file(run + "/tags/mlflow.note.content", "## Why\n\nIt overfits: 'a' \"b\"\n")
                .file(run + "/tags/team", "risk")
                .file(run + "/artifacts/plots/roc.svg", "<svg/>")
                .file(run + "/inputs/4e0b6b1d4b1c4bb2a8d6a5f6a1b2c3d4/meta.yaml", """
                        destination_id: d41d8cd98f00b204e9800998ecf8427e
                        destination_type: RUN
                        source_id: d41d8cd98f00b204e9800998ecf8427e
                        source_type: DATASET
                        tags:
                          mlflow.data.context: training
                        """)
                .file(experiment + "/datasets/d41d8cd98f00b204e9800998ecf8427e/meta.yaml", """
                        digest: 8f3a
                        name: loans
                        profile: '{"num_rows": 100}'
                        schema: null
                        source: '{"uri": "/home/ana/loans.csv"}'
                        source_type: local
                        """);
    }

    Mlruns child(String experiment) {
        return meta(experiment, CHILD, "fold 1", 5)
                .file(experiment + "/" + CHILD + "/tags/mlflow.parentRunId", RUN)
                .file(experiment + "/" + CHILD + "/params/fold", "1");
    }

    Mlruns meta(String experiment, String run, String name, int status) {
        return file(experiment + "/" + run + "/meta.yaml", """
                artifact_uri: file:///home/ana/mlruns/%s/%s/artifacts
                end_time: %s
                entry_point_name: ''
                experiment_id: '%s'
                lifecycle_stage: active
                run_id: %s
                run_name: %s
                run_uuid: %s
                source_name: ''
                source_type: 4
                source_version: ''
                start_time: 1700000000000
                status: %d
                tags: []
                user_id: ana
                """.formatted(
                        experiment, run, status < 3 ? "null" : "1700000004000", experiment, run, name, run, status));
    }

    /** A logged model as 2.x writes it, with columns. */
    Mlruns loggedModel(String directory, String run) {
        return model(directory + "/model.onnx", "iris_logreg").file(directory + "/MLmodel", """
                        artifact_path: model
                        flavors:
                          onnx:
                            code: null
                            data: model.onnx
                            onnx_session_options: null
                            onnx_version: 1.16.0
                            providers:
                            - CUDAExecutionProvider
                            - CPUExecutionProvider
                          python_function:
                            data: model.onnx
                            env:
                              conda: conda.yaml
                              virtualenv: python_env.yaml
                            loader_module: mlflow.onnx
                            python_version: 3.10.12
                        mlflow_version: 2.14.1
                        model_size_bytes: 1548
                        model_uuid: 7c1c5a4cf2b44f0d9c3f2f0f6d0c3b1a
                        run_id: %s
                        signature:
                          inputs: '[{"type": "double", "name": "sepal length", "required": true}, {"type":
                            "double", "name": "sepal width", "required": true}, {"type": "double", "name":
                            "petal length", "required": true}, {"type": "double", "name": "petal width",
                            "required": true}]'
                          outputs: null
                          params: null
                        utc_time_created: '2024-06-20 09:17:03.526781'
                        """.formatted(run));
    }

    Mlruns registered(String name, int version, String source, String run) {
        return file("models/" + name + "/meta.yaml", """
                        aliases: {}
                        creation_timestamp: 1700000100000
                        description: null
                        last_updated_timestamp: 1700000100000
                        name: %s
                        """.formatted(name))
                .file("models/" + name + "/version-" + version + "/meta.yaml", """
                        aliases: []
                        creation_timestamp: 1700000100000
                        current_stage: None
                        description: Scores loans.
                        last_updated_timestamp: 1700000100000
                        name: %s
                        run_id: %s
                        run_link: null
                        source: %s
                        status: READY
                        status_message: null
                        storage_location: %s
                        user_id: null
                        version: %d
                        """.formatted(
                                name, run, source, source, version))
                .file("models/" + name + "/version-" + version + "/tags/team", "risk")
                .file("models/" + name + "/aliases/champion", Integer.toString(version));
    }
}
