/* The command 'lint': reads its options, runs it, and tells what came of it. */
#include "program/tsuzuri/command.h"

#include <limits.h>

static int run(const struct command *self, int argc, char **argv)
{
    static const struct command_operands operands = {
        1, INT_MAX, "name the folder of a form", "様式のフォルダーを指定してください", NULL, NULL};
    struct command_line line;
    int code = read_command_line(self, argc, argv, NULL, &operands, &line);
    if (code >= 0)
        return code;
    struct tsuzuri_call *call = open_call();
    enum tsuzuri_status status = tsuzuri_lint(call, line.operands, line.count, line.japanese);
    print_messages(call, line.japanese);
    fputs(tsuzuri_text(call), stderr);
    tsuzuri_call_free(call);
    return (int)status;
}

const struct command command_lint = {
    .name = "lint",
    .summary_en = "find the faults of a form, for whoever writes one",
    .summary_ja = "様式の誤りを調べる（様式を書く人のため）",
    .usage = "tsuzuri lint FOLDER… [--lang ja|en]",
    .help_en =
        "Tells every fault of the forms in the folders and below them: unknown elements, what\n"
        "is never asked, chosen or printed, what nothing uses, texts that never fit, totals\n"
        "that do not add up, labels that stand twice, characters that no font has.\n"
        "\n"
        "      --lang ja|en    language of messages\n"
        "\n"
        "Exit codes: 0 no faults, perhaps warnings; 2 wrong usage; 3 a form has faults;\n"
        "4 the report cannot be written.\n",
    .help_ja =
        "フォルダーとその下にある様式の誤りを、すべて示します。知らない要素、決して尋ねられ\n"
        "ない・選べない・印刷されないもの、どこにも使われないもの、収まらない文言、合わない\n"
        "合計、二度使われるラベル、どの書体にもない文字を調べます。\n"
        "\n"
        "      --lang ja|en    メッセージの言語\n"
        "\n"
        "終了コード: 0 誤りなし（警告のあるときも）、2 使い方の誤り、3 様式に誤りがある、\n"
        "4 結果を書き出せない\n",
    .run = run,
};
