package zhuji.cli;

import picocli.CommandLine.Command;

/** What an auditor asks of the log. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = "审计：仅凭主题记录核验各项承诺 Whether every promise was kept, from the topics alone.",
        subcommands = {
            VerifyCommand.class,
            ExportCommand.class,
            TimelineCommand.class,
            SignCommand.class,
            KeysCommand.class,
            ReplayCommand.class,
            WatchCommand.class
        })
final class AuditCommand {}
