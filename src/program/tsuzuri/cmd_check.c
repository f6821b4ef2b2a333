/* The command 'check': reads its options, runs it, and tells what came of it. */
#include "program/tsuzuri/command.h"

#include <unistd.h>

#define MOST_LINES 6 /* of a list in the verdict: it stays on one screen */

/* How the verdict is printed. */
struct paper {
    struct tsuzuri_call *call;
    bool japanese;
    bool colour;
    bool plain;  /* no points: every lack is listed */
    bool listed; /* what is not written stands above, an item a line */
};

/* --- the verdict, on one screen --- */

static void print_outcome(const struct paper *p, const struct tsuzuri_verdict *v)
{
    static const char *const en[] = {"passes", "open: the reviewer's points decide", "fails"};
    static const char *const ja[] = {
        "合格の見込み", "審査しだい（審査側が決める点で変わる）", "不合格の見込み"};
    static const char *const colours[] = {"\033[32m", "\033[33m", "\033[31m"};
    printf(p->japanese ? "判定: " : "verdict: ");
    const char *own = p->japanese ? v->says_ja : v->says_en;
    const char *word = own ? own : (p->japanese ? ja : en)[v->outcome];
    if (v->outcome == TSUZURI_OPEN && v->points && !v->pass)
        word = p->japanese ? "未定（合格点が決まらない）" : "open: the pass mark is not known";
    printf("%s%s%s", p->colour ? colours[v->outcome] : "", word, p->colour ? "\033[0m" : "");
    if (v->application)
        printf(p->japanese ? "　［%s申請］" : "  [%s]",
            p->japanese ? v->application_label : v->application);
    fputs("\n", stdout);
    if (v->unread)
        fputs(p->japanese ? "  読み取れない回答があるため、判定はまだ確定しません\n"
                          : "  some answers cannot be read, so this is not final\n",
            stdout);
}

static void print_figures(const struct paper *p, const struct tsuzuri_verdict *v)
{
    struct tsuzuri_item x;
    if (v->required || !v->sheet_count)
        printf(p->japanese ? "必須項目: %d／%d\n" : "required items met: %d of %d\n",
            v->required_met, v->required);
    if (v->points) {
        printf(p->japanese ? "得点: 確実%d点" : "points: %d certain", v->certain);
        printf(p->japanese ? "、最高%d点（" : ", %d possible (", v->possible);
        if (v->pass)
            printf(p->japanese ? "合格%d点、" : "pass mark %d, ", v->pass);
        printf(p->japanese ? "満点%d点）\n" : "of %d)\n", v->points);
    }
    for (size_t i = 0; tsuzuri_sheet(p->call, i, &x); i++)
        printf(p->japanese ? "%s: 必須項目 %d／%d\n" : "%s: required items met: %d of %d\n",
            x.sheet, x.met, x.required);
}

static void print_more(const struct paper *p, size_t count)
{
    if (count > MOST_LINES)
        printf(p->japanese ? "  ほか%zu件\n" : "  and %zu more\n", count - MOST_LINES);
}

static const char *lack_word(const struct paper *p, const struct tsuzuri_item *x)
{
    if (x->open)
        return p->japanese ? "無回答" : "not answered";
    if (x->fatal)
        return p->japanese ? "0点で不合格" : "0 points fail the whole";
    if (p->plain)
        return p->japanese ? "満たしていない" : "not met";
    return p->japanese ? "必須なのに「いいえ」" : "required, but denied";
}

static void print_lack(const struct paper *p, const struct tsuzuri_item *x)
{
    printf("  %s%s%s  %s: %s", x->sheet ? x->sheet : "", x->sheet ? " " : "", x->key,
        lack_word(p, x), x->title);
    if (x->file)
        printf(p->japanese ? "（%d行目）" : " (line %d)", x->line);
    fputs("\n", stdout);
}

static void print_reasons(const struct paper *p)
{
    static const char *const en[] = {"what makes it fail", "required items that are not met"};
    static const char *const ja[] = {"不合格になる理由", "満たしていない必須項目"};
    printf("%s:\n", (p->japanese ? ja : en)[p->plain]);
}

static void print_lacks(const struct paper *p, const struct tsuzuri_verdict *v)
{
    struct tsuzuri_item x;
    if (!v->lack_count && v->possible >= v->pass)
        return;
    print_reasons(p);
    if (v->possible < v->pass)
        printf(p->japanese ? "  得点が最高でも%d点で、合格まであと%d点足りない\n"
                           : "  at most %d points: %d short of the pass mark\n",
            v->possible, v->pass - v->possible);
    size_t shown = p->plain ? v->lack_count : MOST_LINES, above = 0;
    for (size_t i = 0; i < shown && tsuzuri_lack(p->call, i, &x); i++) {
        bool is_above = p->plain && p->listed && x.open;
        above += is_above;
        if (!is_above)
            print_lack(p, &x);
    }
    if (above)
        printf(p->japanese ? "  無回答が%zu件（上の「まだ書かれていないもの」）\n"
                           : "  %zu that are not answered, see above\n",
            above);
    if (!p->plain)
        print_more(p, v->lack_count);
}

static void print_points(const struct paper *p, const struct tsuzuri_item *x)
{
    if (x->certain == x->possible)
        printf(p->japanese ? "  %s  +%d点: " : "  %s  +%d: ", x->key, x->possible);
    else
        printf(p->japanese ? "  %s  +%d～%d点: " : "  %s  +%d to %d: ", x->key, x->certain,
            x->possible);
}

static void print_gains(const struct paper *p, const struct tsuzuri_verdict *v)
{
    struct tsuzuri_item x;
    size_t count = v->gain_count;
    if (!count)
        return;
    fputs(p->japanese ? "まだ得られる点（手間の少ない順）:\n"
                      : "points still to be had, the cheapest first:\n",
        stdout);
    for (size_t i = 0; i < MOST_LINES && tsuzuri_gain(p->call, i, &x); i++) {
        print_points(p, &x);
        if (x.choice)
            fputs(p->japanese ? "上の選択肢に当たるようにする: " : "by a better choice: ", stdout);
        printf("%s\n", x.title);
    }
    print_more(p, count);
    if (v->gains_needed)
        printf(
            p->japanese ? "  上から%zu件で合格点に届く\n" : "  the first %zu reach the pass mark\n",
            v->gains_needed);
}

static void print_fatals(const struct paper *p, const struct tsuzuri_verdict *v)
{
    struct tsuzuri_item x;
    if (!v->fatal_count)
        return;
    fputs(
        p->japanese ? "0点と審査されると不合格になる項目:" : "0 points fail the whole at:", stdout);
    for (size_t i = 0; tsuzuri_fatal(p->call, i, &x); i++)
        printf(" %s", x.key);
    fputs("\n", stdout);
}

/* --- what is still to be written --- */

#define MOST_TOGETHER 4 /* items on a line that lack the same */
#define SHORT_TITLE 12  /* bytes of the title of such an item: "1-1-3" */

static bool same(const char *a, const char *b)
{
    return a == b || (a && b && !strcmp(a, b));
}

static size_t count_section(const struct paper *p, size_t from)
{
    struct tsuzuri_gap first, x;
    size_t n = 0;
    tsuzuri_gap(p->call, from, &first);
    while (tsuzuri_gap(p->call, from + n, &x) && same(x.section, first.section))
        n++;
    return n;
}

static void print_gap(const struct paper *p, const struct tsuzuri_gap *x)
{
    printf("%s", p->japanese ? x->title : x->key);
    if (x->file)
        printf(p->japanese ? "（%d行）" : " (line %d)", x->line);
}

/* Items of a section that lack the same stand on one line. */
static size_t print_line(const struct paper *p, size_t from, size_t end)
{
    struct tsuzuri_gap x, next;
    size_t i = from;
    tsuzuri_gap(p->call, from, &x);
    const char *lacks = p->japanese ? x.lacks_ja : x.lacks_en;
    fputs("  ", stdout);
    print_gap(p, &x);
    while (++i < end && i - from < MOST_TOGETHER && strlen(x.title) <= SHORT_TITLE &&
           tsuzuri_gap(p->call, i, &next) && *lacks && same(next.lacks_en, x.lacks_en)) {
        fputs(p->japanese ? "、" : ", ", stdout);
        print_gap(p, &next);
    }
    printf("%s%s\n", *lacks ? (p->japanese ? "　" : ": ") : "", lacks);
    return i;
}

static void print_gaps(const struct paper *p)
{
    struct tsuzuri_gap x;
    size_t all = 0;
    while (tsuzuri_gap(p->call, all, &x))
        all++;
    if (all)
        printf(p->japanese ? "まだ書かれていないもの（あと%zu項目）:\n"
                           : "not yet written (%zu left):\n",
            all);
    for (size_t i = 0; tsuzuri_gap(p->call, i, &x);) {
        size_t count = count_section(p, i), end = i + count;
        printf(p->japanese ? "%s（あと%zu項目）\n" : "%s (%zu left)\n", x.section, count);
        while (i < end)
            i = print_line(p, i, end);
    }
}

static void print_verdict(struct paper *p)
{
    struct tsuzuri_verdict v;
    if (!tsuzuri_verdict(p->call, &v))
        return;
    p->plain = !v.points;
    print_outcome(p, &v);
    print_figures(p, &v);
    print_lacks(p, &v);
    print_gains(p, &v);
    print_fatals(p, &v);
}

/* How it is reported. */
struct manner {
    bool json;
    bool all; /* each missing value in a message of its own */
};

static bool is_gap(const struct tsuzuri_message *m)
{
    return !strcmp(m->code, "missing");
}

static int report(struct tsuzuri_call *call, bool japanese, const struct manner *manner,
    enum tsuzuri_status status)
{
    struct paper p = {
        .call = call, .japanese = japanese, .colour = isatty(STDOUT_FILENO) && !getenv("NO_COLOR")};
    if (manner->json) {
        fputs(tsuzuri_check_json(call), stdout);
    } else {
        print_messages_but(call, japanese, manner->all ? NULL : is_gap);
        p.listed = !manner->all;
        if (p.listed)
            print_gaps(&p);
        print_verdict(&p);
    }
    return end_output((int)status, japanese);
}

static int run(const struct command *self, int argc, char **argv)
{
    static const struct command_operands operands = {1, 1, "an answer file is needed",
        "回答ファイルを指定してください", "one answer file at a time",
        "回答ファイルは一つだけ指定します"};
    struct setting_list settings = {.count = 0};
    struct command_line line;
    struct tsuzuri_check check = {0};
    struct manner manner = {0};
    const struct command_option options[] = {
        {"json", .flag = &manner.json},
        {"all", .flag = &manner.all},
        {"attachments", .flag = &check.attachments},
        {"allow-outside", .flag = &check.allow_outside},
        {"set", .settings = &settings},
        {0},
    };
    int code = read_command_line(self, argc, argv, options, &operands, &line);
    if (code >= 0)
        return code;
    check.answers.name = line.operands[0];
    check.settings = settings.settings;
    check.setting_count = settings.count;
    struct tsuzuri_call *call = open_call();
    code = report(call, line.japanese, &manner, tsuzuri_check(call, &check));
    tsuzuri_call_free(call);
    return code;
}

const struct command command_check = {
    .name = "check",
    .summary_en = "say what is missing or wrong in an answer file, and whether it would pass",
    .summary_ja = "回答ファイルの不足と誤りをすべて挙げ、合格するかどうかを示す",
    .usage =
        "tsuzuri check ANSWERS [--all] [--json] [--attachments] [--allow-outside] [--lang ja|en]\n"
        "           [--set KEY=VALUE]",
    .help_en =
        "Lists every mistake at once, sorted by place; then what is still to be written, an item "
        "a\n"
        "line; then the verdict: required items, points, what makes it fail, and where points are\n"
        "still to be had with the least to hand in.\n"
        "Attached files must be there; --attachments reads them as well.\n"
        "\n"
        "      --all           each missing value as a message, with its place\n"
        "      --json          print messages and verdict as JSON\n"
        "      --attachments   open the attached documents and say what is wrong with them\n"
        "      --allow-outside attached files may lie outside of the answer file's folder\n"
        "      --set KEY=VALUE give a top-level answer, as --set application=new\n"
        "      --lang ja|en    language of messages\n"
        "\n"
        "Exit codes: 0 it passes, or the reviewer's points decide; 1 it would fail, a value is\n"
        "missing or a rule is broken; 2 wrong usage; 3 a file, key or value cannot be "
        "understood.\n",
    .help_ja =
        "誤りを一度にすべて、書かれた場所の順に挙げ、まだ書かれていないものを項目ごとに一行で示し、"
        "\n"
        "判定を示します。必須項目、得点、不合格になる理由、少ない手間で得られる点がわかります。添付"
        "書類はファイルの\n"
        "有無を確かめます（--attachments なら中も読みます）。\n"
        "\n"
        "      --all           書かれていない値を一つずつ、場所とともに示します\n"
        "      --json          メッセージと判定をJSONで書き出します\n"
        "      --attachments   添付書類を開き、問題があれば示します\n"
        "      --allow-outside 回答ファイルのフォルダーの外にある添付書類を許します\n"
        "      --set KEY=VALUE 回答を一つ与えます（例: --set application=new）\n"
        "      --lang ja|en    メッセージの言語\n"
        "\n"
        "終了コード: 0 合格の見込みか審査しだい、1 不合格の見込み・書かれていない項目・規則違反、\n"
        "2 使い方の誤り、3 解釈できないファイル・キー・値がある\n",
    .run = run,
};
