/* What several products tell as JSON: places and messages. */
#include "product/json/json.h"

void json_place(struct json *j, const char *file, int line, int column)
{
    json_text(j, "file", file);
    json_int(j, "line", line);
    json_int(j, "column", column);
}

void json_message(struct json *j, const struct tsuzuri_message *m)
{
    static const char *const levels[] = {"note", "warning", "error"};
    json_text(j, "level", levels[m->level]);
    json_text(j, "code", m->code);
    json_place(j, m->file, m->line, m->column);
    if (m->sheet) {
        json_text(j, "sheet", m->sheet);
        json_text(j, "cell", m->cell);
    }
    if (m->question)
        json_text(j, "question", m->question);
    json_text(j, "en", m->en);
    json_text(j, "ja", m->ja);
}

void json_messages(struct json *j, struct tsuzuri_call *call)
{
    struct tsuzuri_message m;
    json_open(j, "messages", '[');
    for (size_t i = 0; tsuzuri_message(call, i, &m); i++) {
        json_open(j, NULL, '{');
        json_message(j, &m);
        json_close(j, '}');
    }
    json_close(j, ']');
}
