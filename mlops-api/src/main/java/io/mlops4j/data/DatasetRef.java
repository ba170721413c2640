package io.mlops4j.data;

/**
 * Names one version of a dataset.
 *
 * @param name the dataset
 * @param number the version
 * @param digest the digest of the version
 */
public record DatasetRef(String name, int number, String digest) {}
