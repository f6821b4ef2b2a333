/* Whether any answers make several conditions hold together: a small satisfiability test by trying
   all assignments (exhaustive search; no DPLL, for conditions of forms are few and small).
   What is chosen: for each single field that the conditions name one value of its domain, which is
   what they can tell apart: no value, yes and no, each option, each word compared with, and one
   value that nothing names. A field has a value only where its 'when' holds, so that those
   conditions join as demands guarded by the field ('asking'), in their turn, until none is new.
   Two paths are one variable where they reach one field outside of lists, or are written alike
   under one binding; entries of lists stay apart, which errs towards 'possible'.
   What is left behind: more than MOST_VARIABLES fields, MOST_VALUES values of one, or MOST_TRIES
   assignments are not tried: such conditions are taken to be possible, and lint stays silent. */
#include "base/arena.h"
#include "product/lint/lint.h"

#include <string.h>

#define MOST_VARIABLES 12
#define MOST_VALUES 24
#define MOST_TRIES 100000

/* Some value that no condition names. */
static const char something[] = "\x01";

/* What one name in a condition may be. */
struct variable {
    const struct field *field; /* NULL: not a single field */
    const struct path_type_scope
        *bound; /* where the path's first name comes from; NULL: top level */
    const char *path;
    const char *values[MOST_VALUES]; /* NULL: no value */
    size_t count;
    size_t now;
};

/* A condition over variables. */
struct term {
    enum condition_kind kind;
    size_t variable;
    const char *word;
    const struct term *a, *b;
};

struct demand {
    const struct term *term;
    bool denied;
    bool guarded; /* asked for only where the variable has a value */
    size_t variable;
};

struct solver {
    struct arena *arena;
    struct variable variables[MOST_VARIABLES];
    size_t count;
    struct demand demands[4 * MOST_VARIABLES];
    size_t demand_count;
    bool large; /* too much to be tried */
};

static void add_value(struct solver *s, struct variable *v, const char *value)
{
    for (size_t i = 0; i < v->count; i++)
        if (v->values[i] == value || (value && v->values[i] && !strcmp(v->values[i], value)))
            return;
    if (v->count == MOST_VALUES)
        s->large = true;
    else
        v->values[v->count++] = value;
}

static void add_domain(struct solver *s, struct variable *v, const struct field *f)
{
    if (!f || !f->fallback)
        add_value(s, v, NULL);
    if (f && f->type == FIELD_YES_NO) {
        add_value(s, v, "yes");
        add_value(s, v, "no");
    } else if (f && f->type == FIELD_CHOICE) {
        for (size_t i = 0; i < f->option_count; i++)
            add_value(s, v, f->options[i].key);
    } else {
        add_value(s, v, something);
    }
}

/* The scope that a path's first name is bound in, or NULL for the top level. */
static const struct path_type_scope *binding_of(const char *path, const struct path_type_scope *s)
{
    size_t n = strcspn(path, ".");
    for (; s && s->outer; s = s->outer)
        if (s->name && strlen(s->name) == n && !memcmp(s->name, path, n))
            return s;
    return NULL;
}

static bool in_list(const struct field *f)
{
    for (; f; f = f->parent)
        if (f->parent && f->parent->type == FIELD_LIST)
            return true;
    return false;
}

static bool is_single(const struct field *f)
{
    return f->type != FIELD_GROUP && f->type != FIELD_SECTION && f->type != FIELD_LIST;
}

static bool same_variable(const struct variable *v, const struct variable *w)
{
    if (v->field && v->field == w->field && !in_list(v->field))
        return true;
    return v->field == w->field && v->bound == w->bound && !strcmp(v->path, w->path);
}

static size_t add_variable(struct solver *s, const struct variable *v, bool *added)
{
    *added = false;
    for (size_t i = 0; i < s->count; i++)
        if (same_variable(&s->variables[i], v))
            return i;
    if (s->count == MOST_VARIABLES) {
        s->large = true;
        return 0;
    }
    *added = true;
    s->variables[s->count] = *v;
    return s->count++;
}

static const struct term *read_term(
    struct solver *s, const struct condition *x, const struct path_type_scope *scope);

static void demand(struct solver *s, struct demand d)
{
    if (s->demand_count == sizeof s->demands / sizeof *s->demands)
        s->large = true;
    else
        s->demands[s->demand_count++] = d;
}

/* A field has a value only where it is asked for. */
static void add_asking(struct solver *s, const struct field *f, size_t variable)
{
    for (; f && !s->large; f = f->parent) {
        struct path_type_scope *scope = arena_alloc(s->arena, sizeof *scope);
        *scope = (struct path_type_scope){.here = f->parent};
        if (f->when)
            demand(s, (struct demand){read_term(s, f->when, scope), false, true, variable});
    }
}

/* A name that is no field's may stand for what is only known when it is printed. */
static bool is_field(struct solver *s, const char *path, const struct path_type_scope *scope)
{
    struct messages silent;
    messages_init(&silent, s->arena);
    const struct path_type *k =
        path_type_of(s->arena, &silent, position_none(), path, strcspn(path, "."), scope);
    return k && (k->kind == VALUE_INST || k->kind == VALUE_OPTION);
}

static size_t read_path(
    struct solver *s, const struct condition *x, const struct path_type_scope *scope)
{
    struct messages silent;
    struct variable v = {.path = x->path, .bound = binding_of(x->path, scope)};
    bool added;
    messages_init(&silent, s->arena);
    const struct path_type *k =
        path_type_of(s->arena, &silent, x->at, x->path, strlen(x->path), scope);
    const struct field *f = k && !k->next && k->kind == VALUE_INST ? field_single(k->field) : NULL;
    if (f && is_single(f))
        v.field = f;
    size_t i = add_variable(s, &v, &added);
    struct variable *own = &s->variables[i];
    bool closed = v.field && (f->type == FIELD_CHOICE || f->type == FIELD_YES_NO);
    if (!k && is_field(s, x->path, scope)) {
        add_value(s, own, NULL); /* of this thing there is no such part */
        return i;
    }
    if (added)
        add_domain(s, own, v.field);
    if (x->word && !closed)
        add_value(s, own, x->word);
    if (added && v.field && !in_list(v.field))
        add_asking(s, v.field, i);
    return i;
}

static const struct term *read_term(
    struct solver *s, const struct condition *x, const struct path_type_scope *scope)
{
    struct term *t = arena_alloc(s->arena, sizeof *t);
    *t = (struct term){.kind = x->kind, .word = x->word};
    if (s->large)
        return t;
    if (x->path)
        t->variable = read_path(s, x, scope);
    if (x->a)
        t->a = read_term(s, x->a, scope);
    if (x->b)
        t->b = read_term(s, x->b, scope);
    return t;
}

static bool holds(const struct solver *s, const struct term *t)
{
    if (!t)
        return false;
    const struct variable *v = &s->variables[t->variable];
    const char *value = t->a ? NULL : v->values[v->now];
    switch (t->kind) {
    case CONDITION_PATH:
        return value && strcmp(value, "no");
    case CONDITION_EQUAL:
        return value && !strcmp(value, t->word);
    case CONDITION_DIFFERS:
        return !value || strcmp(value, t->word);
    case CONDITION_BEGINS:
        return value && !strncmp(value, t->word, strlen(t->word));
    case CONDITION_NOT:
        return !holds(s, t->a);
    case CONDITION_AND:
        return holds(s, t->a) && holds(s, t->b);
    case CONDITION_OR:
        return holds(s, t->a) || holds(s, t->b);
    }
    return false;
}

static bool all_hold(const struct solver *s)
{
    for (size_t i = 0; i < s->demand_count; i++) {
        const struct demand *d = &s->demands[i];
        const struct variable *v = &s->variables[d->variable];
        if (d->guarded && !v->values[v->now])
            continue;
        if (holds(s, d->term) == d->denied)
            return false;
    }
    return true;
}

/* The next combination of values; false behind the last. */
static bool turn(struct solver *s)
{
    for (size_t i = 0; i < s->count; i++) {
        if (++s->variables[i].now < s->variables[i].count)
            return true;
        s->variables[i].now = 0;
    }
    return false;
}

bool lint_possible(struct arena *a, const struct claim *claims)
{
    struct solver *s = arena_alloc(a, sizeof *s);
    size_t tries = 1;
    *s = (struct solver){.arena = a};
    for (const struct claim *c = claims; c && !s->large; c = c->outer)
        demand(s, (struct demand){read_term(s, c->condition, c->scope), c->denied, false, 0});
    for (size_t i = 0; i < s->count && !s->large; i++)
        s->large = (tries *= s->variables[i].count) > MOST_TRIES;
    if (s->large)
        return true;
    do {
        if (all_hold(s))
            return true;
    } while (turn(s));
    return false;
}
