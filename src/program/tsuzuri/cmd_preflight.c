/* The command 'preflight': reads its options, runs it, and tells what came of it. */
#include "program/tsuzuri/command.h"

#include <limits.h>

static void tell_count(const struct tsuzuri_preflight *p, int pages, bool japanese)
{
    if (japanese)
        fprintf(stderr, "文書%zu件、読めたページ数%d\n", p->file_count, pages);
    else
        fprintf(stderr, "%zu document%s, %d page%s that can be read\n", p->file_count,
            p->file_count == 1 ? "" : "s", pages, pages == 1 ? "" : "s");
}

static int run(const struct command *self, int argc, char **argv)
{
    static const struct command_operands operands = {1, INT_MAX, "name at least one PDF or image",
        "PDFか画像を一つ以上指定してください", NULL, NULL};
    struct tsuzuri_preflight p = {0};
    struct command_line line;
    const struct command_option options[] = {
        {"password-file", .text = &p.password_file},
        {0},
    };
    int code = read_command_line(self, argc, argv, options, &operands, &line);
    if (code >= 0)
        return code;
    p.files = line.operands;
    p.file_count = line.count;
    struct tsuzuri_call *call = open_call();
    enum tsuzuri_status status = tsuzuri_preflight(call, &p);
    print_messages(call, line.japanese);
    tell_count(&p, tsuzuri_page_count(call), line.japanese);
    tsuzuri_call_free(call);
    return (int)status;
}

const struct command command_preflight = {
    .name = "preflight",
    .summary_en = "tell what is wrong with PDFs and images before they are bound",
    .summary_ja = "綴じる前に、PDFや画像の問題点をまとめて調べる",
    .usage = "tsuzuri preflight FILE… [--password-file FILE]",
    .help_en =
        "Opens every document as 'tsuzuri stamp' does and tells all faults at once: missing,\n"
        "locked, damaged, empty; signed, XFA, repaired, print where the label would stand, fonts\n"
        "that are not embedded.\n"
        "\n"
        "      --password-file FILE  its first line opens locked PDFs\n"
        "      --lang ja|en          language of messages\n"
        "\n"
        "Exit codes: 0 all can be stamped, perhaps with warnings; 2 wrong usage; 3 at least one\n"
        "cannot.\n",
    .help_ja =
        "「tsuzuri stamp」と同じように文書を開き、問題点をまとめて知らせます。見つからない、\n"
        "パスワードが要る、壊れている、空である、電子署名やXFAがある、補って読んだ、ラベルの\n"
        "位置に印字がある、フォントが埋め込まれていない、など。\n"
        "\n"
        "      --password-file FILE  1行目のパスワードで、鍵のかかったPDFを開きます\n"
        "      --lang ja|en          メッセージの言語\n"
        "\n"
        "終了コード: 0 すべてにラベルを付けられる（警告のあるときも）、2 使い方の誤り、\n"
        "3 扱えない文書がある\n",
    .run = run,
};
