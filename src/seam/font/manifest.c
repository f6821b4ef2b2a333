/* manifest: the manifest: which face is in which file, and in which order a family asks them. */
#include "seam/font/font_internal.h"

#include "base/arena.h"
#include "base/file.h"
#include "seam/yaml/known_keys.h"

static bool blame_missing(struct messages *e, const struct node *n, const char *key)
{
    messages_error(e, ERR_INPUT, "missing-key", n->at, "'%s' is missing here; add '%s: …'",
        "「%s」がありません。「%s: …」を書き加えてください", key, key);
    return false;
}

static int find_face(const struct font_library *f, const char *name)
{
    for (size_t i = 0; i < f->face_count; i++)
        if (!strcmp(f->faces[i].name, name))
            return (int)i;
    return -1;
}

static bool need_text(struct messages *e, const struct node *n, const char *key, const char **out)
{
    if (!known_text(e, n, key, out))
        return false;
    return (*out && **out) || blame_missing(e, n, key);
}

static bool read_face(
    struct font_library *f, struct messages *e, const struct node *n, const char *folder)
{
    static const char *const keys[] = {"name", "file", "package", "licence", NULL};
    const struct names names = {{keys}};
    struct face face = {.at = n->at};
    if (!known_keys(e, n, &names, "a face", "書体"))
        return false;
    bool good = need_text(e, n, "name", &face.name);
    good &= need_text(e, n, "file", &face.file);
    good &= need_text(e, n, "package", &face.package);
    good &= need_text(e, n, "licence", &face.licence);
    if (!good)
        return false;
    if (find_face(f, face.name) >= 0) {
        messages_error(e, ERR_INPUT, "duplicate-face", n->at,
            "the face '%s' is listed twice; remove one of the entries",
            "書体「%s」が二度書かれています。一方を消してください", face.name);
        return false;
    }
    face.file = file_join(f->arena, folder, face.file);
    f->faces[f->face_count++] = face;
    return true;
}

static bool read_faces(
    struct font_library *f, struct messages *e, const struct node *list, const char *folder)
{
    bool good = true;
    f->faces = arena_array(f->arena, list->count, sizeof *f->faces);
    for (size_t i = 0; i < list->count; i++)
        good &= read_face(f, e, list->items[i], folder);
    return good;
}

static bool blame_face(const struct font_library *f, struct messages *e, const struct node *n)
{
    const char **all = arena_array(f->arena, f->face_count + 1, sizeof *all);
    for (size_t i = 0; i < f->face_count; i++)
        all[i] = f->faces[i].name;
    const struct names names = {{all}};
    known_blame(e, n->at, n->text, &names, "the list of faces", "書体の一覧");
    return false;
}

static bool read_family(struct font_library *f, struct messages *e, const struct pair *pair)
{
    const struct node *list = pair->value;
    if (list->kind != NODE_LIST || list->count == 0) {
        known_wrong_type(e, list, "a family is a list of faces, as in 'mincho: [IPAexMincho]'",
            "ファミリーは「mincho: [IPAexMincho]」のように書体の一覧で書きます");
        return false;
    }
    bool good = true;
    struct family family = {.faces = arena_array(f->arena, list->count, sizeof(int))};
    for (size_t i = 0; i < list->count; i++) {
        const char *name = node_text(list->items[i]);
        int face = name ? find_face(f, name) : -1;
        if (!name)
            known_wrong_type(e, list->items[i], "a face is named by its PostScript name",
                "書体は PostScript 名で書きます");
        else if (face < 0)
            blame_face(f, e, list->items[i]);
        good &= face >= 0;
        family.faces[family.count++] = face;
    }
    f->family_names[f->family_count] = pair->key->text;
    f->families[f->family_count++] = family;
    return good;
}

static bool read_families(struct font_library *f, struct messages *e, const struct node *map)
{
    bool good = true;
    f->families = arena_array(f->arena, map->count, sizeof *f->families);
    f->family_names = arena_array(f->arena, map->count, sizeof *f->family_names);
    for (size_t i = 0; i < map->count; i++)
        good &= read_family(f, e, &map->pairs[i]);
    return good;
}

bool manifest_read(struct font_library *f, struct messages *e, const char *path)
{
    static const char *const keys[] = {"faces", "families", NULL};
    const struct names names = {{keys}};
    const struct node *faces, *families;
    const struct node *top = yaml_load(f->arena, e, path, &yaml_default_limits);
    if (!top || !known_keys(e, top, &names, "a font manifest", "フォント一覧") ||
        !known_kind(e, top, "faces", NODE_LIST, &faces) ||
        !known_kind(e, top, "families", NODE_MAP, &families))
        return false;
    if (!faces || !faces->count)
        return blame_missing(e, top, "faces");
    if (!families || !families->count)
        return blame_missing(e, top, "families");
    return read_faces(f, e, faces, file_folder(f->arena, path)) && read_families(f, e, families);
}
