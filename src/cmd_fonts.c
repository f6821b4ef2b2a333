#include "command.h"

#include <getopt.h>

struct arguments {
    const char *text;
    const char *lang;
    bool help;
};

enum { OPT_LANG = 256 };

static const struct option options[] = {
    {"lang", required_argument, NULL, OPT_LANG},
    {"help", no_argument, NULL, 'h'},
    {NULL, 0, NULL, 0},
};

/* Exit code 2, or -1 where the arguments are good. */
static int read_arguments(const struct command *self, int argc, char **argv, struct arguments *a)
{
    int option;
    opterr = 0;
    optind = 1;
    while ((option = getopt_long(argc, argv, ":h", options, NULL)) != -1) {
        if (option == 'h')
            a->help = true;
        else if (option == OPT_LANG && (!strcmp(optarg, "ja") || !strcmp(optarg, "en")))
            a->lang = optarg;
        else if (option == OPT_LANG)
            return usage_fault(self, speaks_japanese(NULL), "--lang is ja or en",
                "--lang は ja か en です", optarg);
        else
            return usage_fault(self, speaks_japanese(a->lang), "unknown option",
                "知らないオプションです", argv[optind - 1]);
    }
    a->text = argv[optind];
    if (a->text && argv[optind + 1])
        return usage_fault(self, speaks_japanese(a->lang), "one text at a time",
            "文書は一つだけ指定します", argv[optind + 1]);
    return -1;
}

static int run(const struct command *self, int argc, char **argv)
{
    struct arguments a = {0};
    int fault = read_arguments(self, argc, argv, &a);
    if (fault >= 0)
        return fault;
    bool japanese = speaks_japanese(a.lang);
    if (a.help)
        return print_help(self, japanese);
    struct tsuzuri_paths paths = data_paths();
    struct tsuzuri *t = tsuzuri_new(&paths);
    enum tsuzuri_status status = tsuzuri_fonts(t, a.text, japanese);
    fputs(tsuzuri_report(t), stdout);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fputs(japanese ? "tsuzuri: 標準出力に書き出せません\n"
                       : "tsuzuri: cannot write to standard output\n",
            stderr);
        status = TSUZURI_CANNOT_WRITE;
    }
    print_messages(t, japanese);
    tsuzuri_free(t);
    return (int)status;
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
