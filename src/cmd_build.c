#include "command.h"

#include <getopt.h>

#define MOST_NAMES 32

struct arguments {
    struct tsuzuri_build build;
    struct tsuzuri_setting settings[MOST_SETTINGS];
    const char *only[MOST_NAMES];
    const char *with[MOST_NAMES];
    const char *operand;
    const char *lang;
    bool help;
};

enum {
    OPT_DRAFT = 256,
    OPT_BLANK,
    OPT_GRID,
    OPT_TRACE,
    OPT_EXPLAIN,
    OPT_SET,
    OPT_ONLY,
    OPT_WITH,
    OPT_SPLIT,
    OPT_LANG
};

static const struct option options[] = {
    {"output", required_argument, NULL, 'o'},
    {"draft", no_argument, NULL, OPT_DRAFT},
    {"blank", no_argument, NULL, OPT_BLANK},
    {"grid", no_argument, NULL, OPT_GRID},
    {"trace", no_argument, NULL, OPT_TRACE},
    {"explain", no_argument, NULL, OPT_EXPLAIN},
    {"set", required_argument, NULL, OPT_SET},
    {"only", required_argument, NULL, OPT_ONLY},
    {"with", required_argument, NULL, OPT_WITH},
    {"split", required_argument, NULL, OPT_SPLIT},
    {"lang", required_argument, NULL, OPT_LANG},
    {"help", no_argument, NULL, 'h'},
    {NULL, 0, NULL, 0},
};

static bool add_name(const char **names, size_t *count)
{
    if (*count == MOST_NAMES)
        return false;
    names[(*count)++] = optarg;
    return true;
}

/* 0, or what was wrong with the option. */
static int read_option(struct arguments *a, int option)
{
    switch (option) {
    case 'o':
        a->build.output = optarg;
        return 0;
    case OPT_DRAFT:
        a->build.draft = true;
        return 0;
    case OPT_BLANK:
        a->build.blank = true;
        return 0;
    case OPT_GRID:
        a->build.grid = true;
        return 0;
    case OPT_TRACE:
        a->build.want_trace = true;
        return 0;
    case OPT_EXPLAIN:
        a->build.want_explanation = true;
        return 0;
    case OPT_SET:
        return read_setting(optarg, a->settings, &a->build.setting_count) ? 0 : OPT_SET;
    case OPT_ONLY:
        return add_name(a->only, &a->build.only_count) ? 0 : OPT_ONLY;
    case OPT_WITH:
        return add_name(a->with, &a->build.with_count) ? 0 : OPT_WITH;
    case OPT_SPLIT:
        a->build.folder = optarg;
        return 0;
    case OPT_LANG:
        a->lang = optarg;
        return strcmp(optarg, "ja") && strcmp(optarg, "en") ? OPT_LANG : 0;
    case 'h':
        a->help = true;
        return 0;
    default:
        return option;
    }
}

static int blame_option(const struct command *self, int option, char **argv)
{
    bool japanese = speaks_japanese(option == OPT_LANG ? NULL : said_lang(argv));
    if (option == OPT_SET)
        return usage_fault(
            self, japanese, "--set takes KEY=VALUE", "--set は「キー=値」で指定します", optarg);
    if (option == OPT_LANG)
        return usage_fault(self, japanese, "--lang is ja or en", "--lang は ja か en です", optarg);
    if (option == OPT_ONLY || option == OPT_WITH)
        return usage_fault(
            self, japanese, "too many documents are named", "文書の指定が多すぎます", optarg);
    if (option == ':')
        return usage_fault(self, japanese, "this option needs a value",
            "このオプションには値が要ります", argv[optind - 1]);
    return usage_fault(
        self, japanese, "unknown option", "知らないオプションです", argv[optind - 1]);
}

/* Exit code 2, or -1 where the arguments are good. */
static int read_arguments(const struct command *self, int argc, char **argv, struct arguments *a)
{
    int option;
    opterr = 0;
    optind = 1;
    while ((option = getopt_long(argc, argv, ":o:h", options, NULL)) != -1) {
        int wrong = read_option(a, option);
        if (wrong)
            return blame_option(self, wrong, argv);
    }
    a->build.settings = a->settings;
    a->build.only = a->only;
    a->build.with = a->with;
    a->operand = argv[optind];
    bool japanese = speaks_japanese(a->lang);
    if (a->help)
        return -1;
    if (!a->operand)
        return usage_fault(
            self, japanese, "an answer file is needed", "回答ファイルを指定してください", NULL);
    if (argv[optind + 1])
        return usage_fault(self, japanese, "one answer file at a time",
            "回答ファイルは一つだけ指定します", argv[optind + 1]);
    return -1;
}

/* With --blank the operand may be a form's name. */
static void choose_operand(struct arguments *a)
{
    bool path = strchr(a->operand, '/') || strchr(a->operand, '.');
    if (a->build.blank && !path)
        a->build.form = a->operand;
    else
        a->build.answers = a->operand;
}

static int print_outcome(struct tsuzuri *t, const struct arguments *a, enum tsuzuri_status status)
{
    bool japanese = speaks_japanese(a->lang);
    print_messages(t, japanese);
    if (status != TSUZURI_DONE) {
        fputs(japanese ? "何も書き出していません\n" : "nothing was written\n", stderr);
        return (int)status;
    }
    if (a->build.want_trace)
        fputs(tsuzuri_trace(t), stdout);
    if (a->build.want_explanation)
        fputs(tsuzuri_explanation(t, japanese), stdout);
    if (a->build.output)
        fprintf(stderr, japanese ? "%s: %dページ\n" : "%s: %d pages\n", a->build.output,
            tsuzuri_page_count(t));
    if (a->build.folder)
        fprintf(stderr, japanese ? "%s: 全部で%dページ\n" : "%s: %d pages in all\n",
            a->build.folder, tsuzuri_page_count(t));
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fputs(japanese ? "tsuzuri: 標準出力に書き出せません\n"
                       : "tsuzuri: cannot write to standard output\n",
            stderr);
        return TSUZURI_CANNOT_WRITE;
    }
    return 0;
}

static int run(const struct command *self, int argc, char **argv)
{
    struct arguments a = {0};
    int fault = read_arguments(self, argc, argv, &a);
    if (fault >= 0)
        return fault;
    bool japanese = speaks_japanese(a.lang);
    if (a.help || !a.operand)
        return print_help(self, japanese);
    choose_operand(&a);
    if (!read_epoch(&a.build.has_epoch, &a.build.epoch))
        return usage_fault(self, japanese, "SOURCE_DATE_EPOCH is no number of seconds",
            "SOURCE_DATE_EPOCH が秒数ではありません", getenv("SOURCE_DATE_EPOCH"));
    struct tsuzuri_paths paths = data_paths();
    struct tsuzuri *t = tsuzuri_new(&paths);
    int code = print_outcome(t, &a, tsuzuri_build(t, &a.build));
    tsuzuri_free(t);
    return code;
}

const struct command command_build = {
    .name = "build",
    .summary_en = "print the forms that an answer file answers into one PDF",
    .summary_ja = "回答ファイルから様式一式を一つのPDFに印刷する",
    .usage = "tsuzuri build ANSWERS -o PACKET.pdf [--draft] [--grid] [--trace] [--explain]\n"
             "           [--set KEY=VALUE] [--only DOCUMENT] [--with DOCUMENT]\n"
             "       tsuzuri build ANSWERS --split FOLDER\n"
             "       tsuzuri build --blank FORM|ANSWERS -o FORM.pdf",
    .help_en =
        "Checks the answers, fills the forms and writes one PDF, ready to sign and stamp.\n"
        "\n"
        "  -o, --output FILE   where the PDF goes; an old file is replaced only when all is well\n"
        "      --draft         print although values are missing, with 下書き across each page\n"
        "      --blank         print the empty forms, to be filled in by hand\n"
        "      --grid          overlay a mm grid and the names of blocks and fields\n"
        "      --trace         print the page list as text\n"
        "      --explain       tell which characters a fallback face set, and where\n"
        "      --set KEY=VALUE give a top-level answer, as --set application=new\n"
        "      --only DOCUMENT print this document alone (may be repeated)\n"
        "      --with DOCUMENT print this document, too, as --with questions\n"
        "      --split FOLDER  instead of -o: one PDF for each document, DOCUMENT.pdf\n"
        "      --lang ja|en    language of messages\n"
        "\n"
        "Exit codes: 0 printed; 1 values are missing or do not fit; 2 wrong usage;\n"
        "3 a file cannot be read or understood; 4 the PDF cannot be written.\n",
    .help_ja =
        "回答を確かめ、様式に記入し、署名と押印を待つばかりのPDFを一つ書き出します。\n"
        "\n"
        "  -o, --output FILE   書き出し先。すべて正しいときだけ古いファイルと置き換えます\n"
        "      --draft         書かれていない項目があっても、「下書き」の文字を重ねて印刷します\n"
        "      --blank         手書き用に、空欄の様式を印刷します\n"
        "      --grid          ミリ方眼と、ブロック・項目の名前を重ねます\n"
        "      --trace         ページの内容を文字で書き出します\n"
        "      --explain       補いの書体で組んだ文字と、その場所を書き出します\n"
        "      --set KEY=VALUE 回答を一つ与えます（例: --set application=new）\n"
        "      --only 文書     この文書だけを印刷します（繰り返し指定可）\n"
        "      --with 文書     この文書も印刷します（例: --with questions）\n"
        "      --split フォルダー  -o の代わりに、文書ごとに一つのPDF（文書.pdf）を書き出します\n"
        "      --lang ja|en    メッセージの言語\n"
        "\n"
        "終了コード: 0 印刷した、1 回答が足りないか欄に収まらない、2 使い方の誤り、\n"
        "3 読めない・解釈できないファイルがある、4 書き出せない\n",
    .run = run,
};
