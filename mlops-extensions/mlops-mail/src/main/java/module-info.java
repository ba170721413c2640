/** Sends alerts by e-mail. */
module io.mlops4j.mail {
    requires transitive io.mlops4j;
    requires jakarta.mail;
    requires static org.jspecify;

    exports io.mlops4j.mail;
}
