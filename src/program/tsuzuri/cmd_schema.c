/* The command 'schema': reads its options, runs it, and tells what came of it. */
#include "program/tsuzuri/command.h"

static int run(const struct command *self, int argc, char **argv)
{
    static const struct command_operands operands = {.least = 1, .most = 1};
    struct command_line line;
    int code = read_command_line(self, argc, argv, NULL, &operands, &line);
    if (code >= 0)
        return code;
    struct tsuzuri_call *call = open_call();
    return end_text(call, line.japanese, tsuzuri_schema(call, line.operands[0]));
}

const struct command command_schema = {
    .name = "schema",
    .summary_en = "print the JSON Schema of a form's answer files, for editors",
    .summary_ja = "エディタの補完と検証に使うJSON Schemaを書き出す",
    .usage = "tsuzuri schema FORM [--lang ja|en]",
    .help_en = "Prints a JSON Schema (draft 2020-12) that editors complete and validate with.\n"
               "In VS Code, with the YAML extension:\n"
               "\n"
               "  tsuzuri schema anshin-isp > anshin-isp.schema.json\n"
               "\n"
               "and as the first line of the answer file:\n"
               "\n"
               "  # yaml-language-server: $schema=anshin-isp.schema.json\n",
    .help_ja = "エディタが補完と検証に使うJSON Schema（draft 2020-12）を書き出します。\n"
               "VS CodeではYAML拡張機能を入れ、\n"
               "\n"
               "  tsuzuri schema anshin-isp > anshin-isp.schema.json\n"
               "\n"
               "としてから、回答ファイルの一行目に次のように書きます。\n"
               "\n"
               "  # yaml-language-server: $schema=anshin-isp.schema.json\n",
    .run = run,
};
