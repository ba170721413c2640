/** Reads and writes the directories that MLflow keeps its runs and models in. */
module io.mlops4j.mlflow {
    requires transitive io.mlops4j;
    requires static org.jspecify;
    requires org.snakeyaml.engine;
    requires tools.jackson.databind;

    exports io.mlops4j.mlflow;

    uses io.mlops4j.spi.ModelRuntime;
}
