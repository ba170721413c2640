/**
 * Evaluations for people: {@link io.mlops4j.core.evaluation.page.EvaluationPage} as one self-contained page,
 * {@link io.mlops4j.core.evaluation.page.EvaluationMarkdown} as text for a merge request or a wiki.
 */
@NullMarked
package io.mlops4j.core.evaluation.page;

import org.jspecify.annotations.NullMarked;
