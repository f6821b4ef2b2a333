/* tsuzuri_language: which language the users of a form speak. */
#include "base/arena.h"
#include "base/file.h"
#include "product/session/call.h"

/* A YAML file that may not be one; NULL where it is none. Nothing is told. */
static struct node *read_quietly(struct tsuzuri_call *call, const char *path)
{
    struct messages silent;
    messages_init(&silent, call->arena);
    return yaml_load(call->arena, &silent, path, &yaml_default_limits);
}

static bool is_yaml(const char *path)
{
    static const char *const endings[] = {".yaml", ".yml", ".lock"};
    const char *dot = strrchr(file_base(path), '.');
    for (size_t i = 0; dot && i < sizeof endings / sizeof *endings; i++)
        if (!strcmp(dot, endings[i]))
            return true;
    return false;
}

const char *tsuzuri_language(struct tsuzuri_call *call, const char *name)
{
    call_begin(call);
    const char *id =
        is_yaml(name) ? node_text(node_lookup(read_quietly(call, name), "form")) : name;
    const char *language = NULL;
    if (id && *id && unicode_invalid(id, strlen(id)) == strlen(id)) {
        const char *folder = catalogue_folder(call->catalogue, call->arena, id);
        const struct node *form = read_quietly(call, file_join(call->arena, folder, "form.yaml"));
        language = node_text(node_lookup(form, "language"));
    }
    call_end(call);
    return language;
}
