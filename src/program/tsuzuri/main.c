/* The program tsuzuri: its table of commands, and the choice of one by its name. */
#include "program/tsuzuri/command.h"
#include "program/tsuzuri/serve/serve.h"

#include <signal.h>
#include <unistd.h>

static const struct command *const commands[] = {
    &command_new,
    &command_serve,
    &command_check,
    &command_build,
    &command_issue,
    &command_diff,
    &command_reprint,
    &command_stamp,
    &command_preflight,
    &command_certify,
    &command_plan,
    &command_forms,
    &command_schema,
    &command_lint,
    &command_fonts,
    &command_help,
};

#define COMMANDS (sizeof commands / sizeof *commands)

static int list_commands(FILE *out, bool japanese, int code)
{
    fputs(japanese ? "使い方: tsuzuri コマンド …\n\n" : "usage: tsuzuri COMMAND …\n\n", out);
    for (size_t i = 0; i < COMMANDS; i++)
        fprintf(out, "  %-10s %s\n", commands[i]->name,
            japanese ? commands[i]->summary_ja : commands[i]->summary_en);
    fputs(japanese ? "\n各コマンドのオプション: tsuzuri コマンド --help、マニュアル: tsuzuri help "
                     "コマンド、\n"
                     "版の表示: tsuzuri --version、英語: --lang en\n"
                   : "\n'tsuzuri COMMAND --help' tells its options, 'tsuzuri help COMMAND' shows "
                     "its manual,\n"
                     "'tsuzuri --version' the versions; '--lang ja' speaks Japanese\n",
        out);
    return code;
}

static int print_version(void)
{
    struct tsuzuri_paths none = {.forms = "", .fonts = ""};
    struct tsuzuri_catalogue *catalogue = tsuzuri_catalogue_new(&none);
    struct tsuzuri_call *call = tsuzuri_call_new(catalogue);
    printf("tsuzuri %s\n%s%s\n", tsuzuri_version(), tsuzuri_library_versions(call),
        serve_library_version());
    tsuzuri_call_free(call);
    tsuzuri_catalogue_free(catalogue);
    return 0;
}

/* A killed process leaves no half file behind. */
static void on_signal(int number)
{
    tsuzuri_abandon();
    signal(number, SIG_DFL);
    raise(number);
}

static void watch_signals(void)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction action = {.sa_handler = on_signal};
    signal(SIGXFSZ, SIG_IGN); /* a file-size limit is a failed write, with its message */
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        sigaction(numbers[i], &action, NULL);
}

static bool is_help(const char *word)
{
    return !strcmp(word, "--help") || !strcmp(word, "-h");
}

/* Counts the words of an option that stands for every command, where one stands: --lang ja,
   --lang=ja, --help; 0 where none does. */
static int common_option(char **argv)
{
    if (!*argv)
        return 0;
    if (!strcmp(*argv, "--lang"))
        return argv[1] ? 2 : 1;
    return is_help(*argv) || !strncmp(*argv, "--lang=", strlen("--lang="));
}

/* Moves the options in front of a command's name behind it; returns where the name is then, argc
   where there is none. */
static int to_command(int argc, char **argv)
{
    int at = 1;
    for (int n; at < argc && (n = common_option(argv + at)); at += n)
        ;
    if (at >= argc)
        return argc;
    char *name = argv[at];
    memmove(argv + 2, argv + 1, (size_t)(at - 1) * sizeof *argv);
    argv[1] = name;
    return 1;
}

/* What is said without a command: the list of them, in the language that is asked for. */
static int run_alone(int argc, char **argv, bool japanese)
{
    bool help = false;
    for (int i = 1; i < argc; i++)
        help |= is_help(argv[i]);
    return list_commands(help ? stdout : stderr, japanese, help ? 0 : TSUZURI_USAGE);
}

/* The language of what no command says: that behind --lang, else the locale's. */
static bool is_japanese(int argc, char **argv)
{
    const char *lang = NULL;
    for (int i = 1; i < argc && common_option(argv + i); i++)
        if (!strncmp(argv[i], "--lang", strlen("--lang")))
            lang = argv[i][strlen("--lang")] ? argv[i] + strlen("--lang=") : argv[++i];
    return spoken_language(lang) == LANGUAGE_JAPANESE;
}

int main(int argc, char **argv)
{
    bool japanese = is_japanese(argc, argv);
    watch_signals();
    if (to_command(argc, argv) == argc)
        return run_alone(argc, argv, japanese);
    if (!strcmp(argv[1], "--version"))
        return print_version();
    for (size_t i = 0; i < COMMANDS; i++)
        if (!strcmp(argv[1], commands[i]->name))
            return commands[i]->run(commands[i], argc - 1, argv + 1);
    fprintf(stderr,
        japanese ? "tsuzuri: 「%s」というコマンドはありません\n"
                 : "tsuzuri: unknown command '%s'\n",
        argv[1]);
    return list_commands(stderr, japanese, TSUZURI_USAGE);
}
