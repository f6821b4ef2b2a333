/* The command 'certify': reads its options, runs it, and tells what came of it. */
#include "program/tsuzuri/command.h"

#include <errno.h>

#define MOST_ONLY 1000
#define MOST_WHERE 20
#define MOST_BYTES (64u << 20)

struct arguments {
    struct tsuzuri_certify certify;
    struct setting_list settings;
    const char *only[MOST_ONLY];
    const char *where[MOST_WHERE];
    struct command_line line;
    bool json;
};

static const struct command_operands operands = {1, 1, "a register is needed",
    "台帳を指定してください", "one register at a time", "台帳は一つだけ指定します"};

/* The bytes of what parts two numbers: a comma of any width, or a blank; 0: none stands here. */
static size_t separator_size(const char *s)
{
    static const char *const separators[] = {",", "，", "、", " ", "　"};
    for (size_t i = 0; i < sizeof separators / sizeof *separators; i++)
        if (!strncmp(s, separators[i], strlen(separators[i])))
            return strlen(separators[i]);
    return 0;
}

/* Numbers with separators between them, cut in place. */
static bool add_only(void *to, char *text)
{
    struct arguments *a = to;
    for (size_t size; *text; text += size) {
        if ((size = separator_size(text))) {
            *text = '\0';
            continue;
        }
        if (a->certify.only_count == MOST_ONLY)
            return false;
        a->only[a->certify.only_count++] = text;
        while (text[size] && !separator_size(text + size))
            size++;
    }
    return a->certify.only_count > 0;
}

static bool add_where(void *to, char *text)
{
    struct arguments *a = to;
    if (a->certify.where_count == MOST_WHERE)
        return false;
    a->where[a->certify.where_count++] = text;
    return true;
}

/* A number from 1 on, and what stands behind it. */
static bool read_number(const char *text, int *out, char **end)
{
    errno = 0;
    long n = strtol(text, end, 10);
    *out = (int)n;
    return !errno && *end != text && n >= 1 && n <= 1000000;
}

static bool read_jobs(void *to, char *text)
{
    struct tsuzuri_certify *c = to;
    char *end;
    return read_number(text, &c->jobs, &end) && !*end && c->jobs <= 64;
}

static bool read_start(void *to, char *text)
{
    struct tsuzuri_certify *c = to;
    char *end;
    return read_number(text, &c->start, &end) && !*end;
}

static bool read_shard(void *to, char *text)
{
    struct tsuzuri_certify *c = to;
    char *end;
    return read_number(text, &c->shard, &end) && *end == '/' &&
           read_number(end + 1, &c->shards, &end) && !*end && c->shard <= c->shards;
}

/* Exit code, or -1 where the arguments are good. */
static int read_arguments(const struct command *self, int argc, char **argv, struct arguments *a)
{
    struct tsuzuri_certify *c = &a->certify;
    const struct command_option options[] = {
        {"form", .text = &c->form},
        {"output", 'o', .text = &c->output},
        {"split", .text = &c->folder},
        {"sheet", .text = &c->sheet},
        {"hidden", .flag = &c->hidden_rows},
        {"only", .read = add_only, .to = a, .en = "--only takes numbers, with commas between them",
            .ja = "--only には番号を「,」で区切って指定します"},
        {"where", .read = add_where, .to = a, .en = "--where can be given twenty times",
            .ja = "--where は20個まで指定できます"},
        {"sort", .text = &c->sort},
        {"reissue", .text = &c->reissue},
        {"date", .text = &c->reissue_date},
        {"strict", .flag = &c->strict},
        {"json", .flag = &a->json},
        {"jobs", .read = read_jobs, .to = c, .en = "--jobs takes a number from 1 to 64",
            .ja = "--jobs は1から64までの数です"},
        {"shard", .read = read_shard, .to = c, .en = "--shard takes I/N with I from 1 to N",
            .ja = "--shard は「i/n」（i は1からnまで）で指定します"},
        {"start", .read = read_start, .to = c, .en = "--start takes a number from 1",
            .ja = "--start は1からの数です"},
        {"assign", .text = &c->assign},
        {"set", .settings = &a->settings},
        {0},
    };
    int code = read_command_line(self, argc, argv, options, &operands, &a->line);
    if (code >= 0)
        return code;
    c->settings = a->settings.settings;
    c->setting_count = a->settings.count;
    c->only = a->only;
    c->where = a->where;
    c->registry.name = a->line.operands[0];
    if (!c->form)
        return usage_fault(self, a->line.japanese,
            "say which form is printed: --form anshin-isp/certificate",
            "様式を --form anshin-isp/certificate のように指定してください", NULL);
    if (c->output && c->folder)
        return usage_fault(self, a->line.japanese, "-o and --split do not go together",
            "-o と --split は同時に指定できません", NULL);
    if (!c->output && !c->folder && !c->assign)
        return usage_fault(self, a->line.japanese,
            "say where the PDF goes: -o FILE or --split FOLDER",
            "PDFの書き出し先を -o か --split で指定してください", NULL);
    return read_epoch(self, a->line.japanese, &c->has_epoch, &c->epoch);
}

/* Standard input, of at most MOST_BYTES and one more; NULL where it cannot be read. */
static char *read_input(size_t *size)
{
    size_t room = 1 << 16;
    char *text = malloc(room);
    *size = 0;
    while (text && *size <= MOST_BYTES) {
        size_t n = fread(text + *size, 1, room - *size, stdin);
        *size += n;
        if (!n)
            break;
        if (*size < room)
            continue;
        char *larger = realloc(text, room *= 2);
        if (!larger)
            free(text);
        text = larger;
    }
    if (text && !ferror(stdin))
        return text;
    free(text);
    return NULL;
}

static void print_count(struct tsuzuri_call *call, bool japanese)
{
    size_t counts[TSUZURI_INELIGIBLE + 1] = {0};
    struct tsuzuri_record r;
    for (size_t i = 0; tsuzuri_record(call, i, &r); i++)
        counts[r.outcome]++;
    fprintf(stderr, japanese ? "印刷%zu件" : "%zu printed", counts[TSUZURI_PRINTED]);
    if (counts[TSUZURI_UNCHANGED])
        fprintf(
            stderr, japanese ? "、変更なし%zu件" : ", %zu unchanged", counts[TSUZURI_UNCHANGED]);
    if (counts[TSUZURI_FAULTY])
        fprintf(stderr, japanese ? "、誤り%zu件" : ", %zu with faults", counts[TSUZURI_FAULTY]);
    if (counts[TSUZURI_HELD])
        fprintf(stderr, japanese ? "、印刷せず%zu件" : ", %zu not printed", counts[TSUZURI_HELD]);
    if (counts[TSUZURI_INELIGIBLE])
        fprintf(
            stderr, japanese ? "、対象外%zu件" : ", %zu not eligible", counts[TSUZURI_INELIGIBLE]);
    fputc('\n', stderr);
}

/* Before anything is printed, where not all of the register is. */
static void tell_chosen(void *meter, size_t chosen, size_t total)
{
    const struct meter *m = meter;
    if (chosen && chosen < total)
        fprintf(stderr,
            m->japanese ? "台帳の%zu件のうち%zu件を印刷します\n"
                        : "of %zu records, %zu to be printed\n",
            total, chosen);
}

static int print_outcome(
    struct tsuzuri_call *call, const struct arguments *a, enum tsuzuri_status status)
{
    bool japanese = a->line.japanese;
    print_messages(call, japanese);
    if (a->json)
        fputs(tsuzuri_certify_json(call, japanese), stdout);
    if (tsuzuri_record_count(call))
        print_count(call, japanese);
    else
        fputs(japanese ? "何も書き出していません\n" : "nothing was written\n", stderr);
    return end_output((int)status, japanese);
}

static int certify(struct arguments *a)
{
    struct meter meter;
    struct tsuzuri_call *call = open_call();
    meter_start(&meter, a->line.japanese);
    a->certify.progress = meter_step;
    a->certify.chosen = tell_chosen;
    a->certify.progress_data = &meter;
    enum tsuzuri_status status = tsuzuri_certify(call, &a->certify);
    meter_end(&meter);
    int code = print_outcome(call, a, status);
    tsuzuri_call_free(call);
    return code;
}

static int run(const struct command *self, int argc, char **argv)
{
    struct arguments a = {0};
    int code = read_arguments(self, argc, argv, &a);
    if (code >= 0)
        return code;
    char *input = NULL;
    if (!strcmp(a.certify.registry.name, "-")) {
        input = read_input(&a.certify.registry.size);
        a.certify.registry.bytes = input;
        if (!input)
            return usage_fault(
                self, a.line.japanese, "cannot read standard input", "標準入力を読めません", NULL);
    }
    code = certify(&a);
    free(input);
    return code;
}

const struct command command_certify = {
    .name = "certify",
    .summary_en = "print certificates, notices and ledgers from a register",
    .summary_ja = "台帳から合格証・認定証・通知・一覧を印刷する",
    .usage =
        "tsuzuri certify REGISTER --form anshin-isp/certificate -o CERTIFICATES.pdf\n"
        "       tsuzuri certify REGISTER --form anshin-isp/certificate --split FOLDER [--jobs N]",
    .help_en =
        "Checks every record of a register (workbook: .xlsx; CSV: UTF-8 or CP932; YAML; '-':\n"
        "standard input), then prints those without a fault. Columns are the form's keys or "
        "labels. Whom the form is "
        "not\n"
        "for, as a certificate for who did not pass, is left out and told.\n"
        "\n"
        "      --form ID        the form: anshin-isp/certificate, anshin-isp/notice,\n"
        "                       anshin-isp/rejection, anshin-isp/ledger,\n"
        "                       anshin-isp/processing, anshin-isp/enclosure (a covering letter),\n"
        "                       anshin-isp/labels, anshin-isp/envelope,\n"
        "                       asp-disclosure/certificate;\n"
        "                       the columns of each: samples/register/README.md\n"
        "  -o, --output FILE    one PDF of all, with an outline\n"
        "      --split FOLDER   a PDF each; files that are there and identical are left alone\n"
        "      --sheet NAME     the workbook's sheet; without it the first that is shown\n"
        "      --hidden         hidden and filtered rows of the sheet are records, too\n"
        "      --only NO,...    only the records with these numbers: 第0202号,205,207-211\n"
        "      --where TEST     only records that meet it (several: all of them): 二次審査=合,\n"
        "                       発行日<=2026-07-31, 発行日=2026-07, 会社名*=通信; also != < > >=\n"
        "      --sort FIELD,... in the order of these columns; '-' before one: downwards\n"
        "      --shard I/N      only the I-th of N parts of the register\n"
        "      --jobs N         so many processes for --split; the files are the same\n"
        "      --start N        of labels: the first one of the sheet that is free\n"
        "      --assign FILE    give the next free numbers to records without one, and write the\n"
        "                       register with them to a new file\n"
        "      --reissue NO     one record again, marked 再交付 with the date of --date\n"
        "      --date DATE      of the reissue\n"
        "      --strict         one bad record: print nothing\n"
        "      --json           a line about each record, on standard output\n"
        "      --set KEY=VALUE  a value for every record, as --set orientation=portrait,\n"
        "                       --set logo=logo.png\n"
        "      --lang ja|en     language of messages\n"
        "\n"
        "Exit codes: 0 printed; 1 some records have faults (the others are printed); 2 wrong\n"
        "usage; 3 the register or form cannot be understood; 4 a file cannot be written.\n",
    .help_ja =
        "台帳（Excel ブック .xlsx、CSV：UTF-8 か CP932、YAML、「-」で標準入力）の全件を確かめて\n"
        "から、誤りのないものを印刷します。列の名前は様式のキーか見出しです。様式の対象でない記録（"
        "合格証なら\n"
        "二次審査が「否」か空欄のもの）は印刷せず、そう知らせます。\n"
        "\n"
        "      --form 様式      anshin-isp/certificate（合格証）、anshin-isp/notice（合格の\n"
        "                       通知）、anshin-isp/rejection（不合格の通知）、anshin-isp/ledger\n"
        "                       （一覧）、anshin-isp/processing（処理欄）、\n"
        "                       anshin-isp/enclosure（送付状）、anshin-isp/labels（宛名ラベル）、\n"
        "                       anshin-isp/envelope（封筒）、\n"
        "                       asp-disclosure/certificate（認定証）。\n"
        "                       列の名前は samples/register/README.md にあります\n"
        "  -o, --output FILE    全件を一つのPDFに（しおり付き）\n"
        "      --split フォルダー  1件ずつのPDFに。同じ内容のファイルがあれば書き直しません\n"
        "      --sheet 名前     ブックのシート（なければ最初に見えるシート）\n"
        "      --hidden         非表示の行（フィルターで隠れた行）も読みます\n"
        "      --only 番号,…    その番号だけ（例: 第0202号、205、207～211）\n"
        "      --where 条件     条件に合う記録だけ（いくつも書けます）。二次審査=合、\n"
        "                       発行日<=2026-07-31、発行日=2026-07、会社名*=通信。ほかに != < > "
        ">=\n"
        "      --sort 項目,…    その項目の順に。前に「-」を付けると逆順です\n"
        "      --shard i/n      台帳をnに分けたi番目だけ\n"
        "      --jobs N         --split をN個のプロセスで。できるファイルは同じです\n"
        "      --start N        ラベル: N面目から印刷します（使いかけのシート）\n"
        "      --assign FILE    "
        "番号のない記録に次の番号を付け、台帳を新しいファイルに書き出します\n"
        "      --reissue 番号   その1件を、再交付の印と --date の日付を入れて印刷します\n"
        "      --date 日付      再交付の日\n"
        "      --strict         誤りが1件でもあれば何も印刷しません\n"
        "      --json           1件1行の結果を標準出力に書き出します\n"
        "      --set キー=値    全件に共通の値（例: --set orientation=portrait、--set "
        "logo=logo.png）\n"
        "      --lang ja|en     メッセージの言語\n"
        "\n"
        "終了コード: 0 印刷した、1 誤りのある記録がある（ほかは印刷した）、2 使い方の誤り、\n"
        "3 台帳や様式が読めない・解釈できない、4 書き出せない\n",
    .run = run,
};
