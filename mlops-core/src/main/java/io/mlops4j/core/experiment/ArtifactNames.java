package io.mlops4j.core.experiment;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.names.Names;

/** What an artifact may be called: a relative path that stays where it is put when the artifacts are written to a folder. */
final class ArtifactNames {
    private ArtifactNames() {}

    static String check(String name) {
        String checked = Names.title("Artifact", name);
        for (String part : checked.split("/", -1)) {
            if (part.isEmpty()
                    || part.equals(".")
                    || part.equals("..")
                    || part.indexOf('\\') >= 0
                    || part.indexOf(':') >= 0) {
                throw new InvalidInput(
                        "Artifact name '" + name
                                + "' is no relative path; write it like 'model.onnx' or 'plots/roc.svg', without '.', '..', ':' and '\\'.");
            }
        }
        return checked;
    }
}
