/* The command 'fonts': reads its options, runs it, and tells what came of it. */
#include "program/tsuzuri/command.h"

static int run(const struct command *self, int argc, char **argv)
{
    static const struct command_operands operands = {
        0, 1, NULL, NULL, "one text at a time", "文書は一つだけ指定します"};
    struct command_line line;
    int code = read_command_line(self, argc, argv, NULL, &operands, &line);
    if (code >= 0)
        return code;
    struct tsuzuri_call *call = open_call();
    enum tsuzuri_status status = tsuzuri_fonts(call, line.operands[0], line.japanese);
    fputs(tsuzuri_report(call), stdout);
    code = end_output((int)status, line.japanese);
    print_messages(call, line.japanese);
    tsuzuri_call_free(call);
    return code;
}

const struct command command_fonts = {
    .name = "fonts",
    .summary_en = "tell what the fonts cover, or what of a text they lack",
    .summary_ja = "書体の収録文字を示す。文書に足りない文字も調べる",
    .usage = "tsuzuri fonts [TEXT|ANSWERS]",
    .help_en = "Lists the faces of fonts/fonts.yaml: version, file, licence, the right to embed "
               "them, how\n"
               "many characters of each kind they have, and in which order a family asks them.\n"
               "With a file: each of its characters that a family's first face lacks, with line "
               "and column,\n"
               "and the face that sets it.\n"
               "\n"
               "      --lang ja|en    language of the report\n"
               "\n"
               "Exit codes: 0 all is there; 1 a character is in no face; 2 wrong usage;\n"
               "3 a file cannot be read or understood; 4 the report cannot be written.\n",
    .help_ja =
        "fonts/fonts.yaml の書体について、版、ファイル、ライセンス、埋め込みの可否、種類ごとの\n"
        "文字数、ファミリーが書体を探す順番を示します。\n"
        "ファイルを指定すると、最初の書体にない文字を、行と桁、それを組む書体とともに示します。\n"
        "\n"
        "      --lang ja|en    表示の言語\n"
        "\n"
        "終了コード: 0 すべてある、1 どの書体にもない文字がある、2 使い方の誤り、\n"
        "3 読めない・解釈できないファイルがある、4 書き出せない\n",
    .run = run,
};
