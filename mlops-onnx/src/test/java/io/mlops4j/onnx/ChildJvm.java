package io.mlops4j.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program in a process of its own: what would bring the process down, or is measured by it, is no matter for the JVM of the tests. */
final class ChildJvm {
    /**
     * What is left of a program.
     *
     * @param exit its exit code; that of a signal is above 128
     * @param output what it printed
     */
    record Outcome(int exit, String output) {}

    private ChildJvm() {}

    /** Runs a program with the class path of the tests. */
    static Outcome run(Path directory, int minutes, Class<?> program, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                // The whole heap is there from the start, so that the process grows by native memory only.
                "-Xms64m",
                "-Xmx64m",
                "-XX:+AlwaysPreTouch",
                "-XX:ErrorFile=" + directory.resolve("hs_err.log"),
                "-XX:+IgnoreUnrecognizedVMOptions",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                program.getName()));
        command.addAll(List.of(arguments));
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(minutes, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
            throw new AssertionError("The program did not end: " + Files.readString(output));
        }
        return new Outcome(process.exitValue(), Files.readString(output));
    }
}
