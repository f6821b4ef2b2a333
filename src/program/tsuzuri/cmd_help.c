/* tsuzuri help: shows a page of the manual, by handing it to man(1). */
#include "program/tsuzuri/command.h"

#include <errno.h>
#include <limits.h>
#include <unistd.h>

enum { PAGE_PATH = PATH_MAX + 128 };

/* The section of the page about a subject: 5 for files, 1 for commands. */
static int section_of(const char *subject)
{
    static const char *const files[] = {"answers", "form", "lock", "register"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        if (!strcmp(subject, files[i]))
            return 5;
    return 1;
}

/* Writes the path of a page, from the folder that holds man/, packed by a distribution or not;
   subject NULL: of the program itself. False where it is not there. man(1) takes the language of
   a page from its path, behind the first /man/ in it: so the path must begin there. */
static bool find_page(bool japanese, const char *subject, char *out)
{
    static const char *const packings[] = {"", ".gz"};
    int section = subject ? section_of(subject) : 1;
    for (size_t i = 0; i < sizeof packings / sizeof *packings; i++) {
        snprintf(out, PAGE_PATH, "./man/%sman%d/tsuzuri%s%s.%d%s", japanese ? "ja/" : "", section,
            subject ? "-" : "", subject ? subject : "", section, packings[i]);
        if (access(out, R_OK) == 0)
            return true;
    }
    return false;
}

/* Goes to the folder that holds man/: installed with the program, or built beside it. False where
   neither has the page of the program itself. */
static bool enter_manual(bool japanese)
{
    static const char *const places[] = {"/../share", ""};
    char program[PATH_MAX], folder[PATH_MAX + 16], page[PAGE_PATH];
    program_folder(program, sizeof program);
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        snprintf(folder, sizeof folder, "%s%s", program, places[i]);
        if (chdir(folder) == 0 && find_page(japanese, NULL, page))
            return true;
    }
    return false;
}

static int no_manual(bool japanese)
{
    fputs(japanese
              ? "tsuzuri: マニュアルが見つかりません。「make install」で一緒に導入してください\n"
              : "tsuzuri: the manual is not there; 'make install' installs it, too\n",
        stderr);
    return TSUZURI_BAD_INPUT;
}

/* Becomes man(1) over the page. The pages are UTF-8, and so is all that tsuzuri prints: without a
   locale of that encoding man would leave their characters out. Returns only where it cannot. */
static int show_page(const char *page, bool japanese)
{
    fflush(stdout);
    setenv("LC_ALL", "C.UTF-8", 1);
    execlp("man", "man", "-l", page, (char *)NULL);
    int why = errno;
    char path[PATH_MAX];
    fprintf(stderr,
        japanese ? "tsuzuri: man を実行できません（%s）。man-db "
                   "を導入するか、次のファイルをほかの方法で読んでください: %s\n"
                 : "tsuzuri: cannot run man (%s); install man-db, or read this file in another "
                   "way: %s\n",
        strerror(why), realpath(page, path) ? path : page);
    return TSUZURI_BAD_INPUT;
}

static bool is_subject(const char *word)
{
    return *word && word[strspn(word, "abcdefghijklmnopqrstuvwxyz")] == '\0';
}

static int run(const struct command *self, int argc, char **argv)
{
    static const struct command_operands operands = {.least = 0, .most = 1};
    struct command_line line;
    int code = read_command_line(self, argc, argv, NULL, &operands, &line);
    if (code >= 0)
        return code;
    const char *subject = line.operands[0];
    char page[PAGE_PATH];
    if (!enter_manual(line.japanese))
        return no_manual(line.japanese);
    if ((subject && !is_subject(subject)) || !find_page(line.japanese, subject, page))
        return usage_fault(
            self, line.japanese, "there is no such page", "その名前の頁はありません", subject);
    return show_page(page, line.japanese);
}

const struct command command_help = {
    .name = "help",
    .summary_en = "show a page of the manual",
    .summary_ja = "マニュアルの頁を表示する",
    .usage = "tsuzuri help [COMMAND|answers|form|register|lock] [--lang ja|en]",
    .help_en =
        "Shows a page of the manual: of a command, or of one of the files that tsuzuri reads\n"
        "and writes. Without a name, the page that all begins with.\n"
        "\n"
        "      --lang ja|en    language of the page\n"
        "\n"
        "Exit codes: 0 shown; 2 wrong usage, or there is no such page; 3 the manual is not\n"
        "there, or nothing that can show it.\n",
    .help_ja = "マニュアルの頁を表示します。コマンドの頁と、tsuzuri が読み書きするファイルの頁が\n"
               "あります。名前を付けなければ、初めに読む頁です。\n"
               "\n"
               "      --lang ja|en    頁の言語\n"
               "\n"
               "終了コード: 0 表示した、2 使い方の誤り、またはその名前の頁がない、3 マニュアルが\n"
               "ない、または表示するプログラムがない\n",
    .run = run,
};
