#include "command.h"

#include <getopt.h>
#include <time.h>

struct arguments {
    struct tsuzuri_reprint reprint;
    const char *lang;
    bool help;
    char today[32];
};

enum { OPT_SINCE = 256, OPT_DATE, OPT_MARK, OPT_RED, OPT_JSON, OPT_FORCE, OPT_LANG };

static const struct option options[] = {
    {"output", required_argument, NULL, 'o'},
    {"since", required_argument, NULL, OPT_SINCE},
    {"date", required_argument, NULL, OPT_DATE},
    {"mark", no_argument, NULL, OPT_MARK},
    {"red", no_argument, NULL, OPT_RED},
    {"json", no_argument, NULL, OPT_JSON},
    {"force", no_argument, NULL, OPT_FORCE},
    {"lang", required_argument, NULL, OPT_LANG},
    {"help", no_argument, NULL, 'h'},
    {NULL, 0, NULL, 0},
};

/* 0, or what was wrong with the option. */
static int read_option(struct arguments *a, int option)
{
    switch (option) {
    case 'o':
        a->reprint.output = optarg;
        return 0;
    case OPT_SINCE:
        a->reprint.since = optarg;
        return 0;
    case OPT_DATE:
        a->reprint.date = optarg;
        return 0;
    case OPT_MARK:
        a->reprint.mark = true;
        return 0;
    case OPT_RED:
        a->reprint.red = true;
        return 0;
    case OPT_JSON:
        a->reprint.json = true;
        return 0;
    case OPT_FORCE:
        a->reprint.force = true;
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
static int check_arguments(const struct command *self, struct arguments *a, char **rest)
{
    bool japanese = speaks_japanese(a->lang);
    a->reprint.japanese = japanese;
    a->reprint.answers = rest[0];
    if (a->help)
        return -1;
    if (!rest[0])
        return usage_fault(
            self, japanese, "an answer file is needed", "回答ファイルを指定してください", NULL);
    if (rest[1])
        return usage_fault(self, japanese, "one answer file at a time",
            "回答ファイルは一つだけ指定します", rest[1]);
    if (!a->reprint.since)
        return usage_fault(self, japanese, "say since which lock: --since packet.lock",
            "どの控えからの訂正かを指定してください: --since packet.lock", NULL);
    if (!a->reprint.output)
        return usage_fault(self, japanese, "say where the PDF goes: -o FILE",
            "PDFの書き出し先を -o で指定してください", NULL);
    return -1;
}

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
    return check_arguments(self, a, argv + optind);
}

/* --date, else SOURCE_DATE_EPOCH, else today, in the zone of the user. */
static void choose_date(struct arguments *a)
{
    time_t now = a->reprint.has_epoch ? (time_t)a->reprint.epoch : time(NULL);
    struct tm parts;
    struct tm *found = a->reprint.has_epoch ? gmtime_r(&now, &parts) : localtime_r(&now, &parts);
    if (a->reprint.date || !found)
        return;
    snprintf(a->today, sizeof a->today, "%04d-%02d-%02d", parts.tm_year + 1900, parts.tm_mon + 1,
        parts.tm_mday);
    a->reprint.date = a->today;
}

static int print_outcome(struct tsuzuri *t, const struct arguments *a, enum tsuzuri_status status)
{
    bool japanese = a->reprint.japanese;
    print_messages(t, japanese);
    if (status != TSUZURI_DONE) {
        fputs(japanese ? "何も書き出していません\n" : "nothing was written\n", stderr);
        return (int)status;
    }
    fputs(tsuzuri_text(t), stdout);
    if (tsuzuri_changed_sheets(t))
        fprintf(stderr, japanese ? "%s: %dページ\n" : "%s: %d pages\n", a->reprint.output,
            tsuzuri_page_count(t));
    if (fflush(stdout) == 0 && !ferror(stdout))
        return 0;
    fputs(japanese ? "tsuzuri: 標準出力に書き出せません\n"
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
        return print_help(self, a.reprint.japanese);
    if (!read_epoch(&a.reprint.has_epoch, &a.reprint.epoch))
        return usage_fault(self, a.reprint.japanese, "SOURCE_DATE_EPOCH is no number of seconds",
            "SOURCE_DATE_EPOCH が秒数ではありません", getenv("SOURCE_DATE_EPOCH"));
    choose_date(&a);
    struct tsuzuri_paths paths = data_paths();
    struct tsuzuri *t = tsuzuri_new(&paths);
    int code = print_outcome(t, &a, tsuzuri_reprint(t, &a.reprint));
    tsuzuri_free(t);
    return code;
}

const struct command command_reprint = {
    .name = "reprint",
    .summary_en = "print a replacement slip and only the sheets that changed since a packet",
    .summary_ja = "提出した一式から変わった頁だけを、差替え票を付けて印刷する",
    .usage = "tsuzuri reprint ANSWERS --since PACKET.lock -o CORRECTIONS.pdf [--date DATE]\n"
             "           [--mark] [--red] [--json]",
    .help_en =
        "Prints a slip that says which sheets to take out and which to put in, then those sheets,\n"
        "in order, with the date of the correction in their corner. The sheets that it does not\n"
        "name stay as they were signed. Its own lock (CORRECTIONS.lock) remembers the former one:\n"
        "the next round of corrections starts from it.\n"
        "\n"
        "      --since FILE    the lock of what was signed and sent (see 'tsuzuri issue')\n"
        "  -o, --output FILE   where the PDF goes; its lock lies beside it\n"
        "      --date DATE     of the correction; else SOURCE_DATE_EPOCH, else today\n"
        "      --mark          a rule in the margin beside changed values\n"
        "      --red           the former and the new value side by side, in red\n"
        "      --json          tell what to replace as JSON (keys in README.md)\n"
        "      --force         replace corrections that were issued\n"
        "      --lang ja|en    language of messages\n"
        "\n"
        "Exit codes: 0 printed, or nothing to replace; 1 values are missing or do not fit; 2 "
        "wrong\n"
        "usage; 3 a file cannot be read or understood, or the lock is of another applicant or\n"
        "form; 4 the PDF cannot be written, or would replace one that was issued.\n",
    .help_ja =
        "どの頁を抜いてどの頁を入れるかを記した差替え票と、その頁だけを、順に印刷します。隅に訂正\n"
        "の日が入ります。票に名前のない頁は、署名・押印したまま使えます。新しい控え\n"
        "（CORRECTIONS.lock）は前の控えを覚えているので、二度目の訂正はそこから始められます。\n"
        "\n"
        "      --since FILE    署名して提出したものの控え（tsuzuri issue を参照）\n"
        "  -o, --output FILE   書き出し先。控えはその隣にできます\n"
        "      --date DATE     訂正の日。なければ SOURCE_DATE_EPOCH、それもなければ今日\n"
        "      --mark          変わった値の欄外に線を引きます\n"
        "      --red           もとの値と新しい値を並べて朱書きします\n"
        "      --json          差し替える頁を JSON で書き出します（キーは README.md）\n"
        "      --force         提出済みの訂正でも置き換えます\n"
        "      --lang ja|en    メッセージの言語\n"
        "\n"
        "終了コード: 0 印刷した（または差し替える頁がない）、1 回答が足りないか欄に収まらない、\n"
        "2 使い方の誤り、3 読めない・解釈できないファイルがある、または別の申請者・様式の控え、\n"
        "4 書き出せない、または提出済みのものを置き換えてしまう\n",
    .run = run,
};
