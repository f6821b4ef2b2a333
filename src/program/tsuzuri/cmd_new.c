/* The command 'new': reads its options, runs it, and tells what came of it. */
#include "program/tsuzuri/command.h"

static const struct command_operands one_form = {.least = 0, .most = 1};

/* A register takes the form that it names, and a file to go to. */
static int check_arguments(const struct command *self, const struct command_line *line,
    const char *registry, const struct tsuzuri_starter *starter)
{
    if (!registry && !line->count)
        return usage_fault(
            self, line->japanese, "a form is needed", "様式を指定してください", NULL);
    if (registry && (line->count || starter->from.name || starter->setting_count))
        return usage_fault(self, line->japanese, "--register takes the form and -o alone",
            "--register と一緒に指定できるのは -o だけです", NULL);
    if (registry && !starter->output)
        return usage_fault(self, line->japanese, "say where the register goes: -o register.xlsx",
            "台帳の書き出し先を -o 台帳.xlsx のように指定してください", NULL);
    return -1;
}

static int run(const struct command *self, int argc, char **argv)
{
    struct tsuzuri_starter starter = {0};
    struct tsuzuri_setting setting = {.key = "application"};
    struct command_line line;
    const char *registry = NULL;
    const struct command_option options[] = {
        {"application", .text = &setting.value},
        {"from", .text = &starter.from.name},
        {"register", .text = &registry},
        {"output", 'o', .text = &starter.output},
        {0},
    };
    int code = read_command_line(self, argc, argv, options, &one_form, &line);
    if (code >= 0)
        return code;
    starter.settings = &setting;
    starter.setting_count = setting.value ? 1 : 0;
    starter.japanese = line.japanese && !line.unsaid;
    code = check_arguments(self, &line, registry, &starter);
    if (code >= 0)
        return code;
    starter.form = line.operands[0];
    struct tsuzuri_call *call = open_call();
    if (registry)
        return end_text(call, line.japanese, tsuzuri_new_register(call, registry, starter.output));
    return end_text(call, line.japanese, tsuzuri_starter(call, &starter));
}

const struct command command_new = {
    .name = "new",
    .summary_en = "make a commented answer file to begin with",
    .summary_ja = "説明つきの、書き始めるための回答ファイルを作る",
    .usage = "tsuzuri new FORM [--application KIND] [--from ANSWERS]\n           [-o FILE] [--lang "
             "ja|en]\n"
             "       tsuzuri new --register FORM -o REGISTER.xlsx",
    .help_en =
        "Makes an answer file in the form's order: each question in full, each key, and what it\n"
        "wants. Without -o it is printed.\n"
        "\n"
        "      --application KIND  which application it is, as new or renewal\n"
        "      --from ANSWERS      carry over last year's answers; dates, declarations and "
        "reports\n"
        "                          that must be made anew are left empty and listed\n"
        "      --register FORM     an empty register for this form instead, to a workbook (.xlsx) "
        "or\n"
        "                          .csv: its columns, what each wants, an example\n"
        "  -o, --output FILE       write a new file; one that is there is never replaced\n"
        "      --lang ja|en        language of the keys and of messages\n",
    .help_ja =
        "様式の順に、設問の全文、項目、書き方を添えた回答ファイルを作ります。\n"
        "-o がなければ画面に書き出します。\n"
        "\n"
        "      --application 区分  申請の区分（new、renewal など）\n"
        "      --from 回答ファイル 前年の回答を引き継ぎます。日付・申告・報告書など、\n"
        "                          "
        "あらためて用意するものは空にして一覧を示します。覚え書きも残ります\n"
        "      --register 様式     代わりに、その様式の空の台帳（列の名前・書くもの・記入例）を\n"
        "                          Excel ブック（.xlsx）か CSV（.csv）で作ります\n"
        "  -o, --output FILE       新しいファイルに書きます。すでにあるファイルは上書きしません\n"
        "      --lang ja|en        項目名とメッセージの言語\n",
    .run = run,
};
