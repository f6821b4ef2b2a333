/* The arguments of every command. */
#include "program/tsuzuri/command.h"

#include <errno.h>
#include <getopt.h>

enum { OPTION_LANG = 256, OPTION_FORMS, OPTION_FIRST };

struct reader {
    const struct command *self;
    const struct command_option *options;
    bool japanese;
    bool help;
};

/* What --lang says anywhere among the arguments, or NULL: faults found before it speak it, too. */
static const char *said_lang(char **argv)
{
    for (; *argv && strcmp(*argv, "--"); argv++) {
        if (!strncmp(*argv, "--lang=", 7))
            return *argv + 7;
        if (!strcmp(*argv, "--lang"))
            return argv[1];
    }
    return NULL;
}

static bool is_language(const char *word)
{
    return !strcmp(word, "ja") || !strcmp(word, "en");
}

static int fault(const struct reader *r, const char *en, const char *ja, const char *word)
{
    return usage_fault(r->self, r->japanese, en, ja, word);
}

static bool add_word(struct word_list *list, const char *word)
{
    if (list->count == MOST_WORDS)
        return false;
    list->words[list->count++] = word;
    return true;
}

/* KEY=VALUE, cut in place. */
static int add_setting(const struct reader *r, struct setting_list *list, char *text)
{
    char *equals = strchr(text, '=');
    if (!equals || equals == text)
        return fault(r, "--set takes KEY=VALUE", "--set は「キー=値」で指定します", text);
    if (list->count == MOST_WORDS)
        return fault(r, "too many settings", "--set の指定が多すぎます", text);
    *equals = '\0';
    list->settings[list->count++] = (struct tsuzuri_setting){.key = text, .value = equals + 1};
    return -1;
}

/* Exit code, or -1. */
static int take_value(const struct reader *r, const struct command_option *o, char *value)
{
    if (o->flag)
        *o->flag = true;
    else if (o->text)
        *o->text = value;
    else if (o->settings)
        return add_setting(r, o->settings, value);
    else if (o->words && !add_word(o->words, value))
        return fault(r, "too many names", "指定が多すぎます", value);
    else if (o->read && !o->read(o->to, value))
        return fault(r, o->en, o->ja, value);
    return -1;
}

/* Exit code, or -1. 'word' is the argument as it was typed. */
static int take_option(struct reader *r, int option, const char *word)
{
    if (option >= OPTION_FIRST)
        return take_value(r, &r->options[option - OPTION_FIRST], optarg);
    if (option == ':')
        return fault(r, "this option needs a value", "このオプションには値が要ります", word);
    if (option == OPTION_FORMS)
        return add_forms(optarg)
                   ? -1
                   : fault(r, "too many folders", "フォルダーの指定が多すぎます", optarg);
    if (option == 'h')
        r->help = true;
    else if (option != OPTION_LANG)
        return fault(r, "unknown option", "知らないオプションです", word);
    else if (!is_language(optarg))
        return fault(r, "--lang is ja or en", "--lang は ja か en です", optarg);
    return -1;
}

/* The options as getopt wants them; returns how many are the command's own. */
static int list_options(const struct command_option *options, struct option *out, char *letters)
{
    int n = 0;
    *letters++ = ':';
    *letters++ = 'h';
    for (; n < MOST_OPTIONS && options[n].name; n++) {
        int takes = options[n].flag ? no_argument : required_argument;
        out[n] = (struct option){options[n].name, takes, NULL, OPTION_FIRST + n};
        if (options[n].letter)
            *letters++ = options[n].letter;
        if (options[n].letter && takes == required_argument)
            *letters++ = ':';
    }
    *letters = '\0';
    out[n] = (struct option){"lang", required_argument, NULL, OPTION_LANG};
    out[n + 1] = (struct option){"help", no_argument, NULL, 'h'};
    out[n + 2] = (struct option){"forms", required_argument, NULL, OPTION_FORMS};
    out[n + 3] = (struct option){0};
    return n;
}

static int from_letter(const struct command_option *options, int count, int option)
{
    for (int i = 0; i < count; i++)
        if (options[i].letter == option)
            return OPTION_FIRST + i;
    return option;
}

static int read_options(struct reader *r, int argc, char **argv)
{
    struct option list[MOST_OPTIONS + 4];
    char letters[2 * MOST_OPTIONS + 3];
    int count = list_options(r->options, list, letters);
    int option, code = -1;
    opterr = 0;
    optind = 1;
    while (code < 0 && (option = getopt_long(argc, argv, letters, list, NULL)) != -1)
        code = take_option(r, from_letter(r->options, count, option), argv[optind - 1]);
    return code;
}

static int check_operands(
    const struct reader *r, const struct command_operands *o, const struct command_line *line)
{
    if (line->count < o->least)
        return fault(r, o->few_en ? o->few_en : "something is missing",
            o->few_ja ? o->few_ja : "指定が足りません", NULL);
    if (line->count > o->most)
        return fault(r, o->many_en ? o->many_en : "too many words",
            o->many_ja ? o->many_ja : "指定が多すぎます", line->operands[o->most]);
    return -1;
}

/* Where nobody says in which language, the form does that a word names, or its answers. */
static bool form_is_japanese(char **argv)
{
    struct tsuzuri_call *call = open_call();
    bool japanese = false;
    for (argv++; *argv && !japanese; argv++) {
        const char *language = **argv == '-' ? NULL : tsuzuri_language(call, *argv);
        japanese = language && !strcmp(language, "ja");
    }
    tsuzuri_call_free(call);
    return japanese;
}

int read_command_line(const struct command *self, int argc, char **argv,
    const struct command_option *options, const struct command_operands *operands,
    struct command_line *out)
{
    static const struct command_option none[] = {{0}};
    const char *lang = said_lang(argv);
    enum language spoken = spoken_language(lang && is_language(lang) ? lang : NULL);
    bool unsaid = spoken == LANGUAGE_UNSAID;
    bool japanese = unsaid ? form_is_japanese(argv) : spoken == LANGUAGE_JAPANESE;
    struct reader r = {self, options ? options : none, japanese, false};
    int code = read_options(&r, argc, argv);
    if (code >= 0)
        return code;
    if (r.help)
        return print_help(self, japanese);
    const char *const *words = (const char *const *)argv + optind;
    *out = (struct command_line){.japanese = japanese,
        .unsaid = unsaid,
        .operands = words,
        .count = (size_t)(argc - optind)};
    return check_operands(&r, operands, out);
}

int read_epoch(const struct command *self, bool japanese, bool *has, long long *epoch)
{
    const char *text = getenv("SOURCE_DATE_EPOCH");
    char *end;
    if (!text || !*text)
        return -1;
    errno = 0;
    *epoch = strtoll(text, &end, 10);
    *has = true;
    if (!errno && !*end && *epoch >= -62135596800LL && *epoch <= 253402300799LL)
        return -1;
    return usage_fault(self, japanese, "SOURCE_DATE_EPOCH is no number of seconds",
        "SOURCE_DATE_EPOCH が秒数ではありません", text);
}
