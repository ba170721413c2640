package io.mlops4j.serving;

import java.util.List;

/** The endpoints of a process. Thread-safe. */
public interface Deployer {
    /**
     * The endpoint of a name: the same object each time. If a version was deployed to it before, by this process or another, the endpoint serves
     * it without being told.
     */
    Endpoint endpoint(String name);

    /** The names of all endpoints that were ever deployed to, sorted. */
    List<String> endpoints();

    /** The family of a name: the same object each time. */
    ModelFamily family(String name);

    /** The names of all families that ever had a version assigned, sorted. */
    List<String> families();
}
