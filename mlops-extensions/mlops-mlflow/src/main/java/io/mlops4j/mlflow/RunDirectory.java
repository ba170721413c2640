package io.mlops4j.mlflow;

import java.nio.file.Path;

/**
 * Where a run lies, before all of it is read.
 *
 * @param id its id
 * @param parent the id of the run that it is part of, or the empty string
 */
record RunDirectory(Path path, Meta meta, String id, String parent) {}
