package io.mlops4j.core.monitoring.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.AccessDenied;
import io.mlops4j.InvalidInput;
import io.mlops4j.Mlops;
import io.mlops4j.Overloaded;
import io.mlops4j.core.json.Json;
import io.mlops4j.data.Table;
import io.mlops4j.monitoring.Alert;
import io.mlops4j.monitoring.AlertFinding;
import io.mlops4j.monitoring.AlertSink;
import io.mlops4j.monitoring.AlertTopic;
import io.mlops4j.monitoring.AlertWindow;
import io.mlops4j.monitoring.DeliveryFailure;
import io.mlops4j.monitoring.Monitor;
import io.mlops4j.monitoring.Retries;
import io.mlops4j.monitoring.WebhookSink;
import io.mlops4j.monitoring.Window;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WebhookSinkTest {
    private static final Instant T = Instant.parse("2026-03-01T09:00:00Z");
    private static final Alert ALERT = Alert.builder("01ALERT", "scoring", AlertTopic.DRIFT)
            .findings(List.of(AlertFinding.above("income \"<&>\"", "psi", 0.31, 0.2)))
            .window(new AlertWindow(43, T, T.plusSeconds(3_600), 1_000))
            .report(URI.create("https://example.org/r/43"))
            .build();

    private final HttpReceiver receiver = new HttpReceiver();
    private final WebhookSink sink = AlertSink.webhook(receiver.uri()).timeout(Duration.ofSeconds(20));

    @AfterEach
    void close() {
        receiver.close();
    }

    private HttpReceiver.Request delivered(WebhookSink over) {
        over.deliver(ALERT);
        return receiver.requests().get(receiver.requests().size() - 1);
    }

    @Test
    void theBodyIsWhatSlackTakes() {
        HttpReceiver.Request request = delivered(sink);
        assertThat(request.line()).isEqualTo("POST /hook HTTP/1.1");
        assertThat(request.headers()).containsEntry("content-type", "application/json; charset=utf-8");
        // Slack asks that these three, and no others, be written as entities in a text.
        assertThat(Json.string(Json.parse(request.body()), "text"))
                .contains("scoring")
                .contains("income \"&lt;&amp;&gt;\"")
                .contains("https://example.org/r/43");
    }

    @Test
    void anotherBodyHasTheWholeAlert() {
        HttpReceiver.Request request = delivered(sink.body(WebhookSink.Body.JSON));
        assertThat(request.text()).contains("\"01ALERT\"").contains("0.31").contains("psi");
    }

    @Test
    void theSignatureIsAnHmacOfTheTimeAndTheBody() throws Exception {
        HttpReceiver.Request request = delivered(sink.signedWith("a secret of some length"));
        String header = request.headers().get("mlops4j-signature");
        Matcher parts = Pattern.compile("t=(\\d+),v1=([0-9a-f]{64})").matcher(header);
        assertThat(parts.matches()).as(header).isTrue();
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("a secret of some length".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        mac.update((parts.group(1) + ".").getBytes(StandardCharsets.UTF_8));
        assertThat(HexFormat.of().formatHex(mac.doFinal(request.body()))).isEqualTo(parts.group(2));
    }

    @Test
    void withoutASecretThereIsNoSignature() {
        assertThat(delivered(sink).headers()).doesNotContainKey("mlops4j-signature");
    }

    @Test
    void aDeliveryHasAnIdThatTellsWhetherItCameTwice() {
        assertThat(delivered(sink).headers().get("mlops4j-delivery")).startsWith("01ALERT-");
    }

    @Test
    void aReceiverThatIsBusySaysWhenToComeAgain() {
        receiver.next("429 Too Many Requests", "Retry-After: 17\r\n");
        assertThatThrownBy(() -> sink.deliver(ALERT))
                .isInstanceOfSatisfying(
                        Overloaded.class, e -> assertThat(e.findRetryAfter()).contains(Duration.ofSeconds(17)));
    }

    @Test
    void anErrorOfTheReceiverIsWorthAnotherAttempt() {
        receiver.next("500 Internal Server Error");
        assertThatThrownBy(() -> sink.deliver(ALERT))
                .isInstanceOf(Overloaded.class)
                .hasMessageContaining("500")
                .hasMessageContaining("01ALERT");
    }

    @Test
    void aReceiverThatDoesNotKnowUsIsGivenUp() {
        receiver.next("401 Unauthorized");
        assertThatThrownBy(() -> sink.deliver(ALERT)).isInstanceOf(AccessDenied.class);
    }

    @Test
    void anAddressThatIsWrongIsGivenUp() {
        receiver.next("404 Not Found");
        assertThatThrownBy(() -> sink.deliver(ALERT))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("404");
    }

    @Test
    void aRedirectionIsNotFollowed() {
        receiver.next("302 Found", "Location: http://localhost:1/elsewhere\r\n");
        assertThatThrownBy(() -> sink.deliver(ALERT))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("not followed");
        assertThat(receiver.requests()).hasSize(1);
    }

    @Test
    void aReceiverThatDoesNotAnswerIsLeftAfterTheTimeout() {
        receiver.next("");
        assertThatThrownBy(() -> sink.timeout(Duration.ofMillis(200)).deliver(ALERT))
                .isInstanceOf(io.mlops4j.Timeout.class)
                .hasMessageContaining("PT0.2S");
    }

    @Test
    void aReceiverThatIsNotThereIsNamedAndTheSecretIsNot() {
        receiver.close();
        assertThatThrownBy(() -> sink.signedWith("a secret of some length").deliver(ALERT))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("webhook localhost")
                .hasMessageNotContaining("a secret of some length");
    }

    @Test
    void aSecretIsNotShown() {
        assertThat(sink.signedWith("a secret of some length").header("X-Key", "hidden"))
                .asString()
                .doesNotContain("a secret of some length");
    }

    /** A monitor that has seen one window, which has drifted. */
    private static Monitor drifted(Mlops ml, AlertSink sink) {
        Random random = new Random(3);
        Monitor monitor = ml.monitor("scoring")
                .reference(Table.builder()
                        .doubles("income", random.doubles(2_000).toArray())
                        .build())
                .window(Window.ofCount(500))
                .alert(sink)
                .start();
        for (int i = 0; i < 500; i++) {
            monitor.observe(Map.of("income", 0.5 + random.nextDouble() / 2));
        }
        return monitor;
    }

    private static Monitor shift(Mlops ml, AlertSink sink) {
        Monitor monitor = drifted(ml, sink);
        monitor.flush();
        return monitor;
    }

    @Test
    void whatFailsIsKeptAndShownAndGoesOutAfterARestart(@TempDir Path directory) {
        receiver.next("503 Service Unavailable").next("503 Service Unavailable");
        WebhookSink patient = sink.retries(Retries.defaults().pauses(Duration.ofMillis(50), Duration.ofMillis(50)));
        try (Mlops ml = Mlops.open(directory)) {
            Monitor monitor =
                    shift(ml, sink.retries(Retries.defaults().pauses(Duration.ofSeconds(2), Duration.ofSeconds(2))));
            assertThat(monitor.alerts().failures())
                    .extracting(DeliveryFailure::sink)
                    .contains("webhook localhost");
        }
        int before = receiver.requests().size();
        try (Mlops ml = Mlops.open(directory)) {
            Monitor monitor = ml.monitor("scoring")
                    .window(Window.ofCount(500))
                    .alert(patient)
                    .start();
            while (!monitor.alerts().failures().isEmpty()) {
                LockSupport.parkNanos(5_000_000);
            }
            assertThat(receiver.requests().size()).isGreaterThan(before);
            assertThat(receiver.requests().get(receiver.requests().size() - 1).text())
                    .contains("income");
        }
    }

    /** The receiver answers after the windows only: if a row, or the judge, waited for it, they would never come. */
    @Test
    void neitherRowsNorWindowsWaitForAReceiverThatDoesNotAnswer() {
        receiver.next("");
        WebhookSink patient = sink.timeout(Duration.ofSeconds(50)).retries(Retries.none());
        try (Mlops ml = Mlops.builder().inMemory().build()) {
            Monitor monitor = drifted(ml, patient);
            while (receiver.requests().isEmpty()) {
                LockSupport.parkNanos(1_000_000);
            }
            Random random = new Random(4);
            for (int i = 0; i < 1_000; i++) {
                monitor.observe(Map.of("income", random.nextDouble()));
            }
            while (monitor.windows().size() < 3) {
                LockSupport.parkNanos(1_000_000);
            }
            assertThat(monitor.stats().observed()).isEqualTo(1_500);
            assertThat(receiver.requests()).hasSize(1);
            receiver.close();
        }
    }
}
