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
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server that does not know one address, which GreenMail cannot be made to do: so much of RFC 5321 as one message needs. */
final class PickyServer implements AutoCloseable {
    private final ServerSocket socket;
    private final String unknown;
    private final List<String> delivered = new CopyOnWriteArrayList<>();
    private final Thread thread;

    PickyServer(String unknown) throws IOException {
        this.unknown = unknown;
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
                if (!socket.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void talk(Socket client) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
        List<String> accepted = new ArrayList<>();
        say(client, "220 picky");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.startsWith("RCPT TO:")) {
                String address = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
                boolean known = !address.equals(unknown);
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
