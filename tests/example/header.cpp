// The header from C++: the status of one call is used, and each function of the header (the test
// writes their names into functions.inc) is found in the library.
#include <tsuzuri.h>

typedef void (*function)(void);

static const function functions[] = {
#define FUNCTION(name) reinterpret_cast<function>(name),
#include "functions.inc"
};

static bool all_are_there()
{
    for (function f : functions)
        if (!f)
            return false;
    return true;
}

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
    return status == TSUZURI_BAD_INPUT && all_are_there() ? 0 : 1;
}
