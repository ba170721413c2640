/** Conformance kits: whether a storage backend or a model runtime keeps its contract. */
module io.mlops4j.testkit {
    requires transitive io.mlops4j;
    requires transitive org.junit.jupiter.api;
    requires transitive org.assertj.core;
    requires static org.jspecify;

    exports io.mlops4j.testkit;
}
