package io.mlops4j.core;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Command lines that run a class of the tests in a JVM of its own, whether this one runs on a class path or a module path. */
public final class ChildJvm {
    private ChildJvm() {}

    /** The command that runs a class with its arguments; options of the JVM come first. */
    public static List<String> command(Class<?> main, List<String> options, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", classPath(main), main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Starts a command; what it writes to its error stream goes with what it prints. */
    public static Process start(List<String> command) throws IOException {
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static String classPath(Class<?> main) {
        Set<String> path = new LinkedHashSet<>();
        path.add(root(main));
        path.add(root(io.mlops4j.core.journal.FileJournal.class));
        for (String property : List.of("jdk.module.path", "java.class.path")) {
            path.addAll(List.of(System.getProperty(property, "").split(File.pathSeparator)));
        }
        path.remove("");
        return String.join(File.pathSeparator, path);
    }

    /** The directory that a class was loaded from; the resource names it even where a module was patched with it. */
    private static String root(Class<?> type) {
        String file = type.getName().replace('.', '/') + ".class";
        String url = type.getResource("/" + file).toString();
        return url.startsWith("file:")
                ? Path.of(URI.create(url.substring(0, url.length() - file.length())))
                        .toString()
                : Path.of(URI.create(url.substring("jar:".length(), url.indexOf("!/"))))
                        .toString();
    }
}
