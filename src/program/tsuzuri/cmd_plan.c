/* The command 'plan': reads its options, runs it, and tells what came of it. */
#include "program/tsuzuri/command.h"

static int run(const struct command *self, int argc, char **argv)
{
    static const struct command_operands operands = {.least = 1, .most = 1};
    struct command_line line;
    int code = read_command_line(self, argc, argv, NULL, &operands, &line);
    if (code >= 0)
        return code;
    struct tsuzuri_source answers = {.name = line.operands[0]};
    struct tsuzuri_call *call = open_call();
    return end_text(call, line.japanese, tsuzuri_plan(call, &answers, line.japanese));
}

const struct command command_plan = {
    .name = "plan",
    .summary_en = "the fees and dates that follow from an answer file",
    .summary_ja = "回答ファイルの日付から、料金と審査・更新の予定を示す",
    .usage = "tsuzuri plan ANSWERS [--lang ja|en]",
    .help_en = "Prints which fees are due and when, the next second review, the month of the next\n"
               "renewal, and the earliest dates of the reports, from the file's own dates.\n",
    .help_ja = "料金とその期限、次の二次審査、次回更新の月、報告書の日付がいつからでよいかを、\n"
               "回答ファイルの日付から示します。今日の日付は使いません。\n",
    .run = run,
};
