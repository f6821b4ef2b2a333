/* The catalogue: what is loaded, who uses it, and when it is loaded anew. */
#include "product/session/catalogue.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/server.h"
#include "model/check/rule.h"
#include "model/check/score.h"

#include <unistd.h>

/* --- the whole --- */

static struct form_file *copy_files(
    struct arena *a, const struct tsuzuri_source *files, size_t count, const char *folder)
{
    struct form_file *out = arena_array(a, count + 1, sizeof *out);
    for (size_t i = 0; i < count; i++)
        out[i] = (struct form_file){file_join(a, folder, files[i].name),
            arena_strndup(a, files[i].bytes, files[i].size), files[i].size};
    return out;
}

struct tsuzuri_catalogue *tsuzuri_catalogue_new(const struct tsuzuri_paths *paths)
{
    struct arena *a = arena_new();
    struct tsuzuri_catalogue *c = arena_alloc(a, sizeof *c);
    c->arena = a;
    if (pthread_mutex_init(&c->lock, NULL) != 0)
        abort();
    c->forms = arena_strdup(a, paths->forms);
    c->roots = arena_array(a, paths->own_count + 1, sizeof *c->roots);
    for (size_t i = 0; i < paths->own_count; i++)
        c->roots[c->root_count++] = arena_strdup(a, paths->own[i]);
    c->roots[c->root_count++] = c->forms;
    c->manifest = arena_strdup(a, paths->fonts);
    c->programs =
        (struct helper_programs){.worker = arena_strdup(a, paths->worker ? paths->worker : ""),
            .looker = arena_strdup(a, paths->looker ? paths->looker : ""),
            .watch = paths->watch};
    c->programs.reading = server_new(c->programs.worker);
    c->programs.looking = server_new(c->programs.looker);
    c->spell = paths->spell;
    c->given = copy_files(a, paths->files, paths->file_count, c->forms);
    c->given_count = paths->file_count;
    c->users = 1;
    return c;
}

/* --- letting go; the lock is held --- */

static void let_go_of_fonts(struct loaded_fonts *f)
{
    if (!f || --f->users)
        return;
    font_library_free(f->library);
    free(f);
}

static void free_design(struct loaded_design *d)
{
    let_go_of_fonts(d->fonts);
    arena_free(d->arena);
}

static void free_form(struct loaded_form *l)
{
    while (l->designs) {
        struct loaded_design *next = l->designs->next;
        free_design(l->designs);
        l->designs = next;
    }
    arena_free(l->arena);
}

static void let_go_of_form(struct loaded_form *l)
{
    if (!--l->users)
        free_form(l);
}

static void free_catalogue(struct tsuzuri_catalogue *c)
{
    while (c->loaded) {
        struct loaded_form *next = c->loaded->next;
        let_go_of_form(c->loaded);
        c->loaded = next;
    }
    let_go_of_fonts(c->fonts);
    server_free(c->programs.reading);
    server_free(c->programs.looking);
    pthread_mutex_destroy(&c->lock);
    arena_free(c->arena);
}

void catalogue_hold(struct tsuzuri_catalogue *c)
{
    pthread_mutex_lock(&c->lock);
    c->users++;
    pthread_mutex_unlock(&c->lock);
}

void catalogue_release(struct tsuzuri_catalogue *c)
{
    pthread_mutex_lock(&c->lock);
    bool last = !--c->users;
    pthread_mutex_unlock(&c->lock);
    if (last)
        free_catalogue(c);
}

void tsuzuri_catalogue_free(struct tsuzuri_catalogue *c)
{
    if (c)
        catalogue_release(c);
}

void catalogue_release_form(struct tsuzuri_catalogue *c, struct loaded_form *l)
{
    pthread_mutex_lock(&c->lock);
    let_go_of_form(l);
    pthread_mutex_unlock(&c->lock);
}

void catalogue_release_fonts(struct tsuzuri_catalogue *c, struct loaded_fonts *f)
{
    pthread_mutex_lock(&c->lock);
    let_go_of_fonts(f);
    pthread_mutex_unlock(&c->lock);
}

/* --- forms --- */

bool catalogue_has(const struct tsuzuri_catalogue *c, const char *path)
{
    const struct form_files files = {.given = c->given, .given_count = c->given_count};
    return form_file_exists(&files, path);
}

const char *catalogue_folder(const struct tsuzuri_catalogue *c, struct arena *a, const char *id)
{
    const char *folder = NULL;
    for (size_t i = 0; i < c->root_count; i++) {
        folder = file_join(a, c->roots[i], id);
        if (catalogue_has(c, file_join(a, folder, "form.yaml")))
            break;
    }
    return folder;
}

/* All checks of loading a form, whatever the others find. */
static void check_form(struct loaded_form *l)
{
    struct arena *a = l->arena;
    struct messages *e = &l->found;
    bool good = condition_check_form(a, e, l->form);
    good &= rule_check_form(a, e, l->form);
    good &= score_check_form(a, e, l->form);
    if (l->form->registration)
        good &= (l->numbering = numbering_load(a, e, l->form)) != NULL;
    l->good = good;
}

static struct loaded_form *load_form(const struct tsuzuri_catalogue *c, const char *folder)
{
    struct arena *a = arena_new();
    struct loaded_form *l = arena_alloc(a, sizeof *l);
    l->arena = a;
    l->folder = arena_strdup(a, folder);
    l->files = (struct form_files){.given = c->given,
        .given_count = c->given_count,
        .roots = c->roots,
        .root_count = c->root_count};
    messages_init(&l->found, a);
    l->form = form_load_from(a, &l->found, l->folder, &l->files);
    if (l->form)
        check_form(l);
    return l;
}

static bool is_fresh(const struct loaded_form *l)
{
    for (size_t i = 0; i < l->files.read_count; i++)
        if (!file_stamp_holds(&l->files.read[i]))
            return false;
    return true;
}

/* The place in the list where a form stands; where it ends, if it does not. */
static struct loaded_form **place_of(struct tsuzuri_catalogue *c, const char *folder)
{
    struct loaded_form **at = &c->loaded;
    while (*at && strcmp((*at)->folder, folder) != 0)
        at = &(*at)->next;
    return at;
}

/* Forms with faults are looked at again by each call: what they lack may come into being. */
static void list(struct tsuzuri_catalogue *c, struct loaded_form *l)
{
    l->users = 1;
    if (!l->good)
        return;
    l->users++;
    l->next = c->loaded;
    c->loaded = l;
}

static struct loaded_form *find_form(struct tsuzuri_catalogue *c, const char *folder)
{
    struct loaded_form **at = place_of(c, folder);
    struct loaded_form *l = *at;
    if (l && is_fresh(l)) {
        l->users++;
        return l;
    }
    if (l) {
        *at = l->next;
        let_go_of_form(l);
    }
    l = load_form(c, folder);
    list(c, l);
    return l;
}

struct loaded_form *catalogue_form(struct tsuzuri_catalogue *c, const char *folder)
{
    pthread_mutex_lock(&c->lock);
    struct loaded_form *l = find_form(c, folder);
    pthread_mutex_unlock(&c->lock);
    return l;
}

/* --- fonts --- */

static struct loaded_fonts *load_fonts(const char *manifest, struct messages *e)
{
    struct file_stamp stamp = file_stamp_of(manifest);
    struct font_library *library = font_library_load(e, manifest);
    struct loaded_fonts *f = library ? calloc(1, sizeof *f) : NULL;
    if (library && !f)
        abort();
    if (f)
        *f = (struct loaded_fonts){.library = library, .manifest = stamp, .users = 1};
    return f;
}

/* Designs for other fonts than those of now, of forms that nobody uses. */
static void drop_designs(struct tsuzuri_catalogue *c)
{
    for (struct loaded_form *l = c->loaded; l; l = l->next)
        for (struct loaded_design *d = l->users == 1 ? l->designs : NULL, *next; d; d = next) {
            next = d->next;
            l->designs = next;
            free_design(d);
        }
}

static struct loaded_fonts *find_fonts(struct tsuzuri_catalogue *c, struct messages *e)
{
    if (c->fonts && !file_stamp_holds(&c->fonts->manifest)) {
        let_go_of_fonts(c->fonts);
        c->fonts = NULL;
        drop_designs(c);
    }
    if (!c->fonts)
        c->fonts = load_fonts(c->manifest, e);
    if (c->fonts)
        c->fonts->users++;
    return c->fonts;
}

struct loaded_fonts *catalogue_fonts(struct tsuzuri_catalogue *c, struct messages *e)
{
    pthread_mutex_lock(&c->lock);
    struct loaded_fonts *f = find_fonts(c, e);
    pthread_mutex_unlock(&c->lock);
    return f;
}

/* --- designs --- */

static struct loaded_design *compile(struct loaded_form *l, struct loaded_fonts *f)
{
    struct arena *a = arena_new();
    struct loaded_design *d = arena_alloc(a, sizeof *d);
    struct fonts *fonts = fonts_new(a, f->library);
    d->arena = a;
    d->fonts = f;
    f->users++;
    messages_init(&d->found, a);
    d->design = design_load(a, &d->found, l->form, fonts);
    fonts_free(fonts);
    d->next = l->designs;
    l->designs = d;
    return d;
}

const struct loaded_design *catalogue_design(
    struct tsuzuri_catalogue *c, struct loaded_form *l, struct loaded_fonts *f)
{
    pthread_mutex_lock(&c->lock);
    struct loaded_design *d = l->designs;
    while (d && d->fonts != f)
        d = d->next;
    if (!d)
        d = compile(l, f);
    pthread_mutex_unlock(&c->lock);
    return d;
}

/* --- processes --- */

pid_t catalogue_fork(struct tsuzuri_catalogue *c)
{
    pthread_mutex_lock(&c->lock);
    pid_t pid = fork();
    pthread_mutex_unlock(&c->lock);
    return pid;
}
