#include "command.h"

struct reader {
    const struct command *self;
    const char *const *names;
    struct simple *out;
    const char *lang;
};

/* The value behind an option ("--name VALUE" or "--name=VALUE"), or NULL where it is another. */
static const char *value_of(char **argv, int *i, const char *name)
{
    size_t n = strlen(name);
    const char *word = argv[*i];
    if (strncmp(word, "--", 2) || strncmp(word + 2, name, n))
        return NULL;
    if (word[2 + n] == '=')
        return word + 3 + n;
    if (word[2 + n])
        return NULL;
    const char *value = argv[*i + 1];
    *i += value != NULL;
    return value ? value : "";
}

static int fault(const struct reader *r, const char *en, const char *ja, const char *word)
{
    return usage_fault(r->self, speaks_japanese(r->lang), en, ja, word);
}

/* -1 where the word was taken. */
static int read_word(struct reader *r, char **argv, int *i)
{
    const char *word = argv[*i];
    const char *value = value_of(argv, i, "lang");
    if (value) {
        if (strcmp(value, "ja") && strcmp(value, "en"))
            return fault(r, "--lang is ja or en", "--lang は ja か en です", value);
        r->lang = value;
        return -1;
    }
    for (int k = 0; r->names[k]; k++)
        if ((value = value_of(argv, i, r->names[k]))) {
            r->out->values[k] = value;
            return *value ? -1
                          : fault(r, "this option needs a value", "このオプションには値が要ります",
                                word);
        }
    if (word[0] == '-' && word[1])
        return fault(r, "unknown option", "知らないオプションです", word);
    if (r->out->count == MOST_OPERANDS)
        return fault(r, "too many words", "指定が多すぎます", word);
    r->out->operands[r->out->count++] = word;
    return -1;
}

int simple_read(const struct command *self, int argc, char **argv, const char *const *names,
    int least, int most, struct simple *out)
{
    struct reader r = {self, names, out, NULL};
    *out = (struct simple){0};
    for (int i = 1; i < argc; i++)
        if (!strcmp(argv[i], "--help") || !strcmp(argv[i], "-h"))
            return print_help(self, speaks_japanese(r.lang));
    for (int i = 1; i < argc; i++) {
        int code = read_word(&r, argv, &i);
        if (code >= 0)
            return code;
    }
    out->japanese = speaks_japanese(r.lang);
    if (out->count < least)
        return fault(&r, "something is missing", "指定が足りません", NULL);
    if (out->count > most)
        return fault(&r, "too many words", "指定が多すぎます", out->operands[most]);
    return -1;
}

struct tsuzuri *simple_session(void)
{
    struct tsuzuri_paths paths = data_paths();
    return tsuzuri_new(&paths);
}

int simple_end(struct tsuzuri *t, const struct simple *s, enum tsuzuri_status status)
{
    int code = (int)status;
    print_messages(t, s->japanese);
    if (status == TSUZURI_DONE || status == TSUZURI_INCOMPLETE)
        fputs(tsuzuri_text(t), stdout);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fputs(s->japanese ? "tsuzuri: 標準出力に書き出せません\n"
                          : "tsuzuri: cannot write to standard output\n",
            stderr);
        code = TSUZURI_CANNOT_WRITE;
    }
    tsuzuri_free(t);
    return code;
}
