/* One PDF for each document of a form, or one picture for each page, into a folder. */
#include "product/packet/split.h"

#include "base/arena.h"
#include "base/file.h"
#include "product/packet/build.h"
#include "typeset/svg/svg.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct piece {
    const char *document;
    struct pages pages;
    struct buf out;
};

struct pieces {
    struct arena *arena;
    struct piece *list;
    size_t count;
};

/* A document that is printed several times, and its continuation sheets, make one piece. */
static struct piece *piece_for(struct pieces *p, const struct design *d, const char *document)
{
    const struct document *own = d->documents;
    while (own && strcmp(own->id, document))
        own = own->next;
    if (p->count && own && own->is_continuation)
        return &p->list[p->count - 1];
    for (size_t i = 0; i < p->count; i++)
        if (!strcmp(p->list[i].document, document))
            return &p->list[i];
    p->list = arena_more(p->arena, p->list, p->count, sizeof *p->list);
    p->list[p->count++] = (struct piece){.document = document};
    return &p->list[p->count - 1];
}

static void part_pages(struct pieces *p, const struct design *d, const struct pages *all)
{
    for (const struct page *page = all->first; page; page = page->next) {
        struct pages *own = &piece_for(p, d, page->document)->pages;
        struct page *copy = arena_alloc(p->arena, sizeof *copy);
        *copy = *page;
        copy->next = NULL;
        if (own->last)
            own->last->next = copy;
        else
            own->first = copy;
        own->last = copy;
        own->count++;
    }
}

static bool make_folder(struct messages *e, const char *path, bool *made)
{
    struct stat st;
    *made = mkdir(path, 0777) == 0;
    if (*made || (stat(path, &st) == 0 && S_ISDIR(st.st_mode)))
        return true;
    messages_error(e, ERR_OUTPUT, "no-folder", position_file(path),
        "the folder '%s' cannot be made; make it, or name another",
        "フォルダー「%s」を作れません。先に作るか、別のフォルダーを指定してください", path);
    return false;
}

static bool draw(
    struct messages *e, struct fonts *fonts, struct pieces *p, const struct pdf_info *info)
{
    bool good = true;
    for (size_t i = 0; good && i < p->count; i++)
        good = pdf_write(e, fonts, &p->list[i].pages, info, &p->list[i].out);
    return good;
}

static bool write_files(
    struct messages *e, const char *folder, const struct file_content *files, size_t count)
{
    bool made = false;
    if (!make_folder(e, folder, &made))
        return false;
    if (file_write_all(e, files, count, 0666))
        return true;
    if (made)
        rmdir(folder);
    return false;
}

static bool write_pieces(struct build *b, const struct pieces *p, const char *folder)
{
    struct file_content *files = arena_array(p->arena, p->count + 1, sizeof *files);
    for (size_t i = 0; i < p->count; i++) {
        const char *name = arena_printf(p->arena, "%s.pdf", p->list[i].document);
        files[i] = (struct file_content){
            file_join(p->arena, folder, name), p->list[i].out.data, p->list[i].out.size};
        if (!build_spares(b, files[i].path))
            return false;
    }
    return write_files(&b->call->err, folder, files, p->count);
}

bool build_split(struct build *b, const char *folder)
{
    struct pieces p = {.arena = b->call->arena};
    part_pages(&p, b->design, &b->pages);
    bool good = draw(&b->call->err, b->call->fonts, &p, &b->info) && write_pieces(b, &p, folder);
    for (size_t i = 0; i < p.count; i++)
        buf_release(&p.list[i].out);
    return good;
}

/* --- pictures --- */

static bool draw_picture(struct build *b, const struct page *page, struct piece *out)
{
    struct tsuzuri_call *call = b->call;
    out->document = page->document ? page->document : "page";
    return svg_document(call->arena, &call->err, call->fonts, page, &out->out);
}

static bool write_pictures(struct build *b, const struct pieces *p, const char *folder)
{
    struct arena *a = p->arena;
    struct file_content *files = arena_array(a, p->count + 1, sizeof *files);
    for (size_t i = 0; i < p->count; i++) {
        const char *name = arena_printf(a, "%02zu-%s.svg", i + 1, p->list[i].document);
        files[i] = (struct file_content){
            file_join(a, folder, name), p->list[i].out.data, p->list[i].out.size};
        if (!build_spares(b, files[i].path))
            return false;
    }
    return write_files(&b->call->err, folder, files, p->count);
}

bool build_pictures(struct build *b, const char *folder)
{
    struct pieces p = {.arena = b->call->arena};
    bool good = true;
    p.list = arena_array(p.arena, (size_t)b->pages.count + 1, sizeof *p.list);
    for (const struct page *page = b->pages.first; good && page; page = page->next)
        good = draw_picture(b, page, &p.list[p.count++]);
    good = good && write_pictures(b, &p, folder);
    for (size_t i = 0; i < p.count; i++)
        buf_release(&p.list[i].out);
    return good;
}
