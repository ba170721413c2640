package io.mlops4j.core.experiment.page;

import io.mlops4j.core.page.Figures;
import io.mlops4j.core.page.HtmlPage;
import io.mlops4j.experiment.Leaderboard;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Ranked runs as a page. Stateless. */
public final class LeaderboardPage {
    private static final String STYLE = """
            .sides th,.sides td{padding-right:16px}.sides td{overflow-wrap:break-word;max-width:24em}tr.first td{background:var(--wash);font-weight:600}
            """;

    private LeaderboardPage() {}

    /** The page. */
    public static String html(Leaderboard board) {
        HtmlPage page = new HtmlPage(board.experiment() + " by " + board.metric()).style(STYLE);
        page.raw("<p class=\"soft\">")
                .text(Figures.count(board.entries().size())
                        + (board.entries().size() == 1 ? " run" : " runs") + " with a value; "
                        + switch (board.direction()) {
                            case HIGHER_IS_BETTER -> "the greatest first.";
                            case LOWER_IS_BETTER -> "the least first.";
                            case CLOSER_TO_ZERO_IS_BETTER -> "the closest to 0 first.";
                        })
                .raw(
                        "</p>\n<div class=\"scroll\"><table class=\"sides\"><thead><tr><th class=\"n\" scope=\"col\">rank</th>")
                .raw("<th scope=\"col\">run</th><th class=\"n\" scope=\"col\">")
                .text(board.metric())
                .raw("</th>");
        board.params().forEach(name -> page.raw("<th scope=\"col\">").text(name).raw("</th>"));
        page.raw("<th scope=\"col\">status</th><th scope=\"col\">started</th></tr></thead><tbody>");
        for (Leaderboard.Entry entry : board.entries()) {
            page.raw(entry.rank() == 1 ? "<tr class=\"first\">" : "<tr>")
                    .raw("<td class=\"n\">" + entry.rank() + "</td><td>")
                    .text(entry.run().name())
                    .raw("</td><td class=\"n\">")
                    .text(Figures.number(entry.value()))
                    .raw("</td>");
            board.params()
                    .forEach(name -> page.raw("<td>")
                            .text(entry.run().params().getOrDefault(name, "–"))
                            .raw("</td>"));
            page.raw("<td>")
                    .text(entry.run().status().name().toLowerCase(Locale.ROOT))
                    .raw("</td><td>")
                    .text(entry.run()
                            .startedAt()
                            .truncatedTo(ChronoUnit.SECONDS)
                            .toString())
                    .raw("</td></tr>");
        }
        page.raw("</tbody></table></div>\n");
        return page.html();
    }
}
