/* tsuzuri-look: the program that draws the corners of other people's pages as a viewer does, so
   that a label is known to show, and what stands below it is known. tsuzuri runs it under limits.

       tsuzuri-look BEFORE AFTER        either may be '-': it is not looked at
       tsuzuri-look --serve             (requests of this kind, see base/server.h)

   Standard input is a record (see wire_record.h): the password of BEFORE; how many lists of places
   there are; and of each: a line for each label (the page, from 0, and the place of the label as
   left, top, width and height, in the displayed page's), and a PDF of the labels, whose last page
   serves for all labels behind it. The answer is, for each list, 'at' and its number, lines of a
   word and a page, from 0, on standard output (see helper_words.h), and 'done'.
   Nothing is freed at the end: that takes time. */
#include "base/helper_words.h"
#include "base/server.h"
#include "base/wire_record.h"
#include "program/tsuzuri-look/poppler.h"
#include "seam/font/fontconfig.h"
#include "seam/sandbox/sandbox.h"

#include "base/buf.h"

#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COLUMNS 120
#define LEAST_PART 1e-9
#define ROUNDING 1 /* of sizes, 1/72 inch */

static char *end_line(char *line, char *end)
{
    char *stop = memchr(line, '\n', (size_t)(end - line));
    if (!stop)
        return end;
    *stop = '\0';
    return stop + 1;
}

static void read_input(struct buf *in)
{
    char block[4096];
    size_t n;
    buf_adds(in, "");
    while ((n = fread(block, 1, sizeof block, stdin)) > 0)
        buf_add(in, block, n);
}

struct program {
    struct drawable *before, *after, *labels;
    bool has_copy;
};

static struct pixels *label_sight(struct program *p, int number)
{
    int last = look_pages(p->labels) - 1;
    struct part whole = {0, 0, 1, 1};
    return look_at(p->labels, number < last ? number : last, whole, COLUMNS);
}

/* A row more or less is rounding. */
static bool shows(struct pixels *seen, struct pixels *wanted)
{
    if (!seen || !wanted || abs(seen->height - wanted->height) > 2)
        return false;
    int rows = seen->height < wanted->height ? seen->height : wanted->height;
    seen->height = rows;
    wanted->height = rows;
    return pixels_alike(seen, wanted);
}

/* True where it can be drawn. */
static bool look_before(struct program *p, int page, struct part part)
{
    struct pixels *s = p->before ? look_at(p->before, page, part, COLUMNS) : NULL;
    bool drawn = s;
    if (drawn && pixels_inked(s))
        printf(LOOK_INKED " %d\n", page);
    pixels_free(s);
    return drawn;
}

static bool same_size(struct program *p, int page)
{
    double width[2];
    double height[2];
    return !look_size(p->before, page, &width[0], &height[0]) ||
           !look_size(p->after, page, &width[1], &height[1]) ||
           (fabs(width[0] - width[1]) < ROUNDING && fabs(height[0] - height[1]) < ROUNDING);
}

/* A copy that cannot be drawn says nothing where the original cannot be drawn either. */
static void look_after(struct program *p, int number, int page, struct part part, bool drawn)
{
    struct pixels *seen = p->after ? look_at(p->after, page, part, COLUMNS) : NULL;
    struct pixels *wanted = p->labels ? label_sight(p, number) : NULL;
    if (!seen && !drawn)
        printf(LOOK_UNDRAWN " %d\n", page);
    else if (!shows(seen, wanted))
        printf(LOOK_HIDDEN " %d\n", page);
    pixels_free(seen);
    pixels_free(wanted);
}

static void look_at_label(struct program *p, const char *line, int number)
{
    struct part part;
    int page;
    if (sscanf(line, "%d %lf %lf %lf %lf", &page, &part.x, &part.y, &part.width, &part.height) != 5)
        return;
    if (page < 0 || !(part.width > LEAST_PART) || !(part.height > LEAST_PART))
        return;
    bool drawn = look_before(p, page, part);
    if (p->has_copy)
        look_after(p, number, page, part, drawn);
    if (p->before && p->after && !same_size(p, page))
        printf(LOOK_CHANGED " %d\n", page);
    fflush(stdout);
}

static void let_read(void *room, const char *folder)
{
    sandbox_read(room, folder);
}

/* Documents are open before; what poppler still opens is fonts, character tables and codecs. */
static void enter_room(void)
{
    static const char *const folders[] = {
        "/usr/share", "/usr/lib", "/usr/local/share", "/etc/fonts", "/var/cache/fontconfig"};
    struct sandbox *room = sandbox_new();
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        sandbox_read(room, folders[i]);
    fontconfig_tell_folders(let_read, room);
    sandbox_enter(room);
}

static int open_named(const char *name)
{
    return strcmp(name, "-") != 0 ? open(name, O_RDONLY | O_CLOEXEC) : -1;
}

/* One list of places, with its labels. */
static void look_at_list(struct program *p, struct wire_record *f)
{
    size_t size = 0;
    const char *places = wire_take_text(f);
    const char *bytes = wire_take_bytes(f, &size);
    struct buf lines = {0};
    int number = 0;
    if (f->bad)
        return;
    buf_adds(&lines, places);
    p->labels = look_open_bytes(bytes, size);
    for (char *line = lines.data; *line; number++) {
        char *next = end_line(line, line + strlen(line));
        look_at_label(p, line, number);
        line = next;
    }
    look_close(p->labels);
    buf_release(&lines);
    puts(HELPER_DONE);
}

static int run(int argc, char **argv)
{
    struct buf in = {0};
    if (argc != 3)
        return 2;
    read_input(&in);
    struct wire_record f = {in.data, in.data + in.size, false};
    const char *password = wire_take_text(&f);
    long long count = wire_take_number(&f);
    if (f.bad || !password)
        return 2;
    int before = open_named(argv[1]);
    int after = open_named(argv[2]);
    enter_room();
    struct program p = {
        .before = look_open(before, password),
        .after = look_open(after, ""),
        .has_copy = strcmp(argv[2], "-") != 0,
    };
    for (long long i = 0; !f.bad && i < count; i++) {
        printf(HELPER_AT " %lld\n", i);
        look_at_list(&p, &f);
    }
    return 0;
}

int main(int argc, char **argv)
{
    if (argc == 2 && !strcmp(argv[1], SERVER_OPTION)) {
        look_warm_up();
        server_run(run);
    }
    int code = run(argc, argv);
    fflush(stdout);
    _Exit(code);
}
