package io.mlops4j.examples;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A model's life on real data, told as it happens: trained once, trained again and better, and written for serving. */
public final class Life {
    private static final int SHOWN = 5;

    private Life() {}

    /**
     * Runs it.
     *
     * @param args the directory to leave the models in, by default {@code mlops-data}
     * @throws IOException if the directory can't be written
     */
    public static void main(String[] args) throws IOException {
        Path directory = Files.createDirectories(Path.of(args.length > 0 ? args[0] : "mlops-data"));
        tell(directory, System.out);
    }

    static void tell(Path directory, PrintStream out) throws IOException {
        Tumours tumours = Tumours.published();
        out.printf(
                "%d tumours, %d measurements each%n",
                tumours.rows().size(), tumours.measurements().size());
        tumours.rows().stream()
                .limit(SHOWN)
                .forEach(tumour -> out.printf(
                        "  %3d  %s …  %s%n",
                        tumour.id(), tumour.values().subList(0, SHOWN), tumour.malignant() ? "malignant" : "benign"));

        for (Recipe recipe : new Recipe[] {Recipe.firstTry(), Recipe.secondLook()}) {
            TumourModel model = TumourModel.train(recipe, tumours.training());
            Path file = model.writeOnnx(directory.resolve(recipe.name() + ".onnx"));
            out.printf("%s, written to %s%n", recipe, file);
        }
    }
}
