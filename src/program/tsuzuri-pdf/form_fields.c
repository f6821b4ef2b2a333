/* Texts of form fields that have no appearance, told to who sets them. */
#include "program/tsuzuri-pdf/form_fields.h"

#include "base/helper_words.h"
#include "program/tsuzuri-pdf/flatten/flatten.h"

#include <math.h>
#include <stdio.h>

static void say_text(const char *word, const char *text)
{
    printf("%s ", word);
    for (; *text; text++)
        if (*text == '\n')
            fputs("\\n", stdout);
        else if (*text == '\\')
            fputs("\\\\", stdout);
        else
            putchar(*text);
    putchar('\n');
}

static long thousandths(double n)
{
    return lround(n * 1000);
}

static void say(void *context, const struct field_text *f)
{
    (void)context;
    printf(HELPER_FIELD " %d %ld %ld %ld %ld %d %d %d %d %d %u\n", f->page, thousandths(f->width),
        thousandths(f->height), thousandths(f->border), thousandths(f->size), f->quadding, f->comb,
        f->multiline, f->list, f->serif, f->ink);
    say_text(HELPER_NAME, f->name);
    say_text(HELPER_TEXT, f->text);
}

static void count(void *context, const struct field_text *f)
{
    (void)f;
    ++*(int *)context;
}

int form_fields_count(struct pdf_document *d)
{
    int n = 0;
    flatten_list_texts(d, count, &n);
    return n;
}

void form_fields_print(struct pdf_document *d)
{
    flatten_list_texts(d, say, NULL);
}
