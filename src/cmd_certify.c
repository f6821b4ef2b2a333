#include "command.h"

#include <errno.h>
#include <getopt.h>

#define MOST_ONLY 1000
#define MOST_BYTES (64u << 20)

struct arguments {
    struct tsuzuri_certify certify;
    struct tsuzuri_setting settings[MOST_SETTINGS];
    const char *only[MOST_ONLY];
    const char *lang;
    bool help;
    bool json;
};

enum {
    OPT_FORM = 256,
    OPT_SPLIT,
    OPT_ONLY,
    OPT_STRICT,
    OPT_JSON,
    OPT_JOBS,
    OPT_SHARD,
    OPT_ASSIGN,
    OPT_SET,
    OPT_LANG
};

static const struct option options[] = {
    {"form", required_argument, NULL, OPT_FORM},
    {"output", required_argument, NULL, 'o'},
    {"split", required_argument, NULL, OPT_SPLIT},
    {"only", required_argument, NULL, OPT_ONLY},
    {"strict", no_argument, NULL, OPT_STRICT},
    {"json", no_argument, NULL, OPT_JSON},
    {"jobs", required_argument, NULL, OPT_JOBS},
    {"shard", required_argument, NULL, OPT_SHARD},
    {"assign", required_argument, NULL, OPT_ASSIGN},
    {"set", required_argument, NULL, OPT_SET},
    {"lang", required_argument, NULL, OPT_LANG},
    {"help", no_argument, NULL, 'h'},
    {NULL, 0, NULL, 0},
};

static const struct {
    int option;
    const char *en;
    const char *ja;
} faults[] = {
    {OPT_ONLY, "--only takes numbers, with commas between them",
        "--only には番号を「,」で区切って指定します"},
    {OPT_JOBS, "--jobs takes a number from 1 to 64", "--jobs は1から64までの数です"},
    {OPT_SHARD, "--shard takes I/N with I from 1 to N",
        "--shard は「i/n」（i は1からnまで）で指定します"},
    {OPT_SET, "--set takes KEY=VALUE", "--set は「キー=値」で指定します"},
    {OPT_LANG, "--lang is ja or en", "--lang は ja か en です"},
    {':', "this option needs a value", "このオプションには値が要ります"},
};

/* Numbers between commas, cut in place. */
static bool add_only(struct arguments *a, char *text)
{
    for (char *comma; text; text = comma) {
        if ((comma = strchr(text, ',')))
            *comma++ = '\0';
        if (!*text)
            continue;
        if (a->certify.only_count == MOST_ONLY)
            return false;
        a->only[a->certify.only_count++] = text;
    }
    return a->certify.only_count > 0;
}

/* A number from 1 on, and what stands behind it. */
static bool read_number(const char *text, int *out, char **end)
{
    errno = 0;
    long n = strtol(text, end, 10);
    *out = (int)n;
    return !errno && *end != text && n >= 1 && n <= 1000000;
}

static bool read_jobs(struct arguments *a, const char *text)
{
    char *end;
    return read_number(text, &a->certify.jobs, &end) && !*end && a->certify.jobs <= 64;
}

static bool read_shard(struct arguments *a, const char *text)
{
    char *end;
    return read_number(text, &a->certify.shard, &end) && *end == '/' &&
           read_number(end + 1, &a->certify.shards, &end) && !*end &&
           a->certify.shard <= a->certify.shards;
}

/* 0, or what was wrong with the option. */
static int read_option(struct arguments *a, int option)
{
    switch (option) {
    case OPT_FORM:
        a->certify.form = optarg;
        return 0;
    case 'o':
        a->certify.output = optarg;
        return 0;
    case OPT_SPLIT:
        a->certify.folder = optarg;
        return 0;
    case OPT_ONLY:
        return add_only(a, optarg) ? 0 : option;
    case OPT_STRICT:
        a->certify.strict = true;
        return 0;
    case OPT_JSON:
        a->json = true;
        return 0;
    case OPT_JOBS:
        return read_jobs(a, optarg) ? 0 : option;
    case OPT_SHARD:
        return read_shard(a, optarg) ? 0 : option;
    case OPT_ASSIGN:
        a->certify.assign = optarg;
        return 0;
    case OPT_SET:
        return read_setting(optarg, a->settings, &a->certify.setting_count) ? 0 : option;
    case OPT_LANG:
        a->lang = optarg;
        return strcmp(optarg, "ja") && strcmp(optarg, "en") ? option : 0;
    case 'h':
        a->help = true;
        return 0;
    default:
        return option;
    }
}

static int blame_option(
    const struct command *self, const struct arguments *a, int option, char **argv)
{
    bool japanese = speaks_japanese(option == OPT_LANG ? NULL : a->lang);
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
        if (faults[i].option == option)
            return usage_fault(self, japanese, faults[i].en, faults[i].ja,
                option == ':' ? argv[optind - 1] : optarg);
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
            return blame_option(self, a, wrong, argv);
    }
    a->certify.settings = a->settings;
    a->certify.only = a->only;
    a->certify.registry = argv[optind];
    bool japanese = speaks_japanese(a->lang);
    if (a->help)
        return -1;
    if (!a->certify.registry)
        return usage_fault(self, japanese, "a register is needed", "台帳を指定してください", NULL);
    if (argv[optind + 1])
        return usage_fault(
            self, japanese, "one register at a time", "台帳は一つだけ指定します", argv[optind + 1]);
    if (!a->certify.form)
        return usage_fault(self, japanese,
            "say which form is printed: --form anshin-isp/certificate",
            "様式を --form anshin-isp/certificate のように指定してください", NULL);
    return -1;
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

static void print_count(struct tsuzuri *t, bool japanese)
{
    size_t counts[4] = {0};
    struct tsuzuri_record r;
    for (size_t i = 0; tsuzuri_record(t, i, &r); i++)
        counts[r.outcome]++;
    fprintf(stderr, japanese ? "印刷%zu件" : "%zu printed", counts[TSUZURI_PRINTED]);
    if (counts[TSUZURI_UNCHANGED])
        fprintf(
            stderr, japanese ? "、変更なし%zu件" : ", %zu unchanged", counts[TSUZURI_UNCHANGED]);
    if (counts[TSUZURI_FAULTY])
        fprintf(stderr, japanese ? "、誤り%zu件" : ", %zu with faults", counts[TSUZURI_FAULTY]);
    if (counts[TSUZURI_HELD])
        fprintf(stderr, japanese ? "、印刷せず%zu件" : ", %zu not printed", counts[TSUZURI_HELD]);
    fputc('\n', stderr);
}

static int print_outcome(struct tsuzuri *t, const struct arguments *a, enum tsuzuri_status status)
{
    bool japanese = speaks_japanese(a->lang);
    print_messages(t, japanese);
    if (a->json)
        print_records(t, japanese);
    if (tsuzuri_record_count(t))
        print_count(t, japanese);
    else
        fputs(japanese ? "何も書き出していません\n" : "nothing was written\n", stderr);
    if (fflush(stdout) == 0 && !ferror(stdout))
        return (int)status;
    fputs(japanese ? "tsuzuri: 標準出力に書き出せません\n"
                   : "tsuzuri: cannot write to standard output\n",
        stderr);
    return TSUZURI_CANNOT_WRITE;
}

static int certify(struct arguments *a)
{
    struct meter meter;
    struct tsuzuri_paths paths = data_paths();
    struct tsuzuri *t = tsuzuri_new(&paths);
    meter_start(&meter, speaks_japanese(a->lang));
    a->certify.progress = meter_step;
    a->certify.progress_data = &meter;
    enum tsuzuri_status status = tsuzuri_certify(t, &a->certify);
    meter_end(&meter);
    int code = print_outcome(t, a, status);
    tsuzuri_free(t);
    return code;
}

static int run(const struct command *self, int argc, char **argv)
{
    struct arguments a = {0};
    int fault = read_arguments(self, argc, argv, &a);
    if (fault >= 0)
        return fault;
    bool japanese = speaks_japanese(a.lang);
    if (a.help || !a.certify.registry)
        return print_help(self, japanese);
    if (!read_epoch(&a.certify.has_epoch, &a.certify.epoch))
        return usage_fault(self, japanese, "SOURCE_DATE_EPOCH is no number of seconds",
            "SOURCE_DATE_EPOCH が秒数ではありません", getenv("SOURCE_DATE_EPOCH"));
    char *input = NULL;
    if (!strcmp(a.certify.registry, "-")) {
        input = read_input(&a.certify.data_size);
        a.certify.data = input;
        if (!input)
            return usage_fault(
                self, japanese, "cannot read standard input", "標準入力を読めません", NULL);
    }
    int code = certify(&a);
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
        "Checks every record of a register (CSV: UTF-8 or CP932; YAML; '-': standard input), then\n"
        "prints those without a fault. Columns are the form's keys or labels.\n"
        "\n"
        "      --form ID        the form: anshin-isp/certificate, anshin-isp/notice,\n"
        "                       anshin-isp/ledger, anshin-isp/processing,\n"
        "                       asp-disclosure/certificate\n"
        "  -o, --output FILE    one PDF of all, with an outline\n"
        "      --split FOLDER   a PDF each; files that are there and identical are left alone\n"
        "      --only NO,...    only the records with these numbers\n"
        "      --shard I/N      only the I-th of N parts of the register\n"
        "      --jobs N         so many processes for --split; the files are the same\n"
        "      --assign FILE    give the next free numbers to records without one, and write the\n"
        "                       register with them to a new file\n"
        "      --strict         one bad record: print nothing\n"
        "      --json           a line about each record, on standard output\n"
        "      --set KEY=VALUE  a value for every record, as --set orientation=portrait\n"
        "      --lang ja|en     language of messages\n"
        "\n"
        "Exit codes: 0 printed; 1 some records have faults (the others are printed); 2 wrong\n"
        "usage; 3 the register or form cannot be understood; 4 a file cannot be written.\n",
    .help_ja =
        "台帳（CSV：UTF-8 か CP932、YAML、「-」で標準入力）の全件を確かめてから、誤りのない\n"
        "ものを印刷します。列の名前は様式のキーか見出しです。\n"
        "\n"
        "      --form 様式      anshin-isp/certificate（合格証）、anshin-isp/notice（通知）、\n"
        "                       anshin-isp/ledger（一覧）、anshin-isp/processing（処理欄）、\n"
        "                       asp-disclosure/certificate（認定証）\n"
        "  -o, --output FILE    全件を一つのPDFに（しおり付き）\n"
        "      --split フォルダー  1件ずつのPDFに。同じ内容のファイルがあれば書き直しません\n"
        "      --only 番号,…    その番号だけ\n"
        "      --shard i/n      台帳をnに分けたi番目だけ\n"
        "      --jobs N         --split をN個のプロセスで。できるファイルは同じです\n"
        "      --assign FILE    "
        "番号のない記録に次の番号を付け、台帳を新しいファイルに書き出します\n"
        "      --strict         誤りが1件でもあれば何も印刷しません\n"
        "      --json           1件1行の結果を標準出力に書き出します\n"
        "      --set キー=値    全件に共通の値（例: --set orientation=portrait）\n"
        "      --lang ja|en     メッセージの言語\n"
        "\n"
        "終了コード: 0 印刷した、1 誤りのある記録がある（ほかは印刷した）、2 使い方の誤り、\n"
        "3 台帳や様式が読めない・解釈できない、4 書き出せない\n",
    .run = run,
};
