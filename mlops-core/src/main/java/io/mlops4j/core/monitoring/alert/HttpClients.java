package io.mlops4j.core.monitoring.alert;

import java.net.http.HttpClient;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The client that all webhooks of the process share, made when the first alert is posted: a client owns a thread, and in Java 17 cannot be closed.
 */
final class HttpClients {
    private static final long IDLE_SECONDS = 10;
    private static final AtomicInteger THREADS = new AtomicInteger();

    /** Follows no redirections: what is signed for one host is not for another. Plain HTTP/1.1, which every receiver speaks. */
    static final HttpClient SHARED = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(new ThreadPoolExecutor(
                    0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                        Thread thread = new Thread(task, "mlops4j-webhook-" + THREADS.incrementAndGet());
                        thread.setDaemon(true);
                        return thread;
                    }))
            .build();

    private HttpClients() {}
}
