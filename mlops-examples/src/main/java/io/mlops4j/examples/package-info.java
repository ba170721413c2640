/**
 * Programs to run and to read: a model's whole life on real data. Start at {@link io.mlops4j.examples.Life}; the table is
 * {@link io.mlops4j.examples.Tumours}, the training {@link io.mlops4j.examples.TumourModel}.
 */
@NullMarked
package io.mlops4j.examples;

import org.jspecify.annotations.NullMarked;
