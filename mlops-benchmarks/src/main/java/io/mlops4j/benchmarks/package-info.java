/** Benchmarks, each in the same run as the peer that it is measured against. */
@NullMarked
package io.mlops4j.benchmarks;

import org.jspecify.annotations.NullMarked;
