package io.mlops4j.monitoring;

import io.mlops4j.InvalidInput;
import io.mlops4j.spi.AlertEngine;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Posts alerts to an address as JSON. An answer of 2xx is a delivery. A status of 4xx other than 408, 425 and 429 is final; all else, and what
 * takes longer than the timeout, is tried again, not before a {@code Retry-After} says. Redirections are not followed.
 *
 * <p>Each request carries {@code Mlops4j-Delivery: <alert id>-<notice>}, by which a receiver knows a message that came twice. With a secret it
 * also carries {@code Mlops4j-Signature: t=<seconds since 1970>,v1=<hex>}, where the hex digits are the HMAC-SHA256 of the seconds, a full stop and the
 * body's bytes: receivers compute it again, compare in constant time, and refuse what is more than some minutes old.
 *
 * <p>Immutable; each setting answers another sink. Thread-safe.
 */
public final class WebhookSink implements AlertSink {
    /** In which form the alert is told. */
    public enum Body {
        /** As a message with an attachment, as the incoming webhooks of Slack, Mattermost, Rocket.Chat and Discord ({@code /slack}) take it. */
        SLACK,
        /** All fields of the alert, for programs. */
        JSON
    }

    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(5);
    /** A token as RFC 9110 has it. */
    private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}");

    private static final Set<String> TAKEN = Set.of(
            "connection",
            "content-length",
            "content-type",
            "expect",
            "host",
            "mlops4j-delivery",
            "mlops4j-signature",
            "transfer-encoding",
            "upgrade");

    private final URI uri;
    private final String name;
    private final Body body;
    private final @Nullable String secret;
    private final Duration timeout;
    private final Retries retries;
    private final Map<String, String> headers;

    private WebhookSink(
            URI uri,
            String name,
            Body body,
            @Nullable String secret,
            Duration timeout,
            Retries retries,
            Map<String, String> headers) {
        this.uri = uri;
        this.name = name;
        this.body = body;
        this.secret = secret;
        this.timeout = timeout;
        this.retries = retries;
        this.headers = headers;
    }

    static WebhookSink to(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!(scheme.equals("https") || scheme.equals("http")) || uri.getHost() == null || uri.getUserInfo() != null) {
            throw new InvalidInput(
                    "Alerts cannot be posted to an address of scheme '" + scheme + "' and host '" + uri.getHost()
                            + "'; give an http or https address with a host and without user and password (a header can carry those).");
        }
        return new WebhookSink(
                uri, "webhook " + uri.getHost(), Body.SLACK, null, DEFAULT_TIMEOUT, Retries.defaults(), Map.of());
    }

    /** The same under another name; {@code webhook} and the host by default. */
    public WebhookSink named(String name) {
        if (name.isBlank()) {
            throw new InvalidInput(
                    "The name of the webhook at '" + uri.getHost() + "' is empty; give it one, as 'pager'.");
        }
        return new WebhookSink(uri, name, body, secret, timeout, retries, headers);
    }

    /** The same in another form; {@link Body#SLACK} by default. */
    public WebhookSink body(Body body) {
        return new WebhookSink(uri, name, body, secret, timeout, retries, headers);
    }

    /**
     * The same, where each request is signed; not signed by default.
     *
     * @param secret what sender and receiver share, at least 16 characters; its UTF-8 bytes are the key. It is never logged or stored
     */
    public WebhookSink signedWith(String secret) {
        if (secret.length() < 16) {
            throw new InvalidInput("The secret of webhook '" + name + "' has " + secret.length()
                    + " characters, which can be guessed; give at least 16.");
        }
        return new WebhookSink(uri, name, body, secret, timeout, retries, headers);
    }

    /**
     * The same with another deadline for a request, from connecting to the end of the answer; 10 seconds by default.
     *
     * @param timeout more than zero, at most five minutes
     */
    public WebhookSink timeout(Duration timeout) {
        if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new InvalidInput("Webhook '" + name + "' cannot have a timeout of " + timeout
                    + "; give more than zero and at most five minutes.");
        }
        return new WebhookSink(uri, name, body, secret, timeout, retries, headers);
    }

    /** The same, tried otherwise after failures; {@link Retries#defaults} by default. */
    public WebhookSink retries(Retries retries) {
        return new WebhookSink(uri, name, body, secret, timeout, retries, headers);
    }

    /**
     * The same with one header more, as {@code Authorization}; the same name again replaces it. Values are never logged or stored.
     *
     * @param name a token as HTTP has it, none of those that the sink itself sets
     * @param value printable ASCII, spaces and tabs
     */
    public WebhookSink header(String name, String value) {
        if (!HEADER_NAME.matcher(name).matches() || TAKEN.contains(name.toLowerCase(Locale.ROOT))) {
            throw new InvalidInput("Webhook '" + this.name + "' cannot send a header '" + name
                    + "'; give a name of letters, digits and '-' that the request does not set itself.");
        }
        if (!value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c < 0x7F))) {
            throw new InvalidInput("The header '" + name + "' of webhook '" + this.name
                    + "' has a value with a line break or a character beyond ASCII; give printable ASCII.");
        }
        Map<String, String> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        more.putAll(headers);
        more.put(name, value);
        return new WebhookSink(uri, this.name, body, secret, timeout, retries, Collections.unmodifiableMap(more));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Retries retries() {
        return retries;
    }

    @Override
    public void deliver(Alert alert) {
        AlertEngine.installed().post(alert, this);
    }

    /** Where alerts are posted. It may hold a secret, as Slack's addresses do. */
    public URI uri() {
        return uri;
    }

    /** In which form. */
    public Body body() {
        return body;
    }

    /** What requests are signed with, if they are. */
    public Optional<String> findSecret() {
        return Optional.ofNullable(secret);
    }

    /** The deadline of a request. */
    public Duration timeout() {
        return timeout;
    }

    /** The additional headers by name. */
    public Map<String, String> headers() {
        return headers;
    }

    /** Its name; no path, secret or header, since those must not reach a log. */
    @Override
    public String toString() {
        return name;
    }
}
