package io.mlops4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EnvironmentTest {
    /** ONNX Runtime 1.29 recurses over the command line when it starts; on an ordinary stack 5 kB of it kill the process. */
    @Test
    void aProcessWithALongCommandLineStartsOnnxRuntime() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Start.class.getName(),
                        "a/library.jar:".repeat(9_000))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
    }

    /** What the process does. */
    static final class Start {
        private Start() {}

        public static void main(String[] arguments) {
            assertThat(new OnnxRuntime().version()).isNotEmpty();
        }
    }
}
