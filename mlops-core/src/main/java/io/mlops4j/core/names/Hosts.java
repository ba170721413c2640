package io.mlops4j.core.names;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** What the machine is called. */
public final class Hosts {
    private static final String NAME = lookUp();

    private Hosts() {}

    /** The name of this machine; {@code unknown} if it has none. Asked once: it may take a name server. */
    public static String name() {
        return NAME;
    }

    private static String lookUp() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return Optional.ofNullable(System.getenv("HOSTNAME")).orElse("unknown");
        }
    }
}
