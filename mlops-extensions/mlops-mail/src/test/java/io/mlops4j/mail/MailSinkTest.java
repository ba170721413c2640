package io.mlops4j.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.mlops4j.AccessDenied;
import io.mlops4j.InvalidInput;
import io.mlops4j.Mlops;
import io.mlops4j.data.Table;
import io.mlops4j.monitoring.Alert;
import io.mlops4j.monitoring.AlertFinding;
import io.mlops4j.monitoring.AlertTopic;
import io.mlops4j.monitoring.AlertWindow;
import io.mlops4j.monitoring.DeliveryFailure;
import io.mlops4j.monitoring.Monitor;
import io.mlops4j.monitoring.Retries;
import io.mlops4j.monitoring.Window;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against GreenMail, a mail server in this process. */
@Timeout(60)
class MailSinkTest {
    private static final Instant T = Instant.parse("2026-03-01T09:00:00Z");

    private GreenMail server;

    @BeforeEach
    void start() {
        server = new GreenMail(ServerSetup.SMTP.dynamicPort());
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private MailSink sink() {
        return MailSink.smtp("localhost", server.getSmtp().getPort())
                .from("alerts@example.org")
                .to("risk@example.org", "on-call@example.org");
    }

    private static Alert.Builder alert(String column) {
        return Alert.builder("01ALERT", "scoring", AlertTopic.DRIFT)
                .findings(List.of(AlertFinding.above(column, "psi", 0.31, 0.2)))
                .window(new AlertWindow(43, T, T.plusSeconds(3_600), 1_000))
                .report(URI.create("https://example.org/r/43"));
    }

    @Test
    void anAlertReachesEverybodyWithWhatWhereAndHowMuch() throws Exception {
        sink().deliver(alert("income").build());
        MimeMessage[] messages = server.getReceivedMessages();
        assertThat(messages).hasSize(2);
        assertThat(messages[0].getSubject())
                .contains("scoring")
                .contains("income")
                .contains("0.31");
        assertThat(messages[0].getFrom()[0]).hasToString("alerts@example.org");
        assertThat(String.valueOf(messages[0].getContent()))
                .contains("psi")
                .contains("43")
                .contains("https://example.org/r/43")
                .contains("1000 rows");
    }

    @Test
    void aNameOfAColumnBecomesNoHeader() throws Exception {
        sink().deliver(alert("income\r\nBcc: thief@example.org").build());
        MimeMessage message = server.getReceivedMessages()[0];
        assertThat(server.getReceivedMessages()).hasSize(2);
        assertThat(message.getHeader("Bcc")).isNull();
        assertThat(message.getSubject()).contains("income  Bcc: thief@example.org");
    }

    @Test
    void lettersOfAllAlphabetsArrive() throws Exception {
        sink().deliver(alert("доход").build());
        assertThat(server.getReceivedMessages()[0].getSubject()).contains("доход");
        assertThat(String.valueOf(server.getReceivedMessages()[0].getContent())).contains("доход");
    }

    @Test
    void laterMessagesOfAnAlertReferToItsFirst() throws Exception {
        sink().deliver(alert("income").notice(1).build());
        sink().deliver(alert("income").notice(2).build());
        // Both receivers have both messages, in any order.
        Map<Boolean, List<MimeMessage>> answers =
                Arrays.stream(server.getReceivedMessages()).collect(Collectors.partitioningBy(MailSinkTest::isAnswer));
        MimeMessage first = answers.get(false).get(0);
        MimeMessage second = answers.get(true).get(0);
        assertThat(second.getHeader("In-Reply-To")[0]).isEqualTo(first.getMessageID());
        assertThat(second.getMessageID()).isNotEqualTo(first.getMessageID());
    }

    private static boolean isAnswer(MimeMessage message) {
        try {
            return message.getHeader("In-Reply-To") != null;
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aServerThatIsNotThereIsNamedAndWorthAnotherAttempt() {
        int port = server.getSmtp().getPort();
        server.stop();
        assertThatThrownBy(() -> MailSink.smtp("localhost", port)
                        .from("a@example.org")
                        .to("b@example.org")
                        .timeout(Duration.ofSeconds(2))
                        .deliver(alert("income").build()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("localhost:" + port);
    }

    @Test
    void aServerThatCannotEncryptGetsNothing() {
        MailSink sink = sink().startTls();
        assertThatThrownBy(() -> sink.deliver(alert("income").build())).isInstanceOf(UncheckedIOException.class);
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void oneRefusedAddressIsToldOfAndKeepsTheMailFromNobodyElse() throws Exception {
        try (PickyServer picky = new PickyServer("gone@example.org")) {
            MailSink sink = MailSink.smtp("localhost", picky.port())
                    .from("alerts@example.org")
                    .to("gone@example.org", "risk@example.org");
            assertThatThrownBy(() -> sink.deliver(alert("income").build()))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining("gone@example.org");
            assertThat(picky.delivered()).containsExactly("risk@example.org");
        }
    }

    /** A key for localhost, signed by itself. */
    private static SSLContext localhost() throws GeneralSecurityException, IOException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        char[] password = "not-secret".toCharArray();
        try (InputStream in = MailSinkTest.class.getResourceAsStream("/localhost.p12")) {
            keys.load(in, password);
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, password);
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }

    private static MailSink encrypting(PickyServer server) {
        return MailSink.smtp("localhost", server.port())
                .startTls()
                .from("alerts@example.org")
                .to("risk@example.org");
    }

    @Test
    void whoIsLoggedInOverAnEncryptedConnectionIsTakenMailFrom() throws Exception {
        try (PickyServer strict = new PickyServer(localhost(), "robot:secret")) {
            encrypting(strict)
                    .trusting(localhost())
                    .login("robot", "secret")
                    .deliver(alert("income").build());
            assertThat(strict.delivered()).containsExactly("risk@example.org");
        }
    }

    @Test
    void aLoginThatIsWrongIsGivenUpAndThePasswordIsNotTold() throws Exception {
        try (PickyServer strict = new PickyServer(localhost(), "robot:secret")) {
            MailSink wrong = encrypting(strict).trusting(localhost()).login("robot", "guess");
            assertThatThrownBy(() -> wrong.deliver(alert("income").build()))
                    .isInstanceOf(AccessDenied.class)
                    .hasMessageContaining("login")
                    .hasMessageNotContaining("guess");
            assertThat(strict.delivered()).isEmpty();
        }
    }

    @Test
    void aServerWhoseCertificateNobodyTrustsGetsNothing() throws Exception {
        try (PickyServer strict = new PickyServer(localhost(), "robot:secret")) {
            MailSink careful = encrypting(strict).login("robot", "secret");
            assertThatThrownBy(() -> careful.deliver(alert("income").build())).isInstanceOf(UncheckedIOException.class);
            assertThat(strict.delivered()).isEmpty();
        }
    }

    @Test
    void aPasswordIsNotSentForAllToRead() {
        assertThatThrownBy(() -> sink().login("user", "secret"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("startTls()")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aPasswordIsNotShown() {
        assertThat(sink().tls().login("user", "secret")).asString().doesNotContain("secret");
    }

    @Test
    void whatIsNoAddressIsRefused() {
        assertThatThrownBy(() -> sink().to("nobody at all"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("nobody at all");
        assertThatThrownBy(() -> sink().from("a@b\r\nBcc: c@d")).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> sink().to()).isInstanceOf(InvalidInput.class);
    }

    @Test
    void aSinkWithoutAReceiverSaysSo() {
        MailSink sink = MailSink.smtp("localhost", 25).from("a@example.org");
        assertThatThrownBy(() -> sink.deliver(alert("income").build()))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("to(…)");
    }

    @Test
    void aMonitorsAlertArrives(@TempDir Path directory) throws Exception {
        try (Mlops ml = Mlops.open(directory)) {
            shift(ml, sink());
            assertThat(server.getReceivedMessages()).hasSize(2);
            assertThat(server.getReceivedMessages()[0].getSubject()).contains("income");
        }
    }

    @Test
    void whatCannotBeDeliveredIsKeptAndShown(@TempDir Path directory) {
        MailSink nowhere = MailSink.smtp("localhost", 1)
                .from("a@example.org")
                .to("b@example.org")
                .timeout(Duration.ofSeconds(1))
                .retries(Retries.defaults().pauses(Duration.ofMinutes(5), Duration.ofMinutes(5)));
        try (Mlops ml = Mlops.open(directory)) {
            Monitor monitor = shift(ml, nowhere);
            assertThat(monitor.alerts().failures())
                    .extracting(DeliveryFailure::sink)
                    .contains("mail localhost");
        }
    }

    private static Monitor shift(Mlops ml, MailSink sink) {
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
        monitor.flush();
        return monitor;
    }
}
