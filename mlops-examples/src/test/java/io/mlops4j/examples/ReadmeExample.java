package io.mlops4j.examples;

import java.io.IOException;
import java.nio.file.Path;

/** The code that the README shows, so that it compiles; {@link ReadmeTest} holds the two together. */
final class ReadmeExample {
    private ReadmeExample() {}

    static void trainAndWrite() throws IOException {
        Tumours tumours = Tumours.published();
        TumourModel model = TumourModel.train(Recipe.secondLook(), tumours.training());
        model.writeOnnx(Path.of("tumours.onnx"));
    }
}
