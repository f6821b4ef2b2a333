/* Checks an answer file and lays out its first page.
   usage: first_page FORMS FONTS.yaml ANSWERS.yaml */
#include <stdio.h>
#include <tsuzuri.h>

int main(int argc, char **argv)
{
    if (argc != 4)
        return 2;
    const struct tsuzuri_paths paths = {.forms = argv[1], .fonts = argv[2]};
    struct tsuzuri_catalogue *catalogue = tsuzuri_catalogue_new(&paths);
    struct tsuzuri_call *call = tsuzuri_call_new(catalogue);
    const struct tsuzuri_preview preview = {.answers = {.name = argv[3]}};
    enum tsuzuri_status status = tsuzuri_preview(call, &preview);
    struct tsuzuri_message message;
    struct tsuzuri_page page;
    for (size_t i = 0; tsuzuri_message(call, i, &message); i++)
        printf("%s:%d: %s\n", message.file ? message.file : "", message.line, message.en);
    if (tsuzuri_page(call, 0, &page))
        printf("%s %d: %zu places, %d x %d\n", page.document, page.number, page.frame_count,
            page.width, page.height);
    tsuzuri_call_free(call);
    tsuzuri_catalogue_free(catalogue);
    return (int)status;
}
