/** Sends alerts by e-mail over SMTP. Start at {@link io.mlops4j.mail.MailSink}. */
@NullMarked
package io.mlops4j.mail;

import org.jspecify.annotations.NullMarked;
