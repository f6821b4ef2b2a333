#include "command.h"

#include <getopt.h>

enum { OPT_PASSWORD = 256, OPT_LANG };

static const struct option options[] = {
    {"password-file", required_argument, NULL, OPT_PASSWORD},
    {"lang", required_argument, NULL, OPT_LANG},
    {"help", no_argument, NULL, 'h'},
    {NULL, 0, NULL, 0},
};

struct arguments {
    struct tsuzuri_preflight preflight;
    const char *lang;
    bool help;
};

static bool read_option(struct arguments *a, int option)
{
    switch (option) {
    case OPT_PASSWORD:
        a->preflight.password_file = optarg;
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

/* Exit code 2, or -1 where the arguments are good. */
static int read_arguments(const struct command *self, int argc, char **argv, struct arguments *a)
{
    int option;
    opterr = 0;
    optind = 1;
    while ((option = getopt_long(argc, argv, ":h", options, NULL)) != -1)
        if (!read_option(a, option))
            return usage_fault(self, speaks_japanese(a->lang),
                option == ':' ? "this option needs a value" : "unknown option or value",
                option == ':' ? "このオプションには値が要ります" : "知らないオプションか値です",
                argv[optind - 1]);
    a->preflight.files = (const char *const *)argv + optind;
    a->preflight.file_count = (size_t)(argc - optind);
    if (a->help || a->preflight.file_count)
        return -1;
    return usage_fault(self, speaks_japanese(a->lang), "name at least one PDF or image",
        "PDFか画像を一つ以上指定してください", NULL);
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
    enum tsuzuri_status status = tsuzuri_preflight(t, &a.preflight);
    print_messages(t, japanese);
    fprintf(stderr,
        japanese ? "文書%zu件、読めたページ数%d\n" : "%zu documents, %d pages that can be read\n",
        a.preflight.file_count, tsuzuri_page_count(t));
    tsuzuri_free(t);
    return (int)status;
}

const struct command command_preflight = {
    .name = "preflight",
    .summary_en = "tell what is wrong with PDFs and images before they are bound",
    .summary_ja = "綴じる前に、PDFや画像の問題点をまとめて調べる",
    .usage = "tsuzuri preflight FILE… [--password-file FILE]",
    .help_en =
        "Opens every document as 'tsuzuri stamp' does and tells all faults at once: missing,\n"
        "locked, damaged, empty; signed, XFA, repaired, fonts that are not embedded.\n"
        "\n"
        "      --password-file FILE  its first line opens locked PDFs\n"
        "      --lang ja|en          language of messages\n"
        "\n"
        "Exit codes: 0 all can be stamped, perhaps with warnings; 2 wrong usage; 3 at least one\n"
        "cannot.\n",
    .help_ja =
        "「tsuzuri stamp」と同じように文書を開き、問題点をまとめて知らせます。見つからない、\n"
        "パスワードが要る、壊れている、空である、電子署名やXFAがある、補って読んだ、フォントが\n"
        "埋め込まれていない、など。\n"
        "\n"
        "      --password-file FILE  1行目のパスワードで、鍵のかかったPDFを開きます\n"
        "      --lang ja|en          メッセージの言語\n"
        "\n"
        "終了コード: 0 すべてにラベルを付けられる（警告のあるときも）、2 使い方の誤り、\n"
        "3 扱えない文書がある\n",
    .run = run,
};
