package io.mlops4j.mail;

import io.mlops4j.AccessDenied;
import io.mlops4j.InvalidInput;
import io.mlops4j.monitoring.Alert;
import io.mlops4j.monitoring.AlertFinding;
import io.mlops4j.monitoring.AlertSink;
import io.mlops4j.monitoring.Retries;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/**
 * Sends alerts as plain text over SMTP.
 *
 * <pre>{@code
 * monitor.alert(MailSink.smtp("mail.example.org", 587)
 *     .startTls()
 *     .login("alerts", password)
 *     .from("alerts@example.org")
 *     .to("risk@example.org", "on-call@example.org"));
 * }</pre>
 *
 * <p>What the server takes for good is delivered; an address that it refuses, and a login that is wrong, are given up, and all else is tried again as {@link #retries} says. Messages of one alert
 * refer to its first one, so that a mail reader shows them together. Each setting answers a changed copy. Immutable, thread-safe.
 */
public final class MailSink implements AlertSink {
    private static final int LONGEST_SUBJECT = 200;

    private final String host;
    private final int port;
    private final Security security;
    private final Optional<PasswordAuthentication> login;
    private final String from;
    private final List<String> to;
    private final Duration timeout;
    private final Retries retries;
    private final String name;
    private final Optional<SSLContext> trust;

    /** How the connection is made safe. */
    private enum Security {
        NONE,
        START_TLS,
        TLS
    }

    private MailSink(Builder from) {
        this.host = from.host;
        this.port = from.port;
        this.security = from.security;
        this.login = from.login;
        this.from = from.from;
        this.to = List.copyOf(from.to);
        this.timeout = from.timeout;
        this.retries = from.retries;
        this.name = from.name;
        this.trust = from.trust;
    }

    /** What a copy is made of. */
    private static final class Builder {
        private String host = "";
        private int port;
        private Security security = Security.NONE;
        private Optional<PasswordAuthentication> login = Optional.empty();
        private String from = "";
        private List<String> to = List.of();
        private Duration timeout = Duration.ofSeconds(10);
        private Retries retries = Retries.defaults();
        private String name = "";
        private Optional<SSLContext> trust = Optional.empty();
    }

    private MailSink with(Consumer<Builder> change) {
        Builder copy = new Builder();
        copy.host = host;
        copy.port = port;
        copy.security = security;
        copy.login = login;
        copy.from = from;
        copy.to = to;
        copy.timeout = timeout;
        copy.retries = retries;
        copy.name = name;
        copy.trust = trust;
        change.accept(copy);
        return new MailSink(copy);
    }

    /**
     * A server, without encryption or login until they are set.
     *
     * @param host its name
     * @param port 587 with {@link #startTls}, 465 with {@link #tls}, 25 with neither, as a rule
     * @throws InvalidInput if the host is empty, or the port is none
     */
    public static MailSink smtp(String host, int port) {
        if (host.isBlank() || port < 1 || port > 65_535) {
            throw new InvalidInput("'" + host + ":" + port + "' is no mail server; give its name and a port.");
        }
        Builder builder = new Builder();
        builder.host = host;
        builder.port = port;
        builder.name = "mail " + host;
        return new MailSink(builder);
    }

    /** Over a connection that is encrypted once the server has greeted, and not at all if the server cannot do that. */
    public MailSink startTls() {
        return with(copy -> copy.security = Security.START_TLS);
    }

    /** Over a connection that is encrypted from the beginning. */
    public MailSink tls() {
        return with(copy -> copy.security = Security.TLS);
    }

    /**
     * To a server whose certificate this context trusts, as one of a company's own authority; what the JDK trusts by default. The certificate must be the server's own either way.
     *
     * @param context makes the connections that are encrypted
     */
    public MailSink trusting(SSLContext context) {
        return with(copy -> copy.trust = Optional.of(context));
    }

    /**
     * With a login.
     *
     * @throws InvalidInput if the connection is not encrypted: {@link #startTls} or {@link #tls} come first
     */
    public MailSink login(String user, String password) {
        if (security == Security.NONE) {
            throw new InvalidInput("The password of '" + user + "' would be sent to '" + host
                    + "' for all to read; call startTls() or tls() before login(…).");
        }
        return with(copy -> copy.login = Optional.of(new PasswordAuthentication(user, password)));
    }

    /**
     * The address that messages come from.
     *
     * @throws InvalidInput if it is none
     */
    public MailSink from(String address) {
        String checked = check(address);
        return with(copy -> copy.from = checked);
    }

    /**
     * The addresses that messages go to, in place of those before.
     *
     * @throws InvalidInput if one is none, or there is none
     */
    public MailSink to(String... addresses) {
        if (addresses.length == 0) {
            throw new InvalidInput("Mail to nobody reaches nobody; give an address.");
        }
        List<String> checked = new ArrayList<>();
        for (String address : addresses) {
            checked.add(check(address));
        }
        return with(copy -> copy.to = checked);
    }

    private static String check(String address) {
        try {
            new InternetAddress(address, true).validate();
            return address;
        } catch (AddressException e) {
            throw new InvalidInput("'" + address + "' is no address of mail: " + e.getMessage() + ".", e);
        }
    }

    /**
     * With another time to connect, to read and to write; 10 seconds each by default.
     *
     * @throws InvalidInput if it is not between a millisecond and an hour
     */
    public MailSink timeout(Duration time) {
        if (time.toMillis() < 1 || time.compareTo(Duration.ofHours(1)) > 0) {
            throw new InvalidInput("A mail server cannot be waited for " + time + "; give a millisecond to an hour.");
        }
        return with(copy -> copy.timeout = time);
    }

    /** Tried otherwise after failures; {@link Retries#defaults} by default. */
    public MailSink retries(Retries how) {
        return with(copy -> copy.retries = how);
    }

    /** Under another name in the journal; {@code mail} and the host by default. */
    public MailSink named(String other) {
        return with(copy -> copy.name = other);
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
        if (from.isEmpty() || to.isEmpty()) {
            throw new InvalidInput("Mail sink '" + name + "' has no " + (from.isEmpty() ? "sender" : "receiver")
                    + "; set it with " + (from.isEmpty() ? "from" : "to") + "(…).");
        }
        try {
            Transport.send(message(alert, session()));
        } catch (AuthenticationFailedException e) {
            throw new AccessDenied(
                    "The mail server " + host + ":" + port + " does not know the login; check login(…).", e);
        } catch (SendFailedException e) {
            if (e.getInvalidAddresses() != null && e.getInvalidAddresses().length > 0) {
                throw new InvalidInput(
                        "The mail server " + host + ":" + port + " refuses the address " + e.getInvalidAddresses()[0]
                                + " (" + oneLine(e) + "); check from(…) and to(…).",
                        e);
            }
            throw unreachable(e);
        } catch (MessagingException e) {
            throw unreachable(e);
        }
    }

    private UncheckedIOException unreachable(MessagingException e) {
        return new UncheckedIOException(new IOException(
                "Alert could not be handed to the mail server " + host + ":" + port + ": " + oneLine(e), e));
    }

    private static String oneLine(MessagingException e) {
        return String.valueOf(e.getMessage()).replaceAll("[\\r\\n]+", " ").strip();
    }

    private Session session() {
        Properties properties = new Properties();
        String millis = String.valueOf(timeout.toMillis());
        properties.put("mail.smtp.host", host);
        properties.put("mail.smtp.port", String.valueOf(port));
        properties.put("mail.smtp.connectiontimeout", millis);
        properties.put("mail.smtp.timeout", millis);
        properties.put("mail.smtp.writetimeout", millis);
        // One address that is refused keeps the others from nothing; the failure is told all the same.
        properties.put("mail.smtp.sendpartial", "true");
        properties.put("mail.smtp.auth", String.valueOf(login.isPresent()));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.starttls.enable", String.valueOf(security == Security.START_TLS));
        properties.put("mail.smtp.starttls.required", String.valueOf(security == Security.START_TLS));
        properties.put("mail.smtp.ssl.enable", String.valueOf(security == Security.TLS));
        trust.ifPresent(context -> properties.put("mail.smtp.ssl.socketFactory", context.getSocketFactory()));
        return login.isEmpty()
                ? Session.getInstance(properties)
                : Session.getInstance(properties, new Authenticator() {
                    @Override
                    protected PasswordAuthentication getPasswordAuthentication() {
                        return login.get();
                    }
                });
    }

    private MimeMessage message(Alert alert, Session session) throws MessagingException {
        String thread = "<" + alert.id() + "@mlops4j>";
        MimeMessage message = new MimeMessage(session) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader(
                        "Message-ID",
                        alert.notice() == 1 ? thread : "<" + alert.id() + "-" + alert.notice() + "@mlops4j>");
            }
        };
        message.setFrom(new InternetAddress(from));
        for (String address : to) {
            message.addRecipient(Message.RecipientType.TO, new InternetAddress(address));
        }
        if (alert.notice() > 1) {
            message.setHeader("References", thread);
            message.setHeader("In-Reply-To", thread);
        }
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setSentDate(Date.from(alert.at()));
        message.setSubject(subject(alert), "UTF-8");
        message.setText(text(alert), "UTF-8");
        return message;
    }

    /** One line of no control characters: what a column is called must not become a header. */
    private static String subject(Alert alert) {
        String line = "[" + alert.severity() + "] " + alert.monitor() + ": "
                + alert.reason().name().toLowerCase(Locale.ROOT) + ", " + alert.subject() + " " + alert.test() + " "
                + alert.value();
        String clean = line.replaceAll("\\p{Cntrl}", " ");
        return clean.length() > LONGEST_SUBJECT ? clean.substring(0, LONGEST_SUBJECT) + "…" : clean;
    }

    private static String text(Alert alert) {
        StringBuilder text = new StringBuilder(alert.message()).append("\n\n");
        for (AlertFinding finding : alert.findings()) {
            text.append("* ").append(finding).append('\n');
        }
        text.append("\nMonitor:  ").append(alert.monitor());
        alert.findModelVersion()
                .ifPresent(version -> text.append("\nVersion:  ").append(version));
        text.append("\nWindow:   ")
                .append(alert.window().number())
                .append(", ")
                .append(alert.window().from())
                .append(" to ")
                .append(alert.window().to())
                .append(", ")
                .append(alert.window().rows())
                .append(" rows")
                .append("\nSince:    ")
                .append(alert.since())
                .append("\nAlert:    ")
                .append(alert.id());
        alert.report().ifPresent(report -> text.append("\nReport:   ").append(report));
        return text.append('\n').toString();
    }

    /** Without the login. */
    @Override
    public String toString() {
        return "MailSink[" + name + ", " + host + ":" + port + ", to " + to + "]";
    }
}
