/** Reports what endpoints and monitors do to Micrometer. */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"}) // Micrometer has no module descriptor
module io.mlops4j.micrometer {
    requires transitive io.mlops4j;
    requires transitive micrometer.core;
    requires static org.jspecify;

    exports io.mlops4j.micrometer;
}
