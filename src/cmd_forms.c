#include "command.h"

static int run(const struct command *self, int argc, char **argv)
{
    static const char *const names[] = {NULL};
    struct simple s = {0};
    int code = simple_read(self, argc, argv, names, 0, 3, &s);
    if (code >= 0)
        return code;
    if (s.count && (s.count != 3 || strcmp(s.operands[0], "diff")))
        return usage_fault(self, s.japanese, "only 'diff A B' may follow",
            "続けられるのは「diff A B」だけです", s.operands[0]);
    struct tsuzuri *t = simple_session();
    enum tsuzuri_status status =
        s.count ? tsuzuri_forms_diff(t, s.operands[1], s.operands[2], s.japanese)
                : tsuzuri_forms(t, s.japanese);
    return simple_end(t, &s, status);
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
