import Terminal
import Testing
import Texts

@Test func `help of a command in English`() {
    #expect(
        Sample.run(["tasks", "--bad", "--help"]).output == """
            sample tasks - outstanding tasks, nearest first

            Usage: sample tasks [OPTION…] [UNIT…]
            Also: todo

            Days left are working days; make-up weekends count, public holidays do not.

            Overdue tasks come first.

            Arguments:
              UNIT…  a unit's code or name

            Options:
              -o, --overdue        only those overdue
              -a, --all            closed ones, too
              -w, --within DAYS    only those due within so many working days (default: no
                                   limit)
              -n, --notice NOTICE  the notice (may be repeated)
                  --by FIELD       order (one of: due, unit, kind)

            General options:
                  --store PATH  the ledger's file
                  --json        print JSON for other programs
                  --lang LANG   language of the output (one of: zh, en; default: from the
                                locale)
                  --color WHEN  when to use colour (one of: auto, always, never; default:
                                auto)
              -h, --help        show help with examples
                  --version     show the version

            Examples:
              sample tasks --overdue
                  lists what is overdue
              sample tasks -w 5 330800
                  what one unit owes within five working days

            Exit status:
              0   done
              64  the command line is wrong
              66  a file, unit, task or notice was not found

            """)
}

@Test func `help of a command in Chinese leaves out what it refuses`() {
    #expect(
        Sample.run(["units", "import", "-h"], .chinese).output == """
            sample units import - 导入名录

            用法：sample units import [选项…] 文件

            参数：
              文件  CSV 文件

            选项：
                  --yes  不再询问

            通用选项：
                  --store 文件  台账文件
                  --lang 语言   界面语言（可用：zh、en；默认：按系统区域设置）
                  --color 时机  何时用颜色（可用：auto、always、never；默认：auto）
              -h, --help        显示说明和示例
                  --version     显示版本

            示例：
              sample units import roster.csv
                  导入

            退出码：
              0   完成
              2   当前状态下不能这样做，或未获确认
              64  命令写法有误
              65  数据文件有误

            """)
}

@Test func `the overview lists commands by group and hides the hidden`() {
    let text = Sample.run([]).output
    #expect(
        text.hasPrefix(
            """
            sample - a sample

            Usage: sample COMMAND [OPTION…]

            What is due:
              tasks          outstanding tasks, nearest first
              units          the roster
              units import   import a roster

            Ledger:
              ledger verify  check the hash chain

            General options:

            """))
    #expect(!text.contains("complete"))
    #expect(Sample.run(["--help"]).output == text)
}

@Test func `a first word alone has help on its subcommands`() {
    #expect(
        Sample.run(["ledger", "--help"]).output
            == "Usage: sample ledger …\n\nCommands:\n  ledger verify  check the hash chain\n")
}

@Test func `the version is printed from anywhere`() {
    #expect(Sample.run(["--version"]).output == "sample 1.2.3\n")
    #expect(Sample.run(["tasks", "--version"]).output == "sample 1.2.3\n")
    #expect(Sample.run(["tasks", "--", "--version"]).output.hasPrefix("units=[\"--version\"]"))
}

@Test func `the index is a Markdown table`() {
    let index = HelpText.index(Sample.table, .chinese)
    #expect(index.hasPrefix("| 命令 | 用途 |\n|---|---|\n| `tasks` | 未办结的任务，最近的在前 |\n"))
    #expect(!index.contains("complete"))
}
