/* object: dictionaries, streams and strings of libharu. */
#include "typeset/pdf/pdf_internal.h"

HPDF_Dict pdf_dict(struct pdf *p)
{
    HPDF_Dict dict = HPDF_Dict_New(p->mmgr);
    HPDF_Xref_Add(p->doc->xref, dict);
    return dict;
}

/* libharu would keep the data as it is until it is written, and compress it then. */
static HPDF_STATUS write_filter(HPDF_Dict dict, HPDF_Stream stream)
{
    static const HPDF_BYTE filter[] = "/Filter /FlateDecode\n";
    (void)dict;
    return HPDF_Stream_Write(stream, filter, sizeof filter - 1);
}

static HPDF_STATUS write_jpeg_filter(HPDF_Dict dict, HPDF_Stream stream)
{
    static const HPDF_BYTE filter[] = "/Filter /DCTDecode\n";
    (void)dict;
    return HPDF_Stream_Write(stream, filter, sizeof filter - 1);
}

HPDF_Dict pdf_packed_stream(struct pdf *p, const void *data, size_t size, bool is_jpeg)
{
    enum { MOST = 1 << 30 };
    HPDF_Dict dict = HPDF_DictStream_New(p->mmgr, p->doc->xref);
    p->stream_bytes += size < MOST ? size : MOST;
    if (p->stream_bytes >= MOST) {
        HPDF_SetError(&p->doc->error, HPDF_STREAM_EOF, 0);
        return dict;
    }
    HPDF_Stream_Free(dict->stream);
    dict->stream = HPDF_MemStream_New(p->mmgr, (HPDF_UINT)size);
    dict->write_fn = is_jpeg ? write_jpeg_filter : write_filter;
    HPDF_Stream_Write(dict->stream, data, (HPDF_UINT)size);
    return dict;
}

HPDF_Dict pdf_stream(struct pdf *p, const void *data, size_t size)
{
    buf_clear(&p->packed);
    zlib_pack(p->flate, data, size, &p->packed);
    return pdf_packed_stream(p, p->packed.data, p->packed.size, false);
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
