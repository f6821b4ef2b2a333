/* The command 'build': reads its options, runs it, and tells what came of it. */
#include "program/tsuzuri/command.h"

struct arguments {
    const char *pictures; /* folder of --svg, or NULL */
    struct tsuzuri_build build;
    struct setting_list settings;
    struct word_list only;
    struct word_list with;
    struct command_line line;
};

static const struct command_operands operands = {1, 1, "an answer file is needed",
    "回答ファイルを指定してください", "one answer file at a time",
    "回答ファイルは一つだけ指定します"};

/* With --blank the operand may be a form's name. */
static void choose_operand(struct arguments *a)
{
    const char *operand = a->line.operands[0];
    bool path = strchr(operand, '/') || strchr(operand, '.');
    if (a->build.blank && !path)
        a->build.form = operand;
    else
        a->build.answers.name = operand;
}

static int print_outcome(
    struct tsuzuri_call *call, const struct arguments *a, enum tsuzuri_status status)
{
    bool japanese = a->line.japanese;
    print_messages(call, japanese);
    if (status != TSUZURI_DONE) {
        fputs(japanese ? "何も書き出していません\n" : "nothing was written\n", stderr);
        return (int)status;
    }
    if (a->build.want_trace)
        fputs(tsuzuri_trace(call), stdout);
    if (a->build.want_explanation)
        fputs(tsuzuri_explanation(call, japanese), stdout);
    if (a->build.output)
        fprintf(stderr, japanese ? "%s: %dページ\n" : "%s: %d pages\n", a->build.output,
            tsuzuri_page_count(call));
    if (a->build.folder)
        fprintf(stderr, japanese ? "%s: 全部で%dページ\n" : "%s: %d pages in all\n",
            a->build.folder, tsuzuri_page_count(call));
    return end_output(0, japanese);
}

static bool read_fit(void *to, char *value)
{
    bool *fit = to;
    *fit = !strcmp(value, "a4") || !strcmp(value, "A4");
    return *fit;
}

/* Exit code, or -1 where the arguments are good. */
static int read_arguments(const struct command *self, int argc, char **argv, struct arguments *a)
{
    const struct command_option options[] = {
        {"output", 'o', .text = &a->build.output},
        {"draft", .flag = &a->build.draft},
        {"blank", .flag = &a->build.blank},
        {"grid", .flag = &a->build.grid},
        {"trace", .flag = &a->build.want_trace},
        {"explain", .flag = &a->build.want_explanation},
        {"set", .settings = &a->settings},
        {"only", .words = &a->only},
        {"with", .words = &a->with},
        {"split", .text = &a->build.folder},
        {"svg", .text = &a->pictures},
        {"forms-only", .flag = &a->build.binding.forms_only},
        {"no-cover", .flag = &a->build.binding.no_cover},
        {"duplex", .flag = &a->build.binding.duplex},
        {"fit", .read = read_fit, .to = &a->build.binding.fit_a4, .en = "--fit is a4",
            .ja = "--fit は a4 です"},
        {"linearize", .flag = &a->build.linearize},
        {"allow-outside", .flag = &a->build.binding.allow_outside},
        {"against", .text = &a->build.against.name},
        {"mark", .flag = &a->build.mark},
        {"red", .flag = &a->build.red},
        {"force", .flag = &a->build.force},
        {0},
    };
    int code = read_command_line(self, argc, argv, options, &operands, &a->line);
    if (code >= 0)
        return code;
    a->build.settings = a->settings.settings;
    a->build.setting_count = a->settings.count;
    a->build.only = a->only.words;
    a->build.only_count = a->only.count;
    a->build.with = a->with.words;
    a->build.with_count = a->with.count;
    if (a->pictures && a->build.folder)
        return usage_fault(self, a->line.japanese, "--split and --svg do not go together",
            "--split と --svg は同時に指定できません", NULL);
    a->build.svg = a->pictures;
    if (a->pictures)
        a->build.folder = a->pictures;
    choose_operand(a);
    return read_epoch(self, a->line.japanese, &a->build.has_epoch, &a->build.epoch);
}

static int run(const struct command *self, int argc, char **argv)
{
    struct arguments a = {0};
    int code = read_arguments(self, argc, argv, &a);
    if (code >= 0)
        return code;
    struct tsuzuri_call *call = open_call();
    code = print_outcome(call, &a, tsuzuri_build(call, &a.build));
    tsuzuri_call_free(call);
    return code;
}

const struct command command_build = {
    .name = "build",
    .summary_en = "print the forms that an answer file answers into one PDF",
    .summary_ja = "回答ファイルから様式一式を一つのPDFに印刷する",
    .usage = "tsuzuri build ANSWERS -o PACKET.pdf [--draft] [--grid] [--trace] [--explain]\n"
             "           [--set KEY=VALUE] [--only DOCUMENT] [--with DOCUMENT]\n"
             "           [--forms-only] [--no-cover] [--duplex] [--fit a4] [--linearize]\n"
             "           [--allow-outside] [--against FORMER-ANSWERS --red|--mark] [--force]\n"
             "       tsuzuri build ANSWERS --split FOLDER | --svg FOLDER\n"
             "       tsuzuri build --blank FORM|ANSWERS -o FORM.pdf",
    .help_en =
        "Checks the answers, fills the forms and writes one PDF, ready to sign and stamp: a cover\n"
        "that lists the documents, the forms, then what is attached to the items, in their order,\n"
        "each with its label on the right shoulder.\n"
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
        "      --forms-only    print the forms without the cover and what is attached\n"
        "      --duplex        for printing on both sides: each document begins on a front side\n"
        "      --fit a4        scale attached pages of other sizes onto A4\n"
        "      --no-cover      leave out the list of documents\n"
        "      --linearize     write the PDF for reading over a network\n"
        "      --allow-outside attached files may lie outside of the answer file's folder\n"
        "      --against FILE  former answers: show what changed since, with one of\n"
        "      --red           the former and the new value side by side, in red\n"
        "      --mark          a rule in the margin beside what changed\n"
        "      --force         replace a packet that was signed and sent (see 'tsuzuri issue')\n"
        "      --split FOLDER  instead of -o: one PDF for each document, DOCUMENT.pdf\n"
        "      --svg FOLDER    instead of -o: a picture of each page, 01-DOCUMENT.svg\n"
        "      --lang ja|en    language of messages\n"
        "\n"
        "PACKET.lock beside the PDF says what stands on which sheet: see diff and reprint.\n"
        "\n"
        "Exit codes: 0 printed; 1 values are missing or do not fit; 2 wrong usage;\n"
        "3 a file cannot be read or understood; 4 the PDF cannot be written, or would replace\n"
        "one that was signed and sent.\n",
    .help_ja =
        "回答を確かめ、様式に記入し、署名と押印を待つばかりのPDFを一つ書き出します。提出書類\n"
        "一覧、様式、項目の順の添付書類（右肩に番号を入れます）を一つに綴じます。\n"
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
        "      --forms-only    様式だけを印刷します（一覧も添付書類も付けません）\n"
        "      --duplex        両面印刷用。どの書類も表の面から始めます\n"
        "      --fit a4        A4でない添付書類の頁をA4に合わせて縮小・拡大します\n"
        "      --no-cover      提出書類一覧を付けません\n"
        "      --linearize     通信回線越しの表示に適した形で書き出します\n"
        "      --allow-outside 回答ファイルのフォルダーの外にある添付書類を許します\n"
        "      --against FILE  前の回答。そこからの変更を、次のどちらかで示します\n"
        "      --red           もとの値と新しい値を並べて朱書きします\n"
        "      --mark          変わったところの欄外に線を引きます\n"
        "      --force         署名して提出した一式でも置き換えます（tsuzuri issue を参照）\n"
        "      --split フォルダー  -o の代わりに、文書ごとに一つのPDF（文書.pdf）を書き出します\n"
        "      --svg フォルダー    -o の代わりに、ページごとの図（01-文書.svg）を書き出します\n"
        "      --lang ja|en    メッセージの言語\n"
        "\n"
        "PDFの隣の PACKET.lock は、どの頁に何を印刷したかの控えです（diff、reprint で使います）。\n"
        "\n"
        "終了コード: 0 印刷した、1 回答が足りないか欄に収まらない、2 使い方の誤り、\n"
        "3 読めない・解釈できないファイルがある、4 書き出せない、または提出済みのものを置き換え\n"
        "てしまう\n",
    .run = run,
};
