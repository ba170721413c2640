/**
 * The third step's result and the fourth's start: registered models, their versions, aliases and signatures. Start at {@link
 * io.mlops4j.model.Model}.
 */
@NullMarked
package io.mlops4j.model;

import org.jspecify.annotations.NullMarked;
