package io.mlops4j.core.monitoring.alert;

import io.mlops4j.AccessDenied;
import io.mlops4j.InvalidInput;
import io.mlops4j.Overloaded;
import io.mlops4j.Timeout;
import io.mlops4j.core.json.Json;
import io.mlops4j.monitoring.Alert;
import io.mlops4j.monitoring.WebhookSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One attempt to post an alert. What went wrong is thrown in the words of {@link io.mlops4j.monitoring.AlertSink#deliver}. */
final class WebhookPost {
    /** The longest that a receiver may ask to be left alone. */
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final HttpClient client;
    private final InstantSource clock;

    WebhookPost(HttpClient client, InstantSource clock) {
        this.client = client;
        this.clock = clock;
    }

    void deliver(Alert alert, WebhookSink webhook) {
        HttpResponse<String> response = exchange(request(alert, webhook), webhook);
        int status = response.statusCode();
        if (status >= 200 && status < 300) {
            return;
        }
        String said = "Webhook '" + webhook.name() + "' answered " + status
                + (response.body().isBlank() ? "" : " ('" + response.body() + "')") + " to alert " + alert.id();
        switch (status) {
            case 401, 403 -> throw new AccessDenied(said + "; check its address and its headers.");
            case 408 -> throw new Timeout(said + "; it is worth another attempt.");
            case 425, 429 -> throw overloaded(said, response);
            default -> {
                if (status >= 400 && status < 500) {
                    throw new InvalidInput(said + "; check its address, and whether it takes a body in the form "
                            + webhook.body() + ".");
                }
                if (status < 400) {
                    throw new InvalidInput(
                            said + "; redirections are not followed, so give the address that it leads to.");
                }
                throw overloaded(said, response);
            }
        }
    }

    private HttpRequest request(Alert alert, WebhookSink webhook) {
        byte[] body =
                Json.bytes(webhook.body() == WebhookSink.Body.SLACK ? SlackBody.of(alert) : AlertJson.alert(alert));
        HttpRequest.Builder request = HttpRequest.newBuilder(webhook.uri())
                .timeout(webhook.timeout())
                .setHeader("Content-Type", "application/json; charset=utf-8")
                .setHeader("User-Agent", "mlops4j");
        webhook.headers().forEach(request::setHeader);
        request.setHeader("Mlops4j-Delivery", alert.id() + "-" + alert.notice());
        webhook.findSecret()
                .ifPresent(
                        secret -> request.setHeader("Mlops4j-Signature", Signature.of(secret, clock.instant(), body)));
        return request.POST(HttpRequest.BodyPublishers.ofByteArray(body)).build();
    }

    /** The client's own timeout ends with the head of the answer; this one holds until its last byte. */
    private HttpResponse<String> exchange(HttpRequest request, WebhookSink webhook) {
        CompletableFuture<HttpResponse<String>> answer = client.sendAsync(request, head -> new Excerpt());
        try {
            return answer.get(webhook.timeout().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw late(webhook, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Timeout(
                    "The request to webhook '" + webhook.name() + "' was broken off since the process stops.", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof java.net.http.HttpTimeoutException) {
                throw late(webhook, cause);
            }
            String reason = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
            throw new UncheckedIOException(
                    "Webhook '" + webhook.name() + "' cannot be reached: " + reason + ".",
                    cause instanceof IOException io ? io : new IOException(cause));
        } finally {
            answer.cancel(true);
        }
    }

    private static Timeout late(WebhookSink webhook, Throwable cause) {
        return new Timeout("Webhook '" + webhook.name() + "' did not answer within " + webhook.timeout() + ".", cause);
    }

    private Overloaded overloaded(String said, HttpResponse<?> response) {
        Optional<Duration> pause = response.headers().firstValue("Retry-After").flatMap(this::pause);
        return pause.isPresent()
                ? new Overloaded(said + " and asks to be left alone for " + pause.get() + ".", pause.get())
                : new Overloaded(said + "; it is worth another attempt.");
    }

    /** Seconds, or a date, as RFC 9110 has it; what is neither says nothing. */
    private Optional<Duration> pause(String retryAfter) {
        Duration pause;
        if (retryAfter.matches("[0-9]{1,9}")) {
            pause = Duration.ofSeconds(Integer.parseInt(retryAfter));
        } else {
            try {
                Instant until = ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant();
                pause = Duration.between(clock.instant(), until);
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }
        if (pause.isNegative()) {
            return Optional.empty();
        }
        return Optional.of(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
    }
}
