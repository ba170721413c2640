/**
 * Forecasts of time series: {@link io.mlops4j.core.evaluation.forecast.ForecastTask}, and backtests of one:
 * {@link io.mlops4j.core.evaluation.forecast.BacktestTask}.
 */
@NullMarked
package io.mlops4j.core.evaluation.forecast;

import org.jspecify.annotations.NullMarked;
