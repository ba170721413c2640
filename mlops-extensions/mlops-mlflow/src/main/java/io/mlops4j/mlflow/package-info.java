/**
 * What a Python team keeps with MLflow, read and written as files: experiments, runs, registered models and {@code MLmodel} files. No MLflow,
 * no Python and no server is needed. Start at {@link io.mlops4j.mlflow.Mlflow}.
 *
 * <pre>{@code
 * Mlflow mlflow = Mlflow.directory(Path.of("mlruns"));
 *
 * ModelVersion v = mlflow.register(ml, "models:/loans@champion", "loans");   // with its run: parameters, metrics, tags, artifacts
 * ImportReport report = mlflow.importExperiment("loans", ml);                // all runs; a second time only what is new
 *
 * mlflow.export(ml.experiment("loans"));                                     // runs logged here, for `mlflow ui`
 * mlflow.export(ml.model("loans").version("champion"));
 * }</pre>
 */
@NullMarked
package io.mlops4j.mlflow;

import org.jspecify.annotations.NullMarked;
