package io.mlops4j.mlflow;

import io.mlops4j.InvalidInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A model in MLflow's files that an address has led to.
 *
 * @param address the address, with a number in the place of an alias
 * @param files where its files may be
 * @param directory the directory of its MLmodel file
 * @param runId the run that made it, or the empty string
 * @param version the registered version that it is, if the address named one
 */
record ModelSource(
        String address, StoreFiles files, Path directory, String runId, Optional<MlflowModelVersion> version) {
    MlModel mlModel() {
        files.text(directory.resolve(MlModel.FILE));
        return MlModel.read(directory);
    }

    /** The ONNX file of the model. */
    Path onnxFile(MlModel model) {
        String data = model.onnxFile()
                .orElseThrow(() ->
                        new InvalidInput("The model at '" + address + "' was not logged with the onnx flavor, but with "
                                + model.flavors().keySet()
                                + "; log it with mlflow.onnx.log_model to have it registered here."));
        Path file = files.find(StoreFiles.below(directory, data));
        if (file == null || !Files.isRegularFile(file)) {
            throw new InvalidInput(
                    "The model at '" + address + "' has no file '" + data + "', which its MLmodel file names.");
        }
        return file;
    }
}
