#include "command.h"

struct arguments {
    struct tsuzuri_build build;
    struct setting_list settings;
    struct word_list only;
    struct word_list with;
    struct command_call call;
};

static const struct command_operands operands = {1, 1, "an answer file is needed",
    "回答ファイルを指定してください", "one answer file at a time",
    "回答ファイルは一つだけ指定します"};

/* With --blank the operand may be a form's name. */
static void choose_operand(struct arguments *a)
{
    const char *operand = a->call.operands[0];
    bool path = strchr(operand, '/') || strchr(operand, '.');
    if (a->build.blank && !path)
        a->build.form = operand;
    else
        a->build.answers = operand;
}

static int print_outcome(struct tsuzuri *t, const struct arguments *a, enum tsuzuri_status status)
{
    bool japanese = a->call.japanese;
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
    return end_output(0, japanese);
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
        {0},
    };
    int code = read_call(self, argc, argv, options, &operands, &a->call);
    if (code >= 0)
        return code;
    a->build.settings = a->settings.settings;
    a->build.setting_count = a->settings.count;
    a->build.only = a->only.words;
    a->build.only_count = a->only.count;
    a->build.with = a->with.words;
    a->build.with_count = a->with.count;
    choose_operand(a);
    return read_epoch(self, a->call.japanese, &a->build.has_epoch, &a->build.epoch);
}

static int run(const struct command *self, int argc, char **argv)
{
    struct arguments a = {0};
    int code = read_arguments(self, argc, argv, &a);
    if (code >= 0)
        return code;
    struct tsuzuri *t = open_session();
    code = print_outcome(t, &a, tsuzuri_build(t, &a.build));
    tsuzuri_free(t);
    return code;
}

const struct command command_build = {
    .name = "build",
    .summary_en = "print the forms that an answer file answers into one PDF",
    .summary_ja = "回答ファイルから様式一式を一つのPDFに印刷する",
    .usage = "tsuzuri build ANSWERS -o PACKET.pdf [--draft] [--grid] [--trace] [--explain]\n"
             "           [--set KEY=VALUE] [--only DOCUMENT] [--with DOCUMENT]\n"
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
        "      --lang ja|en    メッセージの言語\n"
        "\n"
        "終了コード: 0 印刷した、1 回答が足りないか欄に収まらない、2 使い方の誤り、\n"
        "3 読めない・解釈できないファイルがある、4 書き出せない\n",
    .run = run,
};
