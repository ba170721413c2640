/**
 * Contracts as tests: extend one in your own test sources, hand it your backend, and run it. {@link io.mlops4j.testkit.ModelRuntimeContract} is for
 * model runtimes.
 */
@NullMarked
package io.mlops4j.testkit;

import org.jspecify.annotations.NullMarked;
