/* The command 'reprint': reads its options, runs it, and tells what came of it. */
#include "program/tsuzuri/command.h"

#include <time.h>

struct arguments {
    struct tsuzuri_reprint reprint;
    struct setting_list settings;
    char today[32];
};

static const struct command_operands operands = {1, 1, "an answer file is needed",
    "回答ファイルを指定してください", "one answer file at a time",
    "回答ファイルは一つだけ指定します"};

static int blame(
    const struct command *self, const struct arguments *a, const char *en, const char *ja)
{
    return usage_fault(self, a->reprint.japanese, en, ja, NULL);
}

/* --date, else SOURCE_DATE_EPOCH, else today, in the zone of the user. */
static void choose_date(struct arguments *a)
{
    bool said = a->reprint.has_epoch;
    time_t now = said ? (time_t)a->reprint.epoch : time(NULL);
    struct tm parts;
    struct tm *found = said ? gmtime_r(&now, &parts) : localtime_r(&now, &parts);
    if (a->reprint.date || !found)
        return;
    snprintf(a->today, sizeof a->today, "%04d-%02d-%02d", parts.tm_year + 1900, parts.tm_mon + 1,
        parts.tm_mday);
    a->reprint.date = a->today;
}

/* Exit code, or -1 where the arguments are good. */
static int read_arguments(const struct command *self, int argc, char **argv, struct arguments *a)
{
    struct tsuzuri_reprint *r = &a->reprint;
    struct command_line line;
    const struct command_option options[] = {
        {"output", 'o', .text = &r->output},
        {"since", .text = &r->since.name},
        {"set", .settings = &a->settings},
        {"against", .text = &r->against.name},
        {"allow-outside", .flag = &r->allow_outside},
        {"date", .text = &r->date},
        {"mark", .flag = &r->mark},
        {"red", .flag = &r->red},
        {"json", .flag = &r->json},
        {"force", .flag = &r->force},
        {0},
    };
    int code = read_command_line(self, argc, argv, options, &operands, &line);
    if (code >= 0)
        return code;
    r->answers.name = line.operands[0];
    r->japanese = line.japanese;
    r->settings = a->settings.settings;
    r->setting_count = a->settings.count;
    if (!r->output)
        return blame(
            self, a, "say where the PDF goes: -o FILE", "PDFの書き出し先を -o で指定してください");
    code = read_epoch(self, r->japanese, &r->has_epoch, &r->epoch);
    if (code < 0)
        choose_date(a);
    return code;
}

static int print_outcome(
    struct tsuzuri_call *call, const struct arguments *a, enum tsuzuri_status status)
{
    bool japanese = a->reprint.japanese;
    print_messages(call, japanese);
    if (status != TSUZURI_DONE) {
        fputs(japanese ? "何も書き出していません\n" : "nothing was written\n", stderr);
        return (int)status;
    }
    fputs(tsuzuri_text(call), stdout);
    if (tsuzuri_changed_sheets(call))
        fprintf(stderr, japanese ? "%s: %dページ\n" : "%s: %d pages\n", a->reprint.output,
            tsuzuri_page_count(call));
    return end_output(0, japanese);
}

static int run(const struct command *self, int argc, char **argv)
{
    struct arguments a = {0};
    int code = read_arguments(self, argc, argv, &a);
    if (code >= 0)
        return code;
    struct tsuzuri_call *call = open_call();
    code = print_outcome(call, &a, tsuzuri_reprint(call, &a.reprint));
    tsuzuri_call_free(call);
    return code;
}

const struct command command_reprint = {
    .name = "reprint",
    .summary_en = "print a replacement slip and only the sheets that changed since a packet",
    .summary_ja = "提出した一式から変わった頁だけを、差替え票を付けて印刷する",
    .usage = "tsuzuri reprint ANSWERS [--since PACKET.lock] -o CORRECTIONS.pdf [--date DATE]\n"
             "           [--mark] [--red] [--set KEY=VALUE] [--against FILE] [--allow-outside]\n"
             "           [--json] [--force]",
    .help_en =
        "Prints a slip that says which sheets to take out and which to put in, then those sheets,\n"
        "in order, with the date of the correction in their corner. The sheets that it does not\n"
        "name stay as they were signed. Its own lock (CORRECTIONS.lock) remembers the former one:\n"
        "the next round of corrections starts from it.\n"
        "\n"
        "      --since FILE    the lock of what was signed and sent (see 'tsuzuri issue'); "
        "without\n"
        "                      it the newest one, beside the answers or in the current folder\n"
        "  -o, --output FILE   where the PDF goes; its lock lies beside it\n"
        "      --date DATE     of the correction; else SOURCE_DATE_EPOCH, else today\n"
        "      --mark          a rule in the margin beside changed values\n"
        "      --red           the former and the new value side by side, in red\n"
        "      --set KEY=VALUE  an answer, over the answer file's and the lock's\n"
        "      --against FILE  the former answers, where the lock's do not lie in its folder\n"
        "      --allow-outside  attached files may lie outside of the folder; a lock cannot\n"
        "                      allow it\n"
        "      --json          tell what to replace as JSON (keys: tsuzuri help diff)\n"
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
        "      --since FILE    署名して提出したものの控え（tsuzuri issue "
        "を参照）。省くと、回答ファ\n"
        "                      イルのフォルダーかいまのフォルダーにある最も新しいもの\n"
        "  -o, --output FILE   書き出し先。控えはその隣にできます\n"
        "      --date DATE     訂正の日。なければ SOURCE_DATE_EPOCH、それもなければ今日\n"
        "      --mark          変わった値の欄外に線を引きます\n"
        "      --red           もとの値と新しい値を並べて朱書きします\n"
        "      --set KEY=VALUE  回答を与えます（回答ファイルと控えの値に優先します）\n"
        "      --against FILE  前の回答。控えの記すものが、控えのフォルダーの外にあるとき\n"
        "      --allow-outside  フォルダーの外の添付書類も読みます。控えには許せません\n"
        "      --json          差し替える頁を JSON で書き出します（キーは tsuzuri help diff）\n"
        "      --force         提出済みの訂正でも置き換えます\n"
        "      --lang ja|en    メッセージの言語\n"
        "\n"
        "終了コード: 0 印刷した（または差し替える頁がない）、1 回答が足りないか欄に収まらない、\n"
        "2 使い方の誤り、3 読めない・解釈できないファイルがある、または別の申請者・様式の控え、\n"
        "4 書き出せない、または提出済みのものを置き換えてしまう\n",
    .run = run,
};
