#include "command.h"

#include <getopt.h>

struct arguments {
    struct tsuzuri_stamp stamp;
    const char *lang;
    bool help;
};

enum { OPT_LABEL = 256, OPT_EVERY, OPT_ROOM, OPT_PASSWORD, OPT_LANG };

static const struct option options[] = {
    {"label", required_argument, NULL, OPT_LABEL},
    {"output", required_argument, NULL, 'o'},
    {"every-page", no_argument, NULL, OPT_EVERY},
    {"room", required_argument, NULL, OPT_ROOM},
    {"password-file", required_argument, NULL, OPT_PASSWORD},
    {"lang", required_argument, NULL, OPT_LANG},
    {"help", no_argument, NULL, 'h'},
    {NULL, 0, NULL, 0},
};

static bool read_option(struct arguments *a, int option)
{
    switch (option) {
    case OPT_LABEL:
        a->stamp.label = optarg;
        return true;
    case 'o':
        a->stamp.output = optarg;
        return true;
    case OPT_EVERY:
        a->stamp.every_page = true;
        return true;
    case OPT_ROOM:
        a->stamp.shrink = !strcmp(optarg, "shrink");
        return a->stamp.shrink || !strcmp(optarg, "keep");
    case OPT_PASSWORD:
        a->stamp.password_file = optarg;
        return true;
    case OPT_LANG:
        a->lang = optarg;
        return !strcmp(optarg, "ja") || !strcmp(optarg, "en");
    case 'h':
        a->help = true;
        return true;
    default:
        return false;
    }
}

/* What is missing, in both languages; false where nothing is. */
static bool missing(const struct tsuzuri_stamp *s, const char **en, const char **ja)
{
    if (!s->input) {
        *en = "name a PDF or an image";
        *ja = "PDFか画像を指定してください";
    } else if (!s->label) {
        *en = "say what the label reads: --label 1-1-1";
        *ja = "ラベルの文字を --label で指定してください（例: --label 1-1-1）";
    } else if (!s->output) {
        *en = "say where the PDF goes: -o FILE";
        *ja = "PDFの書き出し先を -o で指定してください";
    } else {
        return false;
    }
    return true;
}

/* Exit code 2, or -1 where the arguments are good. */
static int read_arguments(const struct command *self, int argc, char **argv, struct arguments *a)
{
    int option;
    const char *en;
    const char *ja;
    opterr = 0;
    optind = 1;
    while ((option = getopt_long(argc, argv, ":o:h", options, NULL)) != -1)
        if (!read_option(a, option))
            return usage_fault(self, speaks_japanese(a->lang),
                option == ':' ? "this option needs a value" : "unknown option or value",
                option == ':' ? "このオプションには値が要ります" : "知らないオプションか値です",
                argv[optind - 1]);
    a->stamp.input = argv[optind];
    if (a->help)
        return -1;
    if (argv[optind] && argv[optind + 1])
        return usage_fault(self, speaks_japanese(a->lang), "one document at a time",
            "文書は一つだけ指定します", argv[optind + 1]);
    if (missing(&a->stamp, &en, &ja))
        return usage_fault(self, speaks_japanese(a->lang), en, ja, NULL);
    return -1;
}

static int run(const struct command *self, int argc, char **argv)
{
    struct arguments a = {0};
    int fault = read_arguments(self, argc, argv, &a);
    if (fault >= 0)
        return fault;
    bool japanese = speaks_japanese(a.lang);
    if (a.help)
        return print_help(self, japanese);
    struct tsuzuri_paths paths = data_paths();
    struct tsuzuri *t = tsuzuri_new(&paths);
    enum tsuzuri_status status = tsuzuri_stamp(t, &a.stamp);
    print_messages(t, japanese);
    if (status != TSUZURI_DONE)
        fputs(japanese ? "何も書き出していません\n" : "nothing was written\n", stderr);
    tsuzuri_free(t);
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
