#include "command.h"

static int run(const struct command *self, int argc, char **argv)
{
    static const char *const names[] = {"application", "from", NULL};
    struct simple s = {0};
    int code = simple_read(self, argc, argv, names, 1, 1, &s);
    if (code >= 0)
        return code;
    struct tsuzuri_setting setting = {"application", s.values[0]};
    struct tsuzuri_starter starter = {
        .form = s.operands[0],
        .from = s.values[1],
        .settings = &setting,
        .setting_count = s.values[0] ? 1 : 0,
    };
    struct tsuzuri *t = simple_session();
    return simple_end(t, &s, tsuzuri_starter(t, &starter));
}

const struct command command_new = {
    .name = "new",
    .summary_en = "print a commented answer file to begin with",
    .summary_ja = "説明つきの、書き始めるための回答ファイルを書き出す",
    .usage = "tsuzuri new FORM [--application KIND] [--from ANSWERS] > answers.yaml",
    .help_en = "Prints an answer file in the form's order: each key, and what it wants.\n"
               "\n"
               "      --application KIND  which application it is, as new or renewal\n"
               "      --from ANSWERS      carry over last year's answers; dates, declarations and "
               "reports\n"
               "                          that must be made anew are left empty and listed\n"
               "      --lang ja|en        language of messages\n",
    .help_ja = "様式の順に、それぞれの項目と書き方を添えた回答ファイルを書き出します。\n"
               "\n"
               "      --application 区分  申請の区分（new、renewal など）\n"
               "      --from 回答ファイル 前年の回答を引き継ぎます。日付・申告・報告書など、\n"
               "                          あらためて用意するものは空にして一覧を示します\n"
               "      --lang ja|en        メッセージの言語\n",
    .run = run,
};
