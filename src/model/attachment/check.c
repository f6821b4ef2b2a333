/* What is wrong with attachments before anybody reads them (attachment.h). */
#include "base/arena.h"
#include "base/file.h"
#include "base/file_stamp.h"
#include "base/page_range.h"
#include "model/attachment/missing_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct inspector {
    struct arena *arena;
    struct messages *err;
    const char *folder; /* the answer file's; NULL: there is no answer file */
    bool outside;
};

static bool refuse(struct inspector *s, const struct attachment *t, const char *code,
    const char *en, const char *ja)
{
    messages_error(s->err, ERR_INPUT, code, t->at, en, ja, t->name);
    return false;
}

/* --- the file --- */

static bool blame_opening(struct inspector *s, const struct attachment *t, int number)
{
    if (number == ENOENT || number == ENOTDIR) {
        attachments_blame_missing(s->arena, s->err, t);
        return false;
    }
    return refuse(s, t, "cannot-read", "'%s' cannot be read; name a file that you may read",
        "「%s」を読めません。読み取りのできるファイルを指定してください");
}

static bool check_kind(struct inspector *s, const struct attachment *t, const struct stat *st)
{
    if (S_ISDIR(st->st_mode))
        return refuse(s, t, "not-a-file", "'%s' is a folder; name the files in it, one by one",
            "「%s」はフォルダーです。中のファイルを一つずつ指定してください");
    if (!S_ISREG(st->st_mode))
        return refuse(s, t, "not-a-file", "'%s' is no regular file; name a document",
            "「%s」は通常のファイルではありません。文書のファイルを指定してください");
    return st->st_size > 0 ||
           refuse(s, t, "empty-file", "'%s' is an empty file (0 bytes); export or copy it again",
               "「%s」は空のファイルです（0バイト）。書き出し直すか、コピーし直してください");
}

static bool check_folder(struct inspector *s, const struct attachment *t)
{
    return s->outside || !s->folder || file_within(s->folder, t->file) ||
           refuse(s, t, "outside",
               "'%s' lies outside of the answer file's folder; move it there, or allow it "
               "with " OPTION("allow_outside"),
               "「%"
               "s」は回答ファイルのあるフォルダーの外にあります。フォルダーの中に置くか、" OPTION(
                   "allow_outside") " で許可してください");
}

static bool check_file(struct inspector *s, const struct attachment *t)
{
    struct stat st;
    int fd = open(t->file, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0)
        return blame_opening(s, t, errno);
    bool good = fstat(fd, &st) == 0 && check_kind(s, t, &st);
    close(fd);
    return good && check_folder(s, t);
}

/* --- what stands beside the file --- */

static const struct inst *part(const struct attachment *t, const char *key)
{
    const struct inst *i = inst_child(t->entry, key);
    return i && i->text && !i->bad ? i : NULL;
}

static bool check_pages(struct inspector *s, const struct attachment *t)
{
    const struct inst *i = part(t, "pages");
    int *pages;
    int count;
    if (!i)
        return true;
    bool good = page_range_read(i->text, 0, &pages, &count) == PAGE_RANGE_GOOD;
    free(pages);
    if (!good)
        messages_error(s->err, ERR_INPUT, "bad-pages", i->at,
            "'%s' is no choice of pages; write it as 1-3,5",
            "「%s」はページの指定として読めません。「1-3,5」のように書きます", i->text);
    return good;
}

/* The form's label stands; one that is typed beside it is at best the same. */
static bool check_label(struct inspector *s, const struct attachment *t)
{
    const struct inst *i = part(t, "label");
    if (!i || t->every || !t->label || !strcmp(i->text, t->label))
        return true;
    messages_error(s->err, ERR_INPUT, "other-label", i->at,
        "the form's label is '%s', not '%s'; leave 'label' out, or write 'label: every-page'",
        "右肩の番号は様式の「%s」です（「%s」ではありません）。label は書かないか、"
        "「every-page」とします",
        t->label, i->text);
    return false;
}

static bool check_room(struct inspector *s, const struct attachment *t)
{
    const struct inst *i = part(t, "room");
    if (!i || t->shrink)
        return true;
    messages_error(s->err, ERR_INPUT, "bad-room", i->at,
        "'%s' makes no room for the label; write 'room: shrink', or leave it out",
        "「%s」ではラベルの余白は作れません。「room: shrink」と書くか、消してください", i->text);
    return false;
}

static bool check_entry(struct inspector *s, struct attachment *t)
{
    t->shut = t->name && !check_file(s, t);
    bool good = !t->shut;
    good &= check_pages(s, t);
    good &= check_label(s, t);
    return check_room(s, t) && good;
}

/* --- several --- */

static const char *shown(const struct attachment *t)
{
    return t->label ? t->label : t->item->field->label;
}

/* files: the stamps of all, so that each file is looked at once. */
static void tell_twins(
    struct inspector *s, const struct attachments *all, const struct file_stamp *files, size_t i)
{
    const struct attachment *t = &all->list[i];
    for (size_t k = 0; t->name && k < i; k++) {
        const struct attachment *first = &all->list[k];
        if (!first->name || !file_stamp_same(&files[k], &files[i]) || (first->pages || t->pages))
            continue;
        messages_note(s->err, "two-labels", t->at,
            "'%s' is attached to '%s', too (line %d); it is bound twice, each with its label",
            "「%s」は「%s」（%d行目）にも付いています。それぞれの番号で二度綴じます", t->name,
            shown(first), first->at.line);
        return;
    }
}

static const struct file_stamp *stamps_of(struct arena *a, const struct attachments *all)
{
    struct file_stamp *files = arena_array(a, all->count + 1, sizeof *files);
    for (size_t i = 0; i < all->count; i++)
        if (all->list[i].name)
            files[i] = file_stamp_of(all->list[i].file);
    return files;
}

static void warn_of_readers(struct inspector *s, const struct attachments *all, const char *answers)
{
    struct stat st;
    if (!answers || stat(answers, &st) != 0 || !(st.st_mode & S_IROTH))
        return;
    for (size_t i = 0; i < all->count; i++) {
        if (!*all->list[i].password)
            continue;
        messages_note(s->err, "open-password", all->list[i].at,
            "everybody on this computer can read the password here; 'chmod o-r %s' keeps it to you",
            "ここのパスワードは、このコンピューターのだれにでも読めます。「chmod o-r "
            "%s」で自分だけに"
            "してください",
            answers);
        return;
    }
}

bool attachments_check(struct arena *a, struct messages *e, const struct attachments *all,
    const char *answers, bool outside)
{
    struct inspector s = {.arena = a,
        .err = e,
        .folder = answers ? file_folder(a, answers) : NULL,
        .outside = outside};
    const struct file_stamp *files = stamps_of(a, all);
    bool good = true;
    for (size_t i = 0; i < all->count; i++) {
        struct attachment *t = &all->list[i];
        do
            good &= check_entry(&s, t);
        while ((t = t->also));
        tell_twins(&s, all, files, i);
    }
    warn_of_readers(&s, all, answers);
    return good;
}
