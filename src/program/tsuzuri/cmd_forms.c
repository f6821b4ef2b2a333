/* The command 'forms': reads its options, runs it, and tells what came of it. */
#include "program/tsuzuri/command.h"

static int run(const struct command *self, int argc, char **argv)
{
    static const struct command_operands operands = {.least = 0, .most = 3};
    struct command_line line;
    int code = read_command_line(self, argc, argv, NULL, &operands, &line);
    if (code >= 0)
        return code;
    if (line.count && (line.count != 3 || strcmp(line.operands[0], "diff")))
        return usage_fault(self, line.japanese, "only 'diff A B' may follow",
            "続けられるのは「diff A B」だけです", line.operands[0]);
    struct tsuzuri_call *call = open_call();
    return end_text(call, line.japanese,
        line.count ? tsuzuri_forms_diff(call, line.operands[1], line.operands[2], line.japanese)
                   : tsuzuri_forms(call, line.japanese));
}

const struct command command_forms = {
    .name = "forms",
    .summary_en = "list the forms, their editions and documents; compare two editions",
    .summary_ja = "様式とその版・文書の一覧を示す、二つの版を比べる",
    .usage = "tsuzuri forms [--lang ja|en]\n       tsuzuri forms diff A B",
    .help_en = "Lists the forms with their editions and documents. 'diff' shows what changed from\n"
               "one edition (-) to another (+): totals, worth and wording of each item.\n",
    .help_ja = "様式と、その版、印刷される文書の一覧を示します。diff "
               "は一つ目の版（-）から二つ目の版（+）で\n"
               "変わったところ（合格の条件、配点、文言）を示します。\n",
    .run = run,
};
