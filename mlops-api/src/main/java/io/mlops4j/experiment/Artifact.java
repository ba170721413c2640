package io.mlops4j.experiment;

/**
 * A file that a run has stored.
 *
 * @param name its path among the artifacts of the run, with {@code /} between folders
 * @param digest the SHA-256 of its bytes, 64 hexadecimal digits
 * @param sizeBytes its size
 */
public record Artifact(String name, String digest, long sizeBytes) {}
