/* The command 'stamp': reads its options, runs it, and tells what came of it. */
#include "program/tsuzuri/command.h"

/* What is missing or wrong, in both languages; false where nothing is. */
static bool missing(
    const struct tsuzuri_stamp *s, const char *room, const char **en, const char **ja)
{
    if (!s->label) {
        *en = "say what the label reads: --label 1-1-1";
        *ja = "ラベルの文字を --label で指定してください（例: --label 1-1-1）";
    } else if (!s->output) {
        *en = "say where the PDF goes: -o FILE";
        *ja = "PDFの書き出し先を -o で指定してください";
    } else if (room && !s->shrink && strcmp(room, "keep")) {
        *en = "--room is keep or shrink";
        *ja = "--room は keep か shrink です";
    } else {
        return false;
    }
    return true;
}

/* Exit code, or -1 where the arguments are good. */
static int read_arguments(const struct command *self, int argc, char **argv,
    struct tsuzuri_stamp *s, struct command_line *line)
{
    static const struct command_operands operands = {1, 1, "name a PDF or an image",
        "PDFか画像を指定してください", "one document at a time", "文書は一つだけ指定します"};
    const char *room = NULL;
    const struct command_option options[] = {
        {"label", .text = &s->label},
        {"output", 'o', .text = &s->output},
        {"every-page", .flag = &s->every_page},
        {"room", .text = &room},
        {"password-file", .text = &s->password_file},
        {0},
    };
    const char *en;
    const char *ja;
    int code = read_command_line(self, argc, argv, options, &operands, line);
    if (code >= 0)
        return code;
    s->input = line->operands[0];
    s->shrink = room && !strcmp(room, "shrink");
    if (missing(s, room, &en, &ja))
        return usage_fault(self, line->japanese, en, ja, NULL);
    return -1;
}

static int run(const struct command *self, int argc, char **argv)
{
    struct tsuzuri_stamp stamp = {0};
    struct command_line line;
    int code = read_arguments(self, argc, argv, &stamp, &line);
    if (code >= 0)
        return code;
    struct tsuzuri_call *call = open_call();
    enum tsuzuri_status status = tsuzuri_stamp(call, &stamp);
    print_messages(call, line.japanese);
    if (status != TSUZURI_DONE)
        fputs(line.japanese ? "何も書き出していません\n" : "nothing was written\n", stderr);
    tsuzuri_call_free(call);
    return (int)status;
}

const struct command command_stamp = {
    .name = "stamp",
    .summary_en = "put a label on the right shoulder of a PDF or an image",
    .summary_ja = "PDFや画像の右肩にラベルを付ける",
    .usage = "tsuzuri stamp --label LABEL IN -o OUT.pdf [--every-page] [--room keep|shrink]\n"
             "             [--password-file FILE]",
    .help_en =
        "Puts a framed label within 40 mm x 15 mm of the upper right corner, as a person sees\n"
        "the page, and changes nothing else. Reads PDF, JPEG, PNG and TIFF.\n"
        "\n"
        "      --label LABEL         what it reads, as 1-1-1\n"
        "  -o, --output FILE         where the PDF goes, never the document itself; an old file "
        "is\n"
        "                            replaced only when all is well\n"
        "      --every-page          on every page, with 2/12; else on the first one\n"
        "      --room keep|shrink    shrink: labelled pages become slightly smaller, towards the\n"
        "                            lower left, where print stands in the corner\n"
        "      --password-file FILE  its first line opens the PDF; the copy is not encrypted\n"
        "      --lang ja|en          language of messages\n"
        "\n"
        "Exit codes: 0 stamped, perhaps with warnings; 2 wrong usage; 3 the document is refused,\n"
        "and nothing is written; 4 the PDF cannot be written.\n",
    .help_ja =
        "見たままのページの右上隅、幅40mm×高さ15mmの中に、枠付きのラベルを付けます。ほかは何も\n"
        "変えません。PDF、JPEG、PNG、TIFFを読めます。\n"
        "\n"
        "      --label LABEL         ラベルの文字（例: 1-1-1）\n"
        "  -o, --output FILE         書き出し先（元の文書とは別の名前）。すべて正しいときだけ古い\n"
        "                            ファイルと置き換えます\n"
        "      --every-page          すべてのページに「2/12」のような番号とともに付けます\n"
        "                            （指定しなければ最初のページだけ）\n"
        "      --room keep|shrink    shrink: "
        "ラベルを付けるページを左下へわずかに縮め、隅を空けます\n"
        "                            （隅に印字のあるとき）\n"
        "      --password-file FILE  1行目のパスワードでPDFを開きます。写しは暗号化されません\n"
        "      --lang ja|en          メッセージの言語\n"
        "\n"
        "終了コード: 0 付けた（警告のあるときも）、2 使い方の誤り、3 扱えない文書（何も書き\n"
        "出しません）、4 書き出せない\n",
    .run = run,
};
