/* Parses a YAML file with libyaml and does nothing with it: what check is compared with. */
#include <stdio.h>
#include <yaml.h>

int main(int argc, char **argv)
{
    yaml_parser_t parser;
    yaml_document_t document;
    FILE *file = argc > 1 ? fopen(argv[1], "rb") : NULL;
    if (!file || !yaml_parser_initialize(&parser))
        return 1;
    yaml_parser_set_input_file(&parser, file);
    int good = yaml_parser_load(&parser, &document);
    if (good)
        yaml_document_delete(&document);
    yaml_parser_delete(&parser);
    fclose(file);
    return !good;
}
