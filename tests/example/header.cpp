// The header from C++: each function is asked for, and the status of one call is used.
#include <tsuzuri.h>

int main()
{
    struct tsuzuri_paths paths = {};
    paths.forms = "";
    paths.fonts = "";
    struct tsuzuri_catalogue *catalogue = tsuzuri_catalogue_new(&paths);
    struct tsuzuri_call *call = tsuzuri_call_new(catalogue);
    struct tsuzuri_check check = {};
    check.answers.name = "/nowhere/answers.yaml";
    enum tsuzuri_status status = tsuzuri_check(call, &check);
    tsuzuri_call_free(call);
    tsuzuri_catalogue_free(catalogue);
    return status == TSUZURI_BAD_INPUT ? 0 : 1;
}
