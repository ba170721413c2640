package io.mlops4j.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mlops4j.Mlops;
import io.mlops4j.experiment.Experiment;
import io.mlops4j.experiment.Run;
import io.mlops4j.experiment.RunRecord;
import io.mlops4j.experiment.RunStatus;
import io.mlops4j.model.ModelVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** What is exported, read by PyYAML and by the rules of MLflow's own reader; where there is a python3 with PyYAML. */
class PythonReaderTest {
    @TempDir
    Path directory;

    @BeforeAll
    static void pythonIsThere() throws Exception {
        boolean there;
        try {
            there = new ProcessBuilder("python3", "-c", "import yaml").start().waitFor() == 0;
        } catch (IOException e) {
            there = false;
        }
        assumeTrue(there, "no python3 with PyYAML");
    }

    private static String python(String... arguments) throws Exception {
        String[] command = new String[arguments.length + 1];
        command[0] = "python3";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PYTHONIOENCODING", "utf-8");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    @Test
    void mlflowsReaderTakesAllThatIsExported() throws Exception {
        Path root = directory.resolve("mlruns");
        try (Mlops ml = Mlops.builder().inMemory().build()) {
            Experiment loans = ml.experiment("yes");
            Run run = loans.run("12e45: \"null\"", r -> {
                r.param("lr", "0.1")
                        .param("lr(max)", "1")
                        .param("lr/decay", "n\no")
                        .tag("../x", "y")
                        .tag("größe", "1");
                r.metric("auc", Double.NaN, 0).metric("auc", 1e-7, -1).metric("loss/√", Double.NEGATIVE_INFINITY, 5);
                r.note("# Why");
                r.artifact("plots/a b.txt", new byte[3]);
            });
            RunRecord record = RunRecord.of("child", Instant.ofEpochMilli(5), Instant.ofEpochMilli(9))
                    .parent(run.id());
            loans.add(record.status(RunStatus.PRUNED, ""));
            loans.add(record.status(RunStatus.FAILED, "out of memory"));
            new Mlruns(directory.resolve("python"))
                    .experiment("7", "credit")
                    .oldRun("7")
                    .run("7")
                    .child("7");
            Mlflow.directory(directory.resolve("python")).importAll(ml);
            ModelVersion version = ml.model("on")
                    .from(Mlruns.onnx("iris_logreg"))
                    .run(run)
                    .tag("a:b", "c")
                    .register();
            ml.model("on").alias("the champion", version, "why not");

            Mlflow mlflow = Mlflow.directory(root);
            mlflow.export(loans);
            mlflow.export(ml.experiment("credit"));
            mlflow.export(version);
        }

        String output = python("src/test/python/filestore_check.py", root.toString());

        assertThat(output)
                .contains("'yes'", "'12e45: \"null\"'", Mlruns.RUN, "'on' ['version-1'] {'the_champion': '1'}");
    }

    @Test
    void pyYamlReadsTheSameValues() throws Exception {
        List<String> texts = List.of(
                "",
                "null",
                "~",
                "yes",
                "No",
                "1",
                "01",
                "0x1F",
                "1_0",
                "1:30",
                "1e5",
                "12e45678901234567890123456789012",
                ".inf",
                "2024-01-01",
                "=",
                "<<",
                "- a",
                "a: b",
                "#",
                "'",
                "\"",
                "\\",
                "\n",
                "a\r\nb",
                "\t",
                "\u0085",
                "\u2028",
                "\uFEFF",
                "😀",
                " a ",
                "&a",
                "*a",
                "!a",
                "|",
                "%",
                "@",
                "`",
                "None",
                "a.b/c-d",
                "\u0007");
        List<Double> numbers = List.of(1e22, 1e-7, 0.1, -0.0, 1.0, Double.MAX_VALUE);
        new Mlruns(directory).file("test.yaml", YamlText.of(Map.of("texts", texts, "numbers", numbers, "whole", 12L)));

        String json = python(
                "-c",
                "import yaml,json,sys; print(json.dumps(yaml.safe_load(open(sys.argv[1], encoding='utf-8', newline=''))))",
                directory.resolve("test.yaml").toString());

        assertThat(JsonMapper.builder().build().readValue(json, Map.class))
                .isEqualTo(Map.of("texts", texts, "numbers", numbers, "whole", 12));
    }
}
