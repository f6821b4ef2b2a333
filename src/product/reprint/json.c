/* The difference for machines; the keys are in tsuzuri-diff(1). */
#include "product/reprint/diff.h"

#include "product/json/json.h"

static const char *const actions[] = {"keep", "replace", "add", "remove"};

static void add_change(struct json *j, const struct diff_change *c)
{
    json_open(j, NULL, '{');
    json_text(j, "path", c->path);
    json_text(j, "title", c->title);
    json_text(j, "former", c->former);
    json_text(j, "now", c->now);
    json_bool(j, "printed", c->printed);
    json_close(j, '}');
}

static void add_texts(struct json *j, const char *key, const struct lock_texts *t)
{
    json_open(j, key, '[');
    for (size_t i = 0; i < t->count; i++)
        json_text(j, NULL, t->list[i]);
    json_close(j, ']');
}

static void add_page(struct json *j, const struct lock_page *p)
{
    json_open(j, NULL, '{');
    json_text(j, "document", p->document);
    json_text(j, "about", p->about);
    json_text(j, "file", p->file);
    json_int(j, "number", p->number);
    json_text(j, "label", p->label);
    json_int(j, "page", p->page);
    add_texts(j, "items", &p->items);
    add_texts(j, "waits", &p->waits);
    json_close(j, '}');
}

static void add_paper(struct json *j, const char *key, const struct paper *p)
{
    json_open(j, key, '[');
    if (p->front)
        add_page(j, p->front);
    if (p->back)
        add_page(j, p->back);
    json_close(j, ']');
}

static void add_sheet(struct json *j, const struct diff *d, size_t i, const int *places)
{
    const struct diff_sheet *s = &d->sheets[i];
    json_open(j, NULL, '{');
    json_text(j, "action", actions[s->action]);
    add_paper(j, "former", &s->old);
    add_paper(j, "now", &s->now);
    if (places && places[i])
        json_int(j, "corrections-page", places[i]);
    json_open(j, "changes", '[');
    for (size_t k = 0; s->action != DIFF_KEEP && k < d->change_count; k++)
        if (diff_stands_on(&d->changes[k], s))
            json_text(j, NULL, d->changes[k].path);
    json_close(j, ']');
    json_close(j, '}');
}

static void add_cause(struct json *j, struct arena *a, const struct diff_cause *c)
{
    json_open(j, NULL, '{');
    json_text(j, "kind", c->kind);
    json_text(j, "name", c->name);
    json_text(j, "former", c->former);
    json_text(j, "now", c->now);
    json_text(j, "en", diff_cause_text(a, c, false));
    json_text(j, "ja", diff_cause_text(a, c, true));
    json_close(j, '}');
}

static void add_members(const struct diff *d, struct arena *a, const int *places, struct json *j)
{
    json_text(j, "since", d->old->file);
    json_bool(j, "issued", d->old->issued);
    json_bool(j, "duplex", d->now->binding.duplex);
    json_int(j, "changed", (int)diff_changed(d));
    json_open(j, "sheets", '[');
    for (size_t i = 0; i < d->count; i++)
        add_sheet(j, d, i, places);
    json_close(j, ']');
    json_open(j, "changes", '[');
    for (size_t i = 0; i < d->change_count; i++)
        add_change(j, &d->changes[i]);
    json_close(j, ']');
    json_open(j, "causes", '[');
    for (size_t i = 0; i < d->cause_count; i++)
        add_cause(j, a, &d->causes[i]);
    json_close(j, ']');
}

void diff_json(const struct diff *d, const char *name, const int *places, struct buf *out)
{
    struct json j = {.out = out};
    json_open(&j, NULL, '{');
    json_int(&j, name, 1);
    add_members(d, d->build.call->arena, places, &j);
    json_close(&j, '}');
}
