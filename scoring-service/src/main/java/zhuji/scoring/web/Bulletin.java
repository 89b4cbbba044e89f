package zhuji.scoring.web;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import zhuji.scoring.domain.Decision;
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

    /** A proposal that takes more than this part of the contact points off is told of: so harsh a year is first of all to be looked into. */
    private static final int HARSH = 3;

    /** As Markdown, in Chinese with English beside: a letter with its tables, to be signed and printed. */
    String markdown() {
        var text = new StringBuilder();
        text.append("# 关于").append(year).append("年度政务信息报送情况的通报\n\n");
        text.append("*Circular on information reporting in ").append(year).append("*\n\n");
        text.append(status()).append("\n\n");
        text.append("各信息联系点：\n\n");
        text.append("%d年度政务信息报送考评已于%s截止。现按照《%s》将有关情况通报如下。\n\n".formatted(year, DATE.format(closedAt), ruleBook));
        summary(text);
        commended(text);
        revoked(text);
        text.append("## 四、其余单位 All others\n\n其余%d个单位保留信息联系点资格。"
                .formatted(with(Outcome.RETAIN).size()));
        text.append("各单位对得分有异议的，可逐条核对每一分的事件与理由。\n\n");
        text.append("The others are retained. The reason and the event of every point can be looked up.\n\n");
        text.append("附件：").append(year).append("年度得分排名\n\n");
        text.append("签发人 signed by：＿＿＿＿＿＿　　　　（印章 seal）　　　　＿＿＿＿年＿＿月＿＿日\n\n---\n\n");
        text.append("## 附件　得分排名 Annex: ranking\n\n");
        text.append("| 名次 | 单位 | 代码 | 得分 | 得分篇数 | 篇均分 | 达标月数 | 年度意见 |\n");
        text.append("| ---: | --- | --- | ---: | ---: | ---: | ---: | --- |\n");
        ranking.forEach(ranked -> text.append(row(ranked)));
        return text.toString();
    }

    private void summary(StringBuilder text) {
        text.append("## 一、总体情况 Summary\n\n| 项目 | 数量 |\n| --- | ---: |\n");
        line(text, "参加考评的信息联系点 contact points", ranking.size());
        line(text, "有信息被采用、批示的 with scored reports", scored());
        line(text, "被采用、批示的信息（篇） scored reports", items());
        line(text, "予以通报表扬的 commended", with(Outcome.COMMEND).size());
        line(text, "保留资格的 retained", with(Outcome.RETAIN).size());
        line(text, "取消资格的 no contact point any longer", with(Outcome.REVOKE).size());
        text.append('\n');
    }

    private static void line(StringBuilder text, String what, long count) {
        text.append("| ").append(what).append(" | ").append(count).append(" |\n");
    }

    private void commended(StringBuilder text) {
        text.append("## 二、予以通报表扬的单位 Commended\n\n");
        List<Ranked> offices = with(Outcome.COMMEND);
        if (offices.isEmpty()) {
            text.append("无 none\n\n");
            return;
        }
        text.append("| 名次 | 单位 | 得分 | 得分篇数 | 篇均分 | 达标月数 |\n| ---: | --- | ---: | ---: | ---: | ---: |\n");
        offices.forEach(ranked -> text.append("| %d | %s | %s | %d | %s | %d |\n"
                .formatted(
                        ranked.rank(),
                        ranked.office().name(),
                        ranked.standing().points(),
                        ranked.standing().scoredItems(),
                        ranked.standing().average(),
                        ranked.standing().quotaMonthsMet())));
        text.append('\n');
    }

    private void revoked(StringBuilder text) {
        text.append("## 三、取消信息联系点资格的单位 No contact point any longer\n\n");
        List<Ranked> offices = with(Outcome.REVOKE);
        if (offices.isEmpty()) {
            text.append("无 none\n\n");
            return;
        }
        if (isHarsh()) {
            text.append(("> **请先核查**：拟取消资格的单位有%d个，超过信息联系点总数的三分之一。请先核实评分办法、数据和截止日期，再行核定。\n>\n"
                            + "> **Look into it first**: more than a third of the contact points would be taken off. Check the rule book, the data"
                            + " and the day of the closing before anything is confirmed.\n\n")
                    .formatted(offices.size()));
        }
        text.append("| 名次 | 单位 | 得分 | 理由 | 意见 |\n| ---: | --- | ---: | --- | --- |\n");
        offices.forEach(ranked -> text.append("| %d | %s | %s | %s | %s |\n"
                .formatted(
                        ranked.rank(),
                        ranked.office().name(),
                        ranked.standing().points(),
                        reasons(ranked),
                        opinion(ranked))));
        text.append('\n');
    }

    /** Whether more than a third of the contact points would be none any longer. */
    boolean isHarsh() {
        return with(Outcome.REVOKE).size() * HARSH > ranking.size();
    }

    private String reasons(Ranked ranked) {
        Decided decision = decided.get(ranked.office().code());
        return decision == null
                ? ""
                : decision.reasons().stream().map(Decision.Reason::zh).collect(Collectors.joining("；"));
    }

    private List<Ranked> with(Outcome outcome) {
        return ranking.stream().filter(ranked -> outcomeOf(ranked) == outcome).toList();
    }

    private String status() {
        long open = decided.values().stream()
                .filter(each -> each.confirmer() == null)
                .count();
        return open == 0
                ? "（各项意见已核定 all decisions are confirmed）"
                : "（征求意见稿：尚有" + open + "项意见待核定 a draft: " + open + " proposals wait for confirmation）";
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
                    reasons(ranked)));
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
