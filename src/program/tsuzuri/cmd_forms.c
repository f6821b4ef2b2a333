#include "program/tsuzuri/command.h"

static int run(const struct command *self, int argc, char **argv)
{
    static const struct command_operands operands = {.least = 0, .most = 3};
    struct command_call call;
    int code = read_call(self, argc, argv, NULL, &operands, &call);
    if (code >= 0)
        return code;
    if (call.count && (call.count != 3 || strcmp(call.operands[0], "diff")))
        return usage_fault(self, call.japanese, "only 'diff A B' may follow",
            "続けられるのは「diff A B」だけです", call.operands[0]);
    struct tsuzuri *t = open_session();
    return end_text(t, call.japanese,
        call.count ? tsuzuri_forms_diff(t, call.operands[1], call.operands[2], call.japanese)
                   : tsuzuri_forms(t, call.japanese));
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
