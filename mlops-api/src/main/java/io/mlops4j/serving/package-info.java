/**
 * The fourth step of the life: endpoints that answer requests, and the tensors that go in and come out. Start at {@link
 * io.mlops4j.serving.Endpoint} and {@link io.mlops4j.serving.Tensor}.
 */
@NullMarked
package io.mlops4j.serving;

import org.jspecify.annotations.NullMarked;
