#include "pdf_internal.h"

HPDF_Dict pdf_dict(struct pdf *p)
{
    HPDF_Dict dict = HPDF_Dict_New(p->mmgr);
    HPDF_Xref_Add(p->doc->xref, dict);
    return dict;
}

HPDF_Dict pdf_stream(struct pdf *p, const void *data, size_t size)
{
    enum { MOST = 1 << 30 };
    HPDF_Dict dict = HPDF_DictStream_New(p->mmgr, p->doc->xref);
    dict->filter = HPDF_STREAM_FILTER_FLATE_DECODE;
    p->stream_bytes += size < MOST ? size : MOST;
    if (p->stream_bytes < MOST)
        HPDF_Stream_Write(dict->stream, data, (HPDF_UINT)size);
    else
        HPDF_SetError(&p->doc->error, HPDF_STREAM_EOF, 0);
    return dict;
}

HPDF_Array pdf_numbers(struct pdf *p, const int *numbers, size_t count)
{
    HPDF_Array array = HPDF_Array_New(p->mmgr);
    for (size_t i = 0; i < count; i++)
        HPDF_Array_AddNumber(array, numbers[i]);
    return array;
}

HPDF_Binary pdf_text(struct pdf *p, const char *utf8)
{
    struct buf b = {0};
    buf_add(&b, "\xFE\xFF", 2);
    out_utf16be(&b, utf8, strlen(utf8));
    HPDF_Binary text = HPDF_Binary_New(p->mmgr, (HPDF_BYTE *)b.data, (HPDF_UINT)b.size);
    buf_release(&b);
    return text;
}

void pdf_add_ascii(struct pdf *p, HPDF_Dict dict, const char *key, const char *value)
{
    HPDF_Dict_Add(dict, key, HPDF_String_New(p->mmgr, value, NULL));
}
