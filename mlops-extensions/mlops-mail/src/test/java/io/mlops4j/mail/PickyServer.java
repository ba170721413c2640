package io.mlops4j.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A mail server that does not know one address, or takes mail only from one user over TLS, which GreenMail cannot be made to do: so much of RFC 5321 and 3207 as one message needs. */
final class PickyServer implements AutoCloseable {
    private final ServerSocket socket;
    private final String unknown;
    private final @Nullable SSLContext tls;
    private final String login;
    private final List<String> delivered = new CopyOnWriteArrayList<>();
    private final Thread thread;

    /** One that knows all addresses but one. */
    PickyServer(String unknown) throws IOException {
        this(unknown, null, "");
    }

    /** One that takes mail only from who has encrypted the connection and then says this. */
    PickyServer(@Nullable SSLContext tls, String login) throws IOException {
        this("", tls, login);
    }

    private PickyServer(String unknown, @Nullable SSLContext tls, String login) throws IOException {
        this.unknown = unknown;
        this.tls = tls;
        this.login = login;
        this.socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        this.thread = new Thread(this::serve, "picky-smtp");
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Who has got a message. */
    List<String> delivered() {
        return delivered;
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                talk(client);
            } catch (IOException e) {
                if (!socket.isClosed() && tls == null) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void talk(Socket client) throws IOException {
        say(client, "220 picky");
        talk(client, tls == null ? State.READY : State.OPEN);
    }

    private enum State {
        /** Anybody could be listening. */
        OPEN,
        /** Nobody else listens, and nobody has said who they are. */
        ENCRYPTED,
        /** Mail is taken. */
        READY
    }

    private void talk(Socket client, State begin) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
        List<String> accepted = new ArrayList<>();
        State state = begin;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.startsWith("EHLO")) {
                say(client, "250" + (state == State.OPEN ? "-picky\r\n250 STARTTLS" : "-picky\r\n250 AUTH PLAIN"));
            } else if (line.equals("STARTTLS")) {
                say(client, "220 go on");
                SSLSocket encrypted = (SSLSocket) Objects.requireNonNull(tls)
                        .getSocketFactory()
                        .createSocket(client, "localhost", client.getPort(), true);
                encrypted.setUseClientMode(false);
                talk(encrypted, State.ENCRYPTED);
                return;
            } else if (line.startsWith("AUTH PLAIN")) {
                byte[] said = Base64.getDecoder().decode(line.substring(11));
                boolean right = state == State.ENCRYPTED
                        && new String(said, StandardCharsets.UTF_8).endsWith("\0" + login.replace(':', '\0'));
                state = right ? State.READY : state;
                say(client, right ? "235 welcome" : "535 5.7.8 who are you");
            } else if (line.startsWith("RCPT TO:")) {
                String address = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
                boolean known = !address.equals(unknown) && state == State.READY;
                if (known) {
                    accepted.add(address);
                }
                say(client, known ? "250 ok" : "550 5.1.1 no such user");
            } else if (line.equals("DATA")) {
                say(client, "354 go on");
                String text = in.readLine();
                while (!".".equals(text)) {
                    text = in.readLine();
                }
                delivered.addAll(accepted);
                say(client, "250 taken");
            } else if (line.equals("QUIT")) {
                say(client, "221 bye");
                return;
            } else {
                say(client, "250 ok");
            }
        }
    }

    private static void say(Socket client, String line) throws IOException {
        Writer out = new OutputStreamWriter(client.getOutputStream(), StandardCharsets.US_ASCII);
        out.write(line + "\r\n");
        out.flush();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        socket.close();
        thread.join(5_000);
    }
}
