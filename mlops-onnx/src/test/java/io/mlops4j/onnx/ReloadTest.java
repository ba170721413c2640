package io.mlops4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Closing a native session under a call that is in it kills the process (onnxruntime#21812), so this has a process to lose. */
class ReloadTest {
    @TempDir
    Path directory;

    @Test
    void modelsAreClosedAndLoadedUnderLoadWithoutHarm() throws Exception {
        ChildJvm.Outcome outcome = ChildJvm.run(directory, 2, ReloadProgram.class, "2000");

        assertThat(outcome.exit()).as(outcome.output()).isZero();
        assertThat(outcome.output()).containsPattern("reloads=[1-9]\\d* answered=[1-9]");
        System.out.println("Two seconds of reloads: " + outcome.output().strip());
    }
}
