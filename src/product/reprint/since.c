/* Which lock corrections start from: the one that is named, or the newest one that was issued.

   Corrections name the locks that they supersede, each with its seal (the chain of a lock). So of
   two locks in a folder the newer one is the one whose chain has the other; a seal, not a name,
   tells that it is that very print. Only issued locks count: corrections that were only tried are
   no reason to keep anyone from trying again. */
#include "product/reprint/since.h"

#include "base/arena.h"
#include "base/file.h"

#include <string.h>

/* A file of a folder; of the current one by its name alone. */
static const char *in_folder(struct arena *a, const char *folder, const char *name)
{
    return strcmp(folder, ".") != 0 ? file_join(a, folder, name) : name;
}

/* --- the packet beside it --- */

enum since_packet since_packet(struct arena *a, const struct lock *l, const char **path)
{
    char content[SHA256_TEXT + 1];
    *path = in_folder(a, file_folder(a, l->file), l->packet);
    if (!sha256_file(*path, content))
        return SINCE_GONE;
    return strcmp(content, l->content) ? SINCE_OTHER : SINCE_SAME;
}

/* Of a lock that was issued the packet was looked at then: what lies there now was changed since.
 */
static bool check_beside(struct tsuzuri_call *t, const struct lock *l)
{
    const char *path;
    enum since_packet found = since_packet(t->arena, l, &path);
    if (found == SINCE_GONE)
        messages_warn(&t->err, "no-packet", position_file(path),
            "'%s' is not beside its lock '%s': nobody can see any more what was printed",
            "「%s」が控え「%s」の隣にありません。何を印刷したかを確かめられません", path, l->file);
    if (found == SINCE_OTHER && l->issued)
        messages_warn(&t->err, "other-packet", position_file(path),
            "'%s' was changed after it was issued: it is not the one that '%s' tells of",
            "「%s」は提出済みにした後で変わっています。控え「%s」が記すものではありません", path,
            l->file);
    if (found != SINCE_OTHER || l->issued)
        return true;
    messages_error(&t->err, ERR_INPUT, "other-packet", position_file(path),
        "'%s' is not the one that '%s' tells of; nobody can say which of them was signed: print "
        "both anew with build",
        "「%s」は、控え「%s」が記すものと違います。どちらに署名したのかがわかりません。build "
        "で両方を作り直してください",
        path, l->file);
    return false;
}

/* --- the locks of a folder --- */

static bool ends_in_lock(const char *name)
{
    size_t n = strlen(name);
    return n > 5 && !strcmp(name + n - 5, ".lock");
}

/* The issued ones, as far as they can be read; ended by NULL. */
static struct lock **read_folder(struct tsuzuri_call *t, const char *folder)
{
    struct arena *a = t->arena;
    const char **names = file_list(a, folder);
    size_t count = 0;
    while (names[count])
        count++;
    struct lock **all = arena_array(a, count + 1, sizeof *all);
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        struct messages silent;
        messages_init(&silent, a);
        struct lock *l =
            ends_in_lock(names[i]) ? lock_read(a, &silent, in_folder(a, folder, names[i])) : NULL;
        if (l && l->issued)
            all[n++] = l;
    }
    return all;
}

/* --- which is newer --- */

/* Corrections may have been made before their packet was issued: then they know the seal that it
   had. */
static const char *seal_before_issue(struct arena *a, const struct lock *l)
{
    struct lock before = *l;
    before.issued = false;
    return lock_seal(a, &before);
}

static bool supersedes(struct arena *a, const struct lock *l, const struct lock *old)
{
    for (size_t i = 0; i < l->earlier_count; i++) {
        const struct lock_earlier *x = &l->earlier[i];
        if (!strcmp(x->name, file_base(old->file)) &&
            (!strcmp(x->seal, old->seal) ||
                (old->issued && !strcmp(x->seal, seal_before_issue(a, old)))))
            return true;
    }
    return false;
}

static const char *date_of(const struct lock *l)
{
    return l->corrected ? l->corrected : l->dated ? l->dated : "";
}

/* Below 0 where x is newer: by the length of its chain, then by its date. */
static int compare_age(const struct lock *x, const struct lock *y)
{
    if (x->earlier_count != y->earlier_count)
        return x->earlier_count > y->earlier_count ? -1 : 1;
    return strcmp(date_of(y), date_of(x));
}

struct lock **since_successors(struct tsuzuri_call *t, const struct lock *l)
{
    struct lock **all = read_folder(t, file_folder(t->arena, l->file));
    size_t n = 0;
    for (size_t i = 0; all[i]; i++) {
        struct lock *x = all[i];
        size_t k = n;
        if (file_same(x->file, l->file) || !supersedes(t->arena, x, l))
            continue;
        for (; k && compare_age(x, all[k - 1]) < 0; k--)
            all[k] = all[k - 1];
        all[k] = x;
        n++;
    }
    all[n] = NULL;
    return all;
}

/* --- the one that is named --- */

static bool check_newest(struct tsuzuri_call *t, const struct lock *l, bool refuse)
{
    const struct lock *newest = since_successors(t, l)[0];
    if (!newest)
        return true;
    messages_text(&t->err, refuse ? ERR_ERROR : ERR_WARNING, refuse ? ERR_INPUT : ERR_NONE,
        "superseded", position_file(l->file),
        arena_printf(t->arena,
            "'%s' was superseded by the corrections of %s: name '%s', which tells of the packet "
            "as it is now",
            l->file, date_of(newest), newest->file),
        arena_printf(t->arena,
            "「%s」は %s "
            "の訂正で古くなりました。いまの一式を記しているのは「%s」です。そちらを指定し"
            "てください",
            l->file, date_of(newest), newest->file));
    return !refuse;
}

/* Of bytes nothing lies beside them that could be looked at. */
struct lock *since_read(struct tsuzuri_call *t, const struct tsuzuri_source *source, bool refuse)
{
    if (source->bytes)
        return lock_parse(t->arena, &t->err, source->name, source->bytes, source->size);
    struct lock *l = lock_read(t->arena, &t->err, source->name);
    return l && check_newest(t, l, refuse) && check_beside(t, l) ? l : NULL;
}

/* --- the newest one --- */

/* Of a form, and not superseded by another one of the list. */
static bool is_candidate(struct arena *a, struct lock **all, const struct lock *l, const char *form)
{
    for (size_t i = 0; all[i]; i++)
        if (all[i] != l && supersedes(a, all[i], l))
            return false;
    return !strcmp(l->form, form);
}

/* By their dates; *same: another one that is as new. */
static struct lock *newest_of(
    struct arena *a, struct lock **all, const char *form, const struct lock **same)
{
    struct lock *best = NULL;
    *same = NULL;
    for (size_t i = 0; all[i]; i++) {
        if (!is_candidate(a, all, all[i], form))
            continue;
        int order = best ? strcmp(date_of(all[i]), date_of(best)) : 1;
        *same = order > 0 ? NULL : order == 0 ? all[i] : *same;
        best = order > 0 ? all[i] : best;
    }
    return best;
}

static struct lock *blame_none(struct tsuzuri_call *t, const char *folder)
{
    messages_error(&t->err, ERR_USAGE, "no-issued-lock", position_none(),
        "no lock that was issued lies in '%s'; name the lock that build wrote beside the packet",
        "「%s」に提出済みの控えがありません。build がPDFの隣に書き出した控えを指定してください",
        folder);
    return NULL;
}

static struct lock *blame_two(struct tsuzuri_call *t, const struct lock *x, const struct lock *y)
{
    messages_error(&t->err, ERR_USAGE, "two-locks", position_none(),
        "'%s' and '%s' were both issued, and neither supersedes the other; name one of them",
        "「%s」も「%s」も提出済みで、どちらが新しいかわかりません。一つを指定してください", x->file,
        y->file);
    return NULL;
}

struct lock *since_find(struct tsuzuri_call *t, const char *answers, const char *form)
{
    struct arena *a = t->arena;
    const char *folder = file_folder(a, answers);
    const struct lock *same;
    struct lock *found = newest_of(a, read_folder(t, folder), form, &same);
    if (!found)
        found = newest_of(a, read_folder(t, "."), form, &same);
    if (!found)
        return blame_none(t, folder);
    if (same)
        return blame_two(t, found, same);
    messages_note(&t->err, "since", position_file(found->file),
        "compared with '%s', the newest lock that was issued",
        "提出済みの控えのうち最も新しい「%s」と比べます", found->file);
    return check_beside(t, found) ? found : NULL;
}
