/* Places on a sheet: "C12", and what stands behind the place before. */
#include "model/workbook/workbook_internal.h"

#include <stdlib.h>

bool xlsx_read_reference(const char *text, int *row, int *column, const char **end)
{
    long letters = 0, number = 0;
    text += *text == '$';
    for (; (*text >= 'A' && *text <= 'Z') || (*text >= 'a' && *text <= 'z'); text++)
        if ((letters = letters * 26 + (*text & 0x1F)) > MOST_COLUMNS)
            return false;
    text += *text == '$';
    for (; *text >= '0' && *text <= '9'; text++)
        if ((number = number * 10 + (*text - '0')) > MOST_ROWS)
            return false;
    *row = (int)number;
    *column = (int)letters;
    *end = text;
    return letters && number;
}

bool xlsx_place_row(struct xlsx_cursor *c, struct xml_attributes attributes)
{
    const char *number = xml_attribute(attributes, "r");
    char *end = NULL;
    long row = number ? strtol(number, &end, 10) : c->row + 1L;
    c->placed = number;
    c->column = 0;
    if (row < 1 || row > MOST_ROWS || (end && *end))
        return false;
    c->row = (int)row;
    return true;
}

bool xlsx_place_cell(struct xlsx_cursor *c, struct xml_attributes attributes)
{
    const char *place = xml_attribute(attributes, "r");
    const char *end = "";
    int row = c->row, column = c->column + 1;
    if (place && (!xlsx_read_reference(place, &row, &column, &end) || *end))
        return false;
    if (column > MOST_COLUMNS || (c->placed && row != c->row))
        return false;
    c->placed |= place != NULL;
    c->row = row;
    c->column = column;
    return true;
}
