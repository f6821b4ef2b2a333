/* The command 'issue': reads its options, runs it, and tells what came of it. */
#include "program/tsuzuri/command.h"

static const struct command_operands operands = {1, 1, "a lock is needed: packet.lock",
    "控えを指定してください: packet.lock", "one lock at a time", "控えは一つだけ指定します"};

static int run(const struct command *self, int argc, char **argv)
{
    struct command_line line;
    const struct command_option options[] = {{0}};
    int code = read_command_line(self, argc, argv, options, &operands, &line);
    if (code >= 0)
        return code;
    struct tsuzuri_call *call = open_call();
    enum tsuzuri_status status = tsuzuri_issue(call, line.operands[0]);
    return end_text(call, line.japanese, status);
}

const struct command command_issue = {
    .name = "issue",
    .summary_en = "mark a packet's lock as the one that was signed and sent",
    .summary_ja = "控え（packet.lock）を、署名して提出したものとする",
    .usage = "tsuzuri issue PACKET.lock [--lang ja|en]",
    .help_en =
        "Say so once the packet is signed, stamped and posted: from then on build and reprint\n"
        "refuse to replace the packet and its lock, and diff and reprint tell what changed\n"
        "since. The packet must lie beside its lock, as it was printed.\n"
        "\n"
        "Exit codes: 0 marked; 2 wrong usage; 3 the lock is damaged, or the packet is\n"
        "another one; 4 the lock cannot be written.\n",
    .help_ja =
        "署名・押印して郵送したら、そう記しておきます。それからは build も reprint も、その\n"
        "PDFと控えを置き換えません。diff と reprint は、そこからの変更を示します。PDFは、印刷\n"
        "したときのまま控えの隣に置いてください。\n"
        "\n"
        "終了コード: 0 記した、2 使い方の誤り、3 控えが壊れているかPDFが違う、4 書き込めない\n",
    .run = run,
};
