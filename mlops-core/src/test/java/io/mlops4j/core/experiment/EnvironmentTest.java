package io.mlops4j.core.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlops4j.experiment.Environment;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentTest {
    private static final String COMMIT = "490685a0c1d2e3f405162738495a6b7c8d9e0f1a";

    @TempDir
    Path dir;

    @Test
    void anEnvironmentIsReadAsItWasWritten() {
        Environment environment = new Environment(
                "17.0.13+11",
                "Eclipse",
                "Linux 6.1",
                "amd64",
                2,
                1L << 31,
                "host",
                COMMIT,
                Map.of("guava", "33.5.0-jre", "mine", ""));
        assertThat(EnvironmentJson.read(EnvironmentJson.write(environment))).isEqualTo(environment);
    }

    @Test
    void theCommitIsFoundFromAFolderInsideTheCheckout() throws IOException {
        Path git = Files.createDirectories(dir.resolve(".git/refs/heads"));
        Files.writeString(dir.resolve(".git/HEAD"), "ref: refs/heads/main\n");
        Files.writeString(git.resolve("main"), COMMIT + "\n");
        assertThat(GitCommit.of(Files.createDirectories(dir.resolve("a/b")))).isEqualTo(COMMIT);
    }

    @Test
    void aPackedBranchIsFound() throws IOException {
        Files.createDirectories(dir.resolve(".git"));
        Files.writeString(dir.resolve(".git/HEAD"), "ref: refs/heads/main\n");
        Files.writeString(dir.resolve(".git/packed-refs"), "# pack-refs\n" + COMMIT + " refs/heads/main\n");
        assertThat(GitCommit.of(dir)).isEqualTo(COMMIT);
    }

    @Test
    void aDetachedHeadIsTheCommit() throws IOException {
        Files.createDirectories(dir.resolve(".git"));
        Files.writeString(dir.resolve(".git/HEAD"), COMMIT + "\n");
        assertThat(GitCommit.of(dir)).isEqualTo(COMMIT);
    }

    @Test
    void aLinkedWorktreeHasTheCommitOfItsOwnHead() throws IOException {
        Path common = Files.createDirectories(dir.resolve("main/.git/refs/heads"));
        Files.writeString(common.resolve("topic"), COMMIT + "\n");
        Path own = Files.createDirectories(dir.resolve("main/.git/worktrees/topic"));
        Files.writeString(own.resolve("HEAD"), "ref: refs/heads/topic\n");
        Files.writeString(own.resolve("commondir"), "../..\n");
        Path tree = Files.createDirectories(dir.resolve("topic"));
        Files.writeString(tree.resolve(".git"), "gitdir: " + own + "\n");
        assertThat(GitCommit.of(tree)).isEqualTo(COMMIT);
    }

    @Test
    void outsideOfACheckoutThereIsNoCommit() {
        assertThat(GitCommit.of(dir)).isEmpty();
    }

    @Test
    void aReferenceThatLeadsElsewhereIsNotFollowed() throws IOException {
        Files.createDirectories(dir.resolve(".git"));
        Files.writeString(dir.resolve("secret"), COMMIT);
        Files.writeString(dir.resolve(".git/HEAD"), "ref: ../secret\n");
        assertThat(GitCommit.of(dir)).isEmpty();
    }

    @Test
    void librariesAreNamedByTheirFiles() throws IOException {
        Path guava = jar("guava-33.5.0-jre.jar", null);
        Path plain = jar("mine.jar", null);
        assertThat(ClassPathLibraries.of(guava + File.pathSeparator + plain + File.pathSeparator + dir))
                .containsOnly(Map.entry("guava", "33.5.0-jre"), Map.entry("mine", ""));
    }

    @Test
    void aJarThatOnlyNamesOthersStandsForThem() throws IOException {
        jar("jackson-core-3.2.4.jar", null);
        Path launcher = jar("launcher.jar", "jackson-core-3.2.4.jar missing-1.0.jar");
        assertThat(ClassPathLibraries.of(launcher.toString())).containsOnly(Map.entry("jackson-core", "3.2.4"));
    }

    @Test
    void aJarThatCarriesOthersStandsForThemToo() throws IOException {
        Path fat = dir.resolve("service-2.0.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(fat))) {
            out.putNextEntry(new ZipEntry("BOOT-INF/lib/slf4j-api-2.0.17.jar"));
        }
        assertThat(ClassPathLibraries.of(fat.toString()))
                .containsOnly(Map.entry("service", "2.0"), Map.entry("slf4j-api", "2.0.17"));
    }

    @Test
    void aJarThatIsNoneIsNamedAllTheSame() throws IOException {
        Path broken = Files.writeString(dir.resolve("broken-1.2.jar"), "no zip");
        assertThat(ClassPathLibraries.of(broken.toString())).containsOnly(Map.entry("broken", "1.2"));
    }

    private Path jar(String name, String classPath) throws IOException {
        Path jar = dir.resolve(name);
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (classPath != null) {
            manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
        }
        try (OutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.flush();
        }
        return jar;
    }
}
