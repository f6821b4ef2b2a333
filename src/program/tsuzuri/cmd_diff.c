/* The command 'diff': reads its options, runs it, and tells what came of it. */
#include "program/tsuzuri/command.h"

static const struct command_operands operands = {1, 1, "an answer file is needed",
    "回答ファイルを指定してください", "one answer file at a time",
    "回答ファイルは一つだけ指定します"};

/* Exit code, or -1 where the arguments are good. */
static int read_arguments(const struct command *self, int argc, char **argv, struct tsuzuri_diff *d,
    struct setting_list *settings)
{
    struct command_line line;
    const struct command_option options[] = {
        {"since", .text = &d->since.name},
        {"set", .settings = settings},
        {"against", .text = &d->against.name},
        {"allow-outside", .flag = &d->allow_outside},
        {"json", .flag = &d->json},
        {0},
    };
    int code = read_command_line(self, argc, argv, options, &operands, &line);
    if (code >= 0)
        return code;
    d->answers.name = line.operands[0];
    d->japanese = line.japanese;
    d->settings = settings->settings;
    d->setting_count = settings->count;
    return -1;
}

static int run(const struct command *self, int argc, char **argv)
{
    struct tsuzuri_diff d = {0};
    struct setting_list settings = {0};
    int code = read_arguments(self, argc, argv, &d, &settings);
    if (code >= 0)
        return code;
    struct tsuzuri_call *call = open_call();
    enum tsuzuri_status status = tsuzuri_diff(call, &d);
    bool changed = tsuzuri_changed_sheets(call);
    code = end_text(call, d.japanese, status);
    return code == 0 && changed ? 1 : code;
}

const struct command command_diff = {
    .name = "diff",
    .summary_en = "tell what changed since a packet was printed, sheet by sheet",
    .summary_ja = "印刷した一式から何が変わったかを、頁ごとに言葉で示す",
    .usage = "tsuzuri diff ANSWERS [--since PACKET.lock] [--set KEY=VALUE] [--against FILE]\n"
             "           [--allow-outside] [--json] [--lang ja|en]",
    .help_en =
        "Compares the answers as they would be printed now with what the lock says was printed.\n"
        "\n"
        "      --since FILE    the lock that build wrote beside the packet; without it the newest\n"
        "                      one that was issued, beside the answers or in the current folder\n"
        "      --set KEY=VALUE  an answer, over the answer file's and the lock's\n"
        "      --against FILE  the former answers, where the lock's do not lie in its folder\n"
        "      --allow-outside  attached files may lie outside of the folder; a lock cannot\n"
        "                      allow it\n"
        "      --json          for machines (keys: tsuzuri help diff)\n"
        "      --lang ja|en    language\n"
        "\n"
        "Exit codes: 0 no sheet changes; 1 some do; 2 wrong usage; 3 a file cannot be read or\n"
        "understood, the lock is of another applicant or form, or a value does not fit.\n",
    .help_ja =
        "いま印刷したらどうなるかを、控えに記されたものと比べます。\n"
        "\n"
        "      --since FILE    build "
        "がPDFの隣に書き出した控え。省くと、回答ファイルのフォルダーか\n"
        "                      いまのフォルダーにある、提出済みの最も新しい控え\n"
        "      --set KEY=VALUE  回答を与えます（回答ファイルと控えの値に優先します）\n"
        "      --against FILE  前の回答。控えの記すものが、控えのフォルダーの外にあるとき\n"
        "      --allow-outside  フォルダーの外の添付書類も読みます。控えには許せません\n"
        "      --json          機械のための出力（キーは tsuzuri help diff）\n"
        "      --lang ja|en    言語\n"
        "\n"
        "終了コード: 0 変わる頁はない、1 変わる頁がある、2 使い方の誤り、3 読めない・解釈できな\n"
        "いファイルがある、別の申請者・様式の控えである、または欄に収まらない値がある\n",
    .run = run,
};
