/* Form fields: their kinds, flags, names, and the texts that they show. */
#include "program/tsuzuri-pdf/flatten/flatten_internal.h"

#include "program/tsuzuri-pdf/document/content_balance.h"
#include "program/tsuzuri-pdf/document/object.h"

#define MOST_PARENTS 100
#define MOST_OPTIONS 10000

static bool is_there(struct pdf_document *d, qpdf_oh o)
{
    return !qpdf_oh_is_null(d->q, o);
}

bool widget_value(struct pdf_document *d, qpdf_oh widget, const char *key, qpdf_oh *out)
{
    return object_inherited(d, widget, key, is_there, out);
}

bool widget_default(const struct flat *f, qpdf_oh widget, const char *key, qpdf_oh *out)
{
    if (widget_value(f->d, widget, key, out))
        return true;
    *out = object_key(f->d, f->form, key);
    return is_there(f->d, *out);
}

enum widget_kind widget_kind(struct pdf_document *d, qpdf_oh widget)
{
    static const struct {
        const char *name;
        enum widget_kind kind;
    } kinds[] = {{"/Tx", FIELD_TEXT}, {"/Ch", FIELD_CHOICE}, {"/Btn", FIELD_BUTTON},
        {"/Sig", FIELD_SIGNATURE}};
    qpdf_oh type;
    if (!widget_value(d, widget, "/FT", &type))
        return FIELD_NONE;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (qpdf_oh_is_name_and_equals(d->q, type, kinds[i].name))
            return kinds[i].kind;
    return FIELD_NONE;
}

int widget_flags(struct pdf_document *d, qpdf_oh widget)
{
    qpdf_oh flags;
    return widget_value(d, widget, "/Ff", &flags) && qpdf_oh_is_integer(d->q, flags)
               ? qpdf_oh_get_int_value_as_int(d->q, flags)
               : 0;
}

static void add_above(struct pdf_document *d, qpdf_oh field, int depth, struct buf *out)
{
    qpdf_oh name = object_key(d, field, "/T");
    qpdf_oh parent = object_key(d, field, "/Parent");
    if (depth < MOST_PARENTS && object_is_dict(d, parent))
        add_above(d, parent, depth + 1, out);
    if (!qpdf_oh_is_string(d->q, name))
        return;
    if (out->size)
        buf_addc(out, '.');
    text_add(d, name, out);
}

void widget_name(struct pdf_document *d, qpdf_oh widget, struct buf *out)
{
    buf_adds(out, "");
    add_above(d, widget, 0, out);
}

/* --- choices --- */

static void export_of(struct pdf_document *d, qpdf_oh option, bool shown, struct buf *out)
{
    bool pair = qpdf_oh_is_array(d->q, option) && qpdf_oh_get_array_n_items(d->q, option) >= 2;
    buf_clear(out);
    text_add(d, pair ? qpdf_oh_get_array_item(d->q, option, shown) : option, out);
}

static bool same(const struct buf *a, const struct buf *b)
{
    return a->size == b->size && (!a->size || !memcmp(a->data, b->data, a->size));
}

static bool is_chosen(struct pdf_document *d, qpdf_oh value, const struct buf *export)
{
    bool found = false;
    struct buf text = {0};
    bool several = qpdf_oh_is_array(d->q, value);
    int n = several ? qpdf_oh_get_array_n_items(d->q, value) : 1;
    for (int i = 0; !found && i < n && i < MOST_OPTIONS; i++) {
        buf_clear(&text);
        text_add(d, several ? qpdf_oh_get_array_item(d->q, value, i) : value, &text);
        found = same(&text, export);
    }
    buf_release(&text);
    return found;
}

struct options {
    struct pdf_document *d;
    qpdf_oh list;
    qpdf_oh value; /* or null */
    qpdf_oh indices;
    int count;
};

static struct options options_of(const struct flat *f, qpdf_oh widget)
{
    struct options o = {.d = f->d};
    if (widget_value(f->d, widget, "/Opt", &o.list) && qpdf_oh_is_array(f->d->q, o.list))
        o.count = qpdf_oh_get_array_n_items(f->d->q, o.list);
    if (o.count > MOST_OPTIONS)
        o.count = MOST_OPTIONS;
    widget_value(f->d, widget, "/V", &o.value);
    widget_value(f->d, widget, "/I", &o.indices);
    return o;
}

static bool option_is_chosen(const struct options *o, int i, struct buf *text)
{
    struct pdf_document *d = o->d;
    if (!qpdf_oh_is_null(d->q, o->value)) {
        export_of(d, qpdf_oh_get_array_item(d->q, o->list, i), false, text);
        return is_chosen(d, o->value, text);
    }
    int n = qpdf_oh_is_array(d->q, o->indices) ? qpdf_oh_get_array_n_items(d->q, o->indices) : 0;
    for (int k = 0; k < n && k < MOST_OPTIONS; k++)
        if (object_number(d, qpdf_oh_get_array_item(d->q, o->indices, k), -1) == i)
            return true;
    return false;
}

static void add_list(const struct flat *f, qpdf_oh widget, struct buf *out)
{
    struct options o = options_of(f, widget);
    struct buf text = {0};
    qpdf_oh top;
    int first = widget_value(f->d, widget, "/TI", &top) ? (int)object_number(f->d, top, 0) : 0;
    for (int i = 0; i < o.count; i++) {
        bool chosen = option_is_chosen(&o, i, &text);
        if (i < first && !chosen)
            continue;
        first = i;
        export_of(f->d, qpdf_oh_get_array_item(f->d->q, o.list, i), true, &text);
        for (size_t k = 0; k < text.size; k++)
            if (text.data[k] == '\n')
                text.data[k] = ' ';
        buf_addf(out, "%s%c%s", out->size ? "\n" : "", chosen ? '+' : '-', text.data);
    }
    buf_release(&text);
}

static void add_choice(const struct flat *f, qpdf_oh widget, struct buf *out)
{
    struct options o = options_of(f, widget);
    struct buf text = {0};
    bool several = qpdf_oh_is_array(f->d->q, o.value);
    for (int i = 0; i < o.count; i++)
        if (option_is_chosen(&o, i, &text)) {
            export_of(f->d, qpdf_oh_get_array_item(f->d->q, o.list, i), true, out);
            break;
        }
    if (!out->size && !several)
        text_add(f->d, o.value, out);
    buf_release(&text);
}

/* --- texts --- */

static void hide(struct buf *text)
{
    size_t n = text_length(text);
    buf_clear(text);
    for (size_t i = 0; i < n; i++)
        buf_addc(text, '*');
}

static void add_text(const struct flat *f, qpdf_oh widget, struct buf *out)
{
    qpdf_oh value;
    int flags = widget_flags(f->d, widget);
    if (widget_value(f->d, widget, "/V", &value))
        text_add(f->d, value, out);
    if (flags & FIELD_PASSWORD)
        hide(out);
    for (size_t i = 0; !(flags & FIELD_MULTILINE) && i < out->size; i++)
        if (out->data[i] == '\n')
            out->data[i] = ' ';
}

/* 1: an icon without a caption. */
static void add_caption(const struct flat *f, qpdf_oh widget, struct buf *out)
{
    qpdf_oh look = object_key(f->d, widget, "/MK");
    if (object_number(f->d, object_key(f->d, look, "/TP"), 0) != 1)
        text_add(f->d, object_key(f->d, look, "/CA"), out);
}

bool widget_text(const struct flat *f, qpdf_oh widget, struct buf *out)
{
    int flags = widget_flags(f->d, widget);
    buf_adds(out, "");
    switch (widget_kind(f->d, widget)) {
    case FIELD_TEXT:
        add_text(f, widget, out);
        break;
    case FIELD_CHOICE:
        if (flags & FIELD_COMBO)
            add_choice(f, widget, out);
        else
            add_list(f, widget, out);
        break;
    case FIELD_BUTTON:
        if (flags & FIELD_PUSH)
            add_caption(f, widget, out);
        break;
    default:
        break;
    }
    return out->size && out->data[strspn(out->data, " \n")];
}

bool widget_is_on(struct pdf_document *d, qpdf_oh widget)
{
    qpdf_oh value = object_key(d, widget, "/AS");
    bool radio = widget_flags(d, widget) & FIELD_RADIO;
    if (!qpdf_oh_is_name(d->q, value) && (radio || !widget_value(d, widget, "/V", &value)))
        return false;
    return qpdf_oh_is_name(d->q, value) && !qpdf_oh_is_name_and_equals(d->q, value, "/Off");
}

static bool shows_nothing(struct pdf_document *d, qpdf_oh appearance)
{
    unsigned char *data = NULL;
    size_t size = 0;
    QPDF_BOOL filtered = QPDF_FALSE;
    struct content_balance b = {0};
    int result =
        qpdf_oh_get_stream_data(d->q, appearance, qpdf_dl_specialized, &filtered, &data, &size);
    bool read = !(result & (QPDF_ERRORS)) && filtered;
    if (read)
        content_balance_read(&b, data, size);
    free(data);
    document_take_error(d);
    return read && !b.shows;
}

bool widget_is_blank(const struct flat *f, qpdf_oh widget, qpdf_oh appearance)
{
    struct buf text = {0};
    bool has_text = widget_text(f, widget, &text);
    buf_release(&text);
    return has_text && shows_nothing(f->d, appearance);
}
