#include "command.h"

#include <getopt.h>

struct arguments {
    struct tsuzuri_diff diff;
    const char *lang;
    bool help;
};

enum { OPT_SINCE = 256, OPT_JSON, OPT_LANG };

static const struct option options[] = {
    {"since", required_argument, NULL, OPT_SINCE},
    {"json", no_argument, NULL, OPT_JSON},
    {"lang", required_argument, NULL, OPT_LANG},
    {"help", no_argument, NULL, 'h'},
    {NULL, 0, NULL, 0},
};

/* 0, or what was wrong with the option. */
static int read_option(struct arguments *a, int option)
{
    switch (option) {
    case OPT_SINCE:
        a->diff.since = optarg;
        return 0;
    case OPT_JSON:
        a->diff.json = true;
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
    if (option == OPT_LANG)
        return usage_fault(self, japanese, "--lang is ja or en", "--lang は ja か en です", optarg);
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
    while ((option = getopt_long(argc, argv, ":h", options, NULL)) != -1) {
        int wrong = read_option(a, option);
        if (wrong)
            return blame_option(self, wrong, argv);
    }
    bool japanese = speaks_japanese(a->lang);
    a->diff.japanese = japanese;
    a->diff.answers = argv[optind];
    if (a->help)
        return -1;
    if (!a->diff.answers)
        return usage_fault(
            self, japanese, "an answer file is needed", "回答ファイルを指定してください", NULL);
    if (argv[optind + 1])
        return usage_fault(self, japanese, "one answer file at a time",
            "回答ファイルは一つだけ指定します", argv[optind + 1]);
    if (!a->diff.since)
        return usage_fault(self, japanese, "say since which lock: --since packet.lock",
            "どの控えと比べるかを指定してください: --since packet.lock", NULL);
    return -1;
}

static int print_outcome(struct tsuzuri *t, const struct arguments *a, enum tsuzuri_status status)
{
    print_messages(t, a->diff.japanese);
    if (status != TSUZURI_DONE)
        return (int)status;
    fputs(tsuzuri_text(t), stdout);
    if (fflush(stdout) == 0 && !ferror(stdout))
        return tsuzuri_changed_sheets(t) ? 1 : 0;
    fputs(a->diff.japanese ? "tsuzuri: 標準出力に書き出せません\n"
                           : "tsuzuri: cannot write to standard output\n",
        stderr);
    return TSUZURI_CANNOT_WRITE;
}

static int run(const struct command *self, int argc, char **argv)
{
    struct arguments a = {0};
    int fault = read_arguments(self, argc, argv, &a);
    if (fault >= 0)
        return fault;
    if (a.help)
        return print_help(self, a.diff.japanese);
    struct tsuzuri_paths paths = data_paths();
    struct tsuzuri *t = tsuzuri_new(&paths);
    int code = print_outcome(t, &a, tsuzuri_diff(t, &a.diff));
    tsuzuri_free(t);
    return code;
}

const struct command command_diff = {
    .name = "diff",
    .summary_en = "tell what changed since a packet was printed, sheet by sheet",
    .summary_ja = "印刷した一式から何が変わったかを、頁ごとに言葉で示す",
    .usage = "tsuzuri diff ANSWERS --since PACKET.lock [--json] [--lang ja|en]",
    .help_en =
        "Compares the answers as they would be printed now with what the lock says was printed.\n"
        "\n"
        "      --since FILE    the lock that build wrote beside the packet\n"
        "      --json          for machines (keys in README.md)\n"
        "      --lang ja|en    language\n"
        "\n"
        "Exit codes: 0 no sheet changes; 1 some do; 2 wrong usage; 3 a file cannot be read or\n"
        "understood, the lock is of another applicant or form, or a value does not fit.\n",
    .help_ja =
        "いま印刷したらどうなるかを、控えに記されたものと比べます。\n"
        "\n"
        "      --since FILE    build がPDFの隣に書き出した控え\n"
        "      --json          機械のための出力（キーは README.md）\n"
        "      --lang ja|en    言語\n"
        "\n"
        "終了コード: 0 変わる頁はない、1 変わる頁がある、2 使い方の誤り、3 読めない・解釈できな\n"
        "いファイルがある、別の申請者・様式の控えである、または欄に収まらない値がある\n",
    .run = run,
};
