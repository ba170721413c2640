/** Forecasts of time series: {@link io.mlops4j.core.evaluation.forecast.ForecastTask}. */
@NullMarked
package io.mlops4j.core.evaluation.forecast;

import org.jspecify.annotations.NullMarked;
