/* Paths over answers: what condition_value.h calls a value. */
#include "base/arena.h"
#include "model/answer/condition_value.h"

#include <string.h>

static struct value none(void)
{
    return (struct value){VALUE_NONE};
}

static struct value text_value(const char *text)
{
    return text ? (struct value){.kind = VALUE_TEXT, .text = text} : none();
}

static struct value node_value(const struct node *n)
{
    if (!n)
        return none();
    enum value_kind kind = n->kind == NODE_SCALAR ? VALUE_TEXT : VALUE_NODE;
    return (struct value){.kind = kind, .text = node_text(n), .node = n};
}

static struct value inst_value(struct inst *i)
{
    return i ? (struct value){.kind = VALUE_INST, .inst = i} : none();
}

/* first, last, middle and count of a list; the ends of an empty list are blank entries. */
static struct value step_list(struct inst *i, const char *name)
{
    if (!strcmp(name, "first"))
        return inst_value(i->count ? i->children[0] : i->blank);
    if (!strcmp(name, "last"))
        return inst_value(i->count > 1 ? i->children[i->count - 1] : i->blank);
    if (!strcmp(name, "middle"))
        return (struct value){.kind = VALUE_MIDDLE, .inst = i};
    if (!strcmp(name, "count"))
        return text_value(i->total);
    return none();
}

static struct value step_inst(struct inst *i, const char *name)
{
    struct inst *child = inst_child(i, name);
    if (child)
        return inst_value(child);
    struct value part = i->field->type == FIELD_LIST ? step_list(i, name) : none();
    if (part.kind != VALUE_NONE)
        return part;
    if (!strcmp(name, "fields") && i->field->child_count)
        return (struct value){.kind = VALUE_FIELDS, .inst = i};
    if (!strcmp(name, "options") && i->field->option_count)
        return (struct value){.kind = VALUE_OPTIONS, .inst = i};
    if (!strcmp(name, "given"))
        return text_value(inst_given(i) ? "yes" : NULL);
    if (!strcmp(name, "key"))
        return text_value(i->field->key);
    if (!strcmp(name, "label"))
        return text_value(i->field->label);
    if (i->field->type == FIELD_CHOICE && i->option >= 0 && !field_property(i->field, name))
        return node_value(node_lookup(i->field->options[i->option].node, name));
    return node_value(field_property(i->field, name));
}

static struct value step_option(struct value v, const char *name)
{
    const struct option *o = &v.inst->field->options[v.index];
    if (!strcmp(name, "chosen"))
        return text_value(v.inst->option == (int)v.index ? "yes" : NULL);
    if (!strcmp(name, "label"))
        return text_value(o->label);
    return node_value(node_lookup(o->node, name));
}

static struct value step_record(const struct record *r, const char *name)
{
    for (size_t i = 0; r->names[i]; i++)
        if (!strcmp(r->names[i], name))
            return r->texts[i] ? (struct value){.kind = VALUE_TEXT,
                                     .text = r->texts[i],
                                     .source = r->source}
                               : none();
    return none();
}

static struct value step(struct value v, const char *name)
{
    switch (v.kind) {
    case VALUE_INST:
        return step_inst(v.inst, name);
    case VALUE_OPTION:
        return step_option(v, name);
    case VALUE_NODE:
        return node_value(node_lookup(v.node, name));
    case VALUE_RECORD:
        return step_record(v.record, name);
    default:
        return none();
    }
}

/* A name among the fields of 'here' and of the groups around it. */
static struct value lookup_here(struct inst *here, const char *name)
{
    if (!*name) { /* a path that begins with a dot */
        while (here && here->parent)
            here = here->parent;
        return inst_value(here);
    }
    for (struct inst *i = here; i; i = i->parent) {
        struct inst *child = inst_child(i, name);
        if (child)
            return inst_value(child);
    }
    return none();
}

static struct value lookup(const struct scope *s, const char *name)
{
    for (; s; s = s->outer) {
        if (s->name && !strcmp(s->name, name))
            return s->value;
        if (!s->outer)
            return lookup_here(s->here, name);
    }
    return none();
}

/* The field with the key of another. */
static struct value step_beside(struct value v, struct value other)
{
    bool keyed = other.kind == VALUE_INST && other.inst->field->key;
    return keyed && v.kind == VALUE_INST ? step_inst(v.inst, other.inst->field->key) : none();
}

#define LONGEST_NAME 128

/* Copies the next name of a path; false at its end. */
static bool next_name(const char **p, const char *end, char name[LONGEST_NAME])
{
    if (*p >= end)
        return false;
    const char *dot = memchr(*p, '.', (size_t)(end - *p));
    size_t n = (size_t)((dot ? dot : end) - *p);
    if (n >= LONGEST_NAME)
        n = LONGEST_NAME - 1;
    memcpy(name, *p, n);
    name[n] = '\0';
    *p = dot ? dot + 1 : end;
    return true;
}

struct value path_value(const char *path, size_t size, const struct scope *s)
{
    char name[LONGEST_NAME];
    const char *end = path + size;
    if (!next_name(&path, end, name))
        return none();
    struct value v = lookup(s, name);
    while (v.kind != VALUE_NONE && next_name(&path, end, name))
        v = *name == '@' ? step_beside(v, lookup(s, name + 1)) : step(v, name);
    return v;
}

const char *value_text(struct value v)
{
    switch (v.kind) {
    case VALUE_TEXT:
        return v.text;
    case VALUE_INST:
        return inst_print(v.inst);
    case VALUE_OPTION:
        return v.inst->field->options[v.index].label;
    default:
        return NULL;
    }
}

bool value_true(struct value v)
{
    switch (v.kind) {
    case VALUE_TEXT:
        return *v.text && strcmp(v.text, "no");
    case VALUE_INST:
        v.inst = inst_single(v.inst);
        return inst_given(v.inst) && !(v.inst->text && !strcmp(v.inst->text, "no"));
    case VALUE_OPTION:
        return v.inst->option == (int)v.index;
    case VALUE_NONE:
        return false;
    default:
        return value_count(v) > 0 || v.kind == VALUE_RECORD;
    }
}

size_t value_count(struct value v)
{
    switch (v.kind) {
    case VALUE_INST:
        return v.inst->field->type == FIELD_LIST ? v.inst->count : 0;
    case VALUE_FIELDS:
        return v.inst->count;
    case VALUE_MIDDLE:
        return v.inst->count > 2 ? v.inst->count - 2 : 0;
    case VALUE_OPTIONS:
        return v.inst->field->option_count;
    case VALUE_NODE:
        return v.node->kind == NODE_LIST ? v.node->count : 0;
    default:
        return 0;
    }
}

struct value value_entry(struct value v, size_t i)
{
    switch (v.kind) {
    case VALUE_INST:
    case VALUE_FIELDS:
        return inst_value(v.inst->children[i]);
    case VALUE_MIDDLE:
        return inst_value(v.inst->children[i + 1]);
    case VALUE_OPTIONS:
        return (struct value){.kind = VALUE_OPTION, .inst = v.inst, .index = i};
    case VALUE_NODE:
        return node_value(v.node->items[i]);
    default:
        return none();
    }
}
