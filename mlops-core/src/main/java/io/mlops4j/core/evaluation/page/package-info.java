/**
 * Reports on evaluations for people: {@link io.mlops4j.core.evaluation.page.EvaluationPage} as HTML, {@link
 * io.mlops4j.core.evaluation.page.EvaluationMarkdown} as Markdown. They know kinds of figures, not tasks, so that an evaluation of any
 * task, also one made by hand, can be shown.
 */
@NullMarked
package io.mlops4j.core.evaluation.page;

import org.jspecify.annotations.NullMarked;
