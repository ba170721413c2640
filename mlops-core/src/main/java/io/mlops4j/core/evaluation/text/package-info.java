/** Overlap of texts with references: {@link io.mlops4j.core.evaluation.text.TextTask}. */
@NullMarked
package io.mlops4j.core.evaluation.text;

import org.jspecify.annotations.NullMarked;
