package io.mlops4j.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Models on disk as ONNX Runtime optimised them. A file's name is {@code KEY-SHA256.onnx}: the key is made of everything that the result depends on, and
 * the SHA-256 is the file's own, so that a file that was damaged, cut short or put in its place is found out, thrown away and made again. Written under
 * another name and then renamed, so several processes may share the directory.
 *
 * <p>What nobody has loaded for 30 days, as after a new version of the runtime, is deleted when something new comes.
 *
 * <p>It only ever saves time: where the directory cannot be used, the model is loaded without it, and a line in the log says so.
 */
final class OptimizedModels {
    private static final Logger log = LoggerFactory.getLogger(OptimizedModels.class);
    private static final HexFormat HEX = HexFormat.of();

    /** What is called otherwise is somebody else's, as a model that lies in the same directory. */
    private static final Pattern OURS = Pattern.compile("[0-9a-f]{64}(-[0-9a-f]{64}\\.onnx|[0-9]+\\.new)");

    private static final Duration UNUSED_FOR = Duration.ofDays(30);
    private static final Duration TOLD_ONCE_IN = Duration.ofDays(1);

    private final Path directory;

    OptimizedModels(Path directory) {
        this.directory = directory;
    }

    /** Loads a model from here, or from its file, and then keeps here what became of it. */
    OpenSession open(OrtEnvironment environment, Path file, SessionPlan plan) throws OrtException {
        try {
            Files.createDirectories(directory);
            String key = key(file, plan, environment.getVersion());
            OpenSession kept = openKept(environment, key, plan);
            return kept == null ? openAndKeep(environment, file, key, plan) : kept;
        } catch (IOException e) {
            log.warn("The optimised models in '{}' cannot be used: {}. '{}' is loaded without.", directory, e, file);
            return OpenSession.of(environment, file, plan, plan.level(), null);
        }
    }

    private @Nullable OpenSession openKept(OrtEnvironment environment, String key, SessionPlan plan)
            throws IOException {
        try (DirectoryStream<Path> candidates = Files.newDirectoryStream(directory, key + "-*.onnx")) {
            for (Path candidate : candidates) {
                if (candidate.getFileName().toString().equals(name(key, candidate))) {
                    try {
                        // What is optimised already is not optimised again.
                        OpenSession session = OpenSession.of(environment, candidate, plan, OptLevel.NO_OPT, null);
                        touch(candidate);
                        return session;
                    } catch (OrtException e) {
                        log.warn(
                                "ONNX Runtime refuses the optimised model '{}', which is made again: {}",
                                candidate,
                                Reason.of(e));
                    }
                } else {
                    log.warn("The optimised model '{}' is damaged, and is made again.", candidate);
                }
                Files.deleteIfExists(candidate);
            }
        }
        return null;
    }

    private OpenSession openAndKeep(OrtEnvironment environment, Path file, String key, SessionPlan plan)
            throws OrtException, IOException {
        Path unnamed = Files.createTempFile(directory, key, ".new");
        try {
            OpenSession session = OpenSession.of(environment, file, plan, plan.level(), unnamed);
            keep(unnamed, key);
            discardUnused();
            return session;
        } catch (OrtException e) {
            // Either the model cannot be loaded, which comes out now, or its optimised form cannot be written.
            OpenSession session = OpenSession.of(environment, file, plan, plan.level(), null);
            log.warn("The optimised form of '{}' cannot be kept: {}", file, Reason.of(e));
            return session;
        } finally {
            discard(unnamed);
        }
    }

    /** Says that a file is in use, by the time of its last change. */
    private static void touch(Path file) {
        try {
            Instant now = Instant.now();
            if (Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(TOLD_ONCE_IN))) {
                Files.setLastModifiedTime(file, FileTime.from(now));
            }
        } catch (IOException e) {
            log.debug("'{}' will count as unused: {}", file, e.toString());
        }
    }

    private void discardUnused() {
        Instant before = Instant.now().minus(UNUSED_FOR);
        try (DirectoryStream<Path> all = Files.newDirectoryStream(directory, "*.{onnx,new}")) {
            for (Path file : all) {
                if (OURS.matcher(file.getFileName().toString()).matches()
                        && Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            log.warn("Optimised models that nobody uses stay in '{}': {}", directory, e.toString());
        }
    }

    /** Deletes what was not renamed. */
    private void discard(Path unnamed) {
        try {
            Files.deleteIfExists(unnamed);
        } catch (IOException e) {
            log.warn("The file '{}' is left behind: {}", unnamed, e.toString());
        }
    }

    private void keep(Path unnamed, String key) {
        try {
            Path named = directory.resolve(name(key, unnamed));
            try {
                Files.move(unnamed, named, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(unnamed, named, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            log.warn("An optimised model cannot be kept in '{}': {}", directory, e.toString());
        }
    }

    private static String name(String key, Path content) throws IOException {
        return key + "-" + HEX.formatHex(digest(content)) + ".onnx";
    }

    private static String key(Path file, SessionPlan plan, String version) throws IOException {
        MessageDigest key = sha256();
        key.update(digest(file));
        for (String part : new String[] {
            version,
            Processor.description(),
            plan.level().name(),
            plan.sessionEntries().toString()
        }) {
            key.update(part.getBytes(StandardCharsets.UTF_8));
            key.update((byte) 0);
        }
        return HEX.formatHex(key.digest());
    }

    private static byte[] digest(Path file) throws IOException {
        MessageDigest digest = sha256();
        byte[] chunk = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                digest.update(chunk, 0, read);
            }
        }
        return digest.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            // Every Java platform has it.
            throw new IllegalStateException(e);
        }
    }
}
