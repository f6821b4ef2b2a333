/* Decodes a JPEG to learn whether it is whole. The only file that sees libjpeg.

   A file that breaks off is shown by viewers with grey or repeated blocks, or not at all. libjpeg
   goes on as they do, and warns. Every warning means that pixels were made up, but for three: stray
   bytes before a marker, a JFIF version and an Adobe transform that it does not know. Damage that
   happens to be valid code is not found: nothing in a JPEG could tell. */
#include "seam/codec/image.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* It needs what stands above. */
#include <jpeglib.h>

/* As IMAGE_MOST_PIXELS, times the three to four bytes that progressive files keep of each. */
#define MOST_MEMORY (600L << 20)

struct decoder {
    struct jpeg_decompress_struct info;
    struct jpeg_error_mgr errors;
    jmp_buf gone;
    bool harmed;
};

static _Noreturn void give_up(j_common_ptr info)
{
    struct decoder *d = info->client_data;
    longjmp(d->gone, 1);
}

/* By their texts: jerror.h, which names their numbers, uses a banned function. */
static bool is_harmless(const struct jpeg_error_mgr *e)
{
    static const char *const texts[] = {"Corrupt JPEG data: %u extraneous bytes",
        "Warning: unknown JFIF revision", "Unknown Adobe color transform"};
    const char *text = e->jpeg_message_table[e->msg_code];
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (!strncmp(text, texts[i], strlen(texts[i])))
            return true;
    return false;
}

static void note_warning(j_common_ptr info, int level)
{
    struct decoder *d = info->client_data;
    if (level < 0 && !is_harmless(info->err))
        d->harmed = true;
}

static void decode_rows(struct decoder *d)
{
    struct jpeg_decompress_struct *info = &d->info;
    info->out_color_space = info->jpeg_color_space;
    info->dct_method = JDCT_IFAST;
    info->do_fancy_upsampling = FALSE;
    jpeg_start_decompress(info);
    JSAMPARRAY rows = info->mem->alloc_sarray((j_common_ptr)info, JPOOL_IMAGE,
        info->output_width * (JDIMENSION)info->output_components, 1);
    while (!d->harmed && info->output_scanline < info->output_height)
        jpeg_read_scanlines(info, rows, 1);
    if (!d->harmed)
        jpeg_finish_decompress(info);
}

bool image_jpeg_is_whole(const struct buf *file)
{
    struct decoder d = {.harmed = false};
    d.info.err = jpeg_std_error(&d.errors);
    d.info.client_data = &d;
    d.errors.error_exit = give_up;
    d.errors.emit_message = note_warning;
    if (setjmp(d.gone)) {
        jpeg_destroy_decompress(&d.info);
        return false;
    }
    jpeg_create_decompress(&d.info);
    d.info.mem->max_memory_to_use = MOST_MEMORY;
    jpeg_mem_src(&d.info, (const unsigned char *)file->data, file->size);
    jpeg_read_header(&d.info, TRUE);
    decode_rows(&d);
    jpeg_destroy_decompress(&d.info);
    return !d.harmed;
}
