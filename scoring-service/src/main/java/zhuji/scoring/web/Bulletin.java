package zhuji.scoring.web;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import zhuji.scoring.domain.Decision.Outcome;
import zhuji.scoring.domain.ScoreBook.Decided;
import zhuji.scoring.domain.ScoreBook.Ranked;
import zhuji.scoring.domain.ScoringYear;

/**
 * The circular on a closed year 通报.
 *
 * @param year calendar year
 * @param closedAt when it was closed
 * @param ranking its contact points, best first
 * @param decided what is decided of each
 * @param ruleBook title of the rule book
 */
record Bulletin(int year, Instant closedAt, List<Ranked> ranking, Map<String, Decided> decided, String ruleBook) {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu年M月d日").withZone(ScoringYear.ZONE);

    /** As Markdown, in Chinese with English beside. */
    String markdown() {
        var text = new StringBuilder();
        text.append("# 关于").append(year).append("年度政务信息报送情况的通报\n\n");
        text.append("*Circular on information reporting in ").append(year).append("*\n\n");
        text.append(status()).append("\n\n");
        text.append("截至")
                .append(DATE.format(closedAt))
                .append("，参加")
                .append(year)
                .append("年度考评的信息联系点共")
                .append(ranking.size())
                .append("个，其中有信息被采用的")
                .append(scored())
                .append("个，被采用、批示信息合计")
                .append(items())
                .append("篇。按照《")
                .append(ruleBook)
                .append("》计分，现将有关情况通报如下。\n\n");
        text.append("Contact points: ")
                .append(ranking.size())
                .append("; with scored reports: ")
                .append(scored())
                .append("; scored reports: ")
                .append(items())
                .append(".\n\n");
        section(text, "一、予以通报表扬的单位", "Commended", Outcome.COMMEND);
        text.append("## 二、得分排名 Ranking\n\n");
        text.append("| 名次 | 单位 | 代码 | 得分 | 得分篇数 | 篇均分 | 达标月数 | 年度意见 |\n");
        text.append("| ---: | --- | --- | ---: | ---: | ---: | ---: | --- |\n");
        ranking.forEach(ranked -> text.append(row(ranked)));
        text.append('\n');
        section(text, "三、拟取消信息联系点资格的单位", "No contact point from the next year on", Outcome.REVOKE);
        text.append("其余单位保留信息联系点资格。各单位对得分有异议的，可逐条核对每一分的事件与理由。\n\n");
        text.append("All others are retained. The reason and the event of every point can be looked up.\n");
        return text.toString();
    }

    private String status() {
        long open = decided.values().stream()
                .filter(each -> each.confirmer() == null)
                .count();
        return open == 0
                ? "（各项意见已核定 all decisions are confirmed）"
                : "（征求意见稿：尚有" + open + "项意见待核定 a draft: " + open + " proposals wait for confirmation）";
    }

    private void section(StringBuilder text, String zh, String en, Outcome outcome) {
        List<Ranked> offices =
                ranking.stream().filter(ranked -> outcomeOf(ranked) == outcome).toList();
        text.append("## ").append(zh).append(' ').append(en).append("\n\n");
        if (offices.isEmpty()) {
            text.append("无 none\n\n");
            return;
        }
        text.append("共")
                .append(offices.size())
                .append("个：")
                .append(offices.stream().map(ranked -> ranked.office().name()).collect(Collectors.joining("、")))
                .append("。\n\n");
    }

    private Outcome outcomeOf(Ranked ranked) {
        Decided decision = decided.get(ranked.office().code());
        return decision == null ? Outcome.RETAIN : decision.outcome();
    }

    private String row(Ranked ranked) {
        return "| %d | %s | %s | %s | %d | %s | %d | %s |\n"
                .formatted(
                        ranked.rank(),
                        ranked.office().name(),
                        ranked.office().code(),
                        ranked.standing().points(),
                        ranked.standing().scoredItems(),
                        ranked.standing().average(),
                        ranked.standing().quotaMonthsMet(),
                        opinion(ranked));
    }

    private String opinion(Ranked ranked) {
        Decided decision = decided.get(ranked.office().code());
        if (decision == null) {
            return "";
        }
        return decision.outcome().zh() + (decision.confirmer() == null ? "（建议）" : "");
    }

    /** As a table. */
    String csv() {
        List<List<?>> rows = new ArrayList<>();
        rows.add(List.of("年度", "名次", "代码", "单位", "得分", "得分篇数", "篇均分", "达标月数", "年度意见", "已核定", "理由"));
        for (Ranked ranked : ranking) {
            Decided decision = decided.get(ranked.office().code());
            rows.add(List.of(
                    year,
                    ranked.rank(),
                    ranked.office().code(),
                    ranked.office().name(),
                    ranked.standing().points(),
                    ranked.standing().scoredItems(),
                    ranked.standing().average(),
                    ranked.standing().quotaMonthsMet(),
                    outcomeOf(ranked).zh(),
                    decision != null && decision.confirmer() != null ? "是" : "否",
                    decision == null
                            ? ""
                            : decision.reasons().stream()
                                    .map(reason -> reason.zh())
                                    .collect(Collectors.joining("；"))));
        }
        return Csv.of(rows);
    }

    private long scored() {
        return ranking.stream()
                .filter(ranked -> ranked.standing().scoredItems() > 0)
                .count();
    }

    private long items() {
        return ranking.stream()
                .mapToLong(ranked -> ranked.standing().scoredItems())
                .sum();
    }
}
