package io.mlops4j.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.InvalidInput;
import org.junit.jupiter.api.Test;

class YamlTest {
    private static Object value(String text) {
        return Yaml.read("test", "a: " + text + "\n").get("a");
    }

    @Test
    void wordsMeanWhatTheyMeanToPyYaml() {
        assertThat(value("12e45678901234567890123456789012")).isEqualTo("12e45678901234567890123456789012");
        assertThat(value("yes")).isEqualTo(true);
        assertThat(value("Off")).isEqualTo(false);
        assertThat(value("~")).isNull();
        assertThat(value("null")).isNull();
        assertThat(value("")).isNull();
        assertThat(value("None")).isEqualTo("None");
        assertThat(value("1_000")).isEqualTo(1000L);
        assertThat(value("1e5")).isEqualTo("1e5");
        assertThat(value("1.0e+5")).isEqualTo(1e5);
        assertThat(value("-.inf")).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(value("2024-06-20")).isEqualTo("2024-06-20");
        assertThat(value("'123'")).isEqualTo("123");
    }

    @Test
    void aTagThatNamesAClassIsRefused() {
        assertThatThrownBy(() -> value("!!python/object/apply:os.system ['true']"))
                .isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> value("!!javax.script.ScriptEngineManager []")).isInstanceOf(InvalidInput.class);
    }

    @Test
    void aLaughThatGrowsIsRefused() {
        StringBuilder yaml = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            yaml.append("a" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ", ").repeat(9) + "*a" + (i - 1) + "]\n");
        }

        assertThatThrownBy(() -> Yaml.read("test", yaml.toString())).isInstanceOf(InvalidInput.class);
    }

    @Test
    void whatHoldsItselfIsRefused() {
        assertThatThrownBy(() -> Yaml.read("test", "a: &a\n  b: *a\n")).isInstanceOf(InvalidInput.class);
    }

    @Test
    void whatIsTooDeepOrTooLongIsRefused() {
        assertThatThrownBy(() -> value("[".repeat(100_000))).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> value("'" + "x".repeat(Yaml.MOST_CHARACTERS) + "'"))
                .isInstanceOf(InvalidInput.class);
    }

    @Test
    void whatIsNoMappingIsRefused() {
        assertThatThrownBy(() -> Yaml.read("test", "")).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> Yaml.read("test", "- a\n")).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> Yaml.read("test", "a: 1\na: 2\n")).isInstanceOf(InvalidInput.class);
    }

    @Test
    void anMlModelKeepsUnknownKeysInTheirPlaces() {
        String yaml =
                "zebra: 1\nflavors:\n  onnx:\n    data: model.onnx\n    later: [1, 2.5, yes, null]\nauth_policy: {a: b}\n";
        MlModel model = MlModel.parse("test", yaml);

        MlModel changed = MlModel.parse("again", model.with("run_id", "abc").toYaml());

        assertThat(changed.fields().keySet()).containsExactly("zebra", "flavors", "auth_policy", "run_id");
        assertThat(changed.flavors()).isEqualTo(model.flavors());
        assertThat(MlModel.parse("third", model.toYaml())).isEqualTo(model);
    }
}
