/* Pictures of forms: what is read, from where, and how often. */
#include "support.h"
#include "typeset/design/image_cache.h"

#include <sys/stat.h>

/* 4 × 2 red pixels, the right half clear. */
static const char clear_png[] =
    "\x89\x50\x4E\x47\x0D\x0A\x1A\x0A\x00\x00\x00\x0D\x49\x48\x44\x52\x00\x00\x00\x04"
    "\x00\x00\x00\x02\x08\x06\x00\x00\x00\x7F\xA8\x7D\x63\x00\x00\x00\x14\x49\x44\x41"
    "\x54\x78\x9C\x63\xF8\xCF\xC0\xF0\x1F\x8A\x19\x40\x98\x01\x5D\x00\x00\xE1\x40\x0B"
    "\xF5\x21\xCF\x52\x51\x00\x00\x00\x00\x49\x45\x4E\x44\xAE\x42\x60\x82";

/* 3 × 1, grey */
static const char grey_png[] =
    "\x89\x50\x4E\x47\x0D\x0A\x1A\x0A\x00\x00\x00\x0D\x49\x48\x44\x52\x00\x00\x00\x03"
    "\x00\x00\x00\x01\x08\x00\x00\x00\x00\x3E\x8B\x4B\x68\x00\x00\x00\x0C\x49\x44\x41"
    "\x54\x78\x9C\x63\x60\x60\x64\x02\x00\x00\x08\x00\x04\x36\xE0\xB0\xA6\x00\x00\x00"
    "\x00\x49\x45\x4E\x44\xAE\x42\x60\x82";

/* 2 × 2 with an opacity that is full everywhere */
static const char full_png[] =
    "\x89\x50\x4E\x47\x0D\x0A\x1A\x0A\x00\x00\x00\x0D\x49\x48\x44\x52\x00\x00\x00\x02"
    "\x00\x00\x00\x02\x08\x06\x00\x00\x00\x72\xB6\x0D\x24\x00\x00\x00\x11\x49\x44\x41"
    "\x54\x78\x9C\x63\x60\x64\x62\xFE\x0F\xC2\x0C\x30\x06\x00\x1E\xD0\x04\x15\x9A\xB1"
    "\xE6\x2A\x00\x00\x00\x00\x49\x45\x4E\x44\xAE\x42\x60\x82";

/* 16 × 8, grey; its frame comes first */
static const char some_jpeg[] =
    "\xFF\xD8\xFF\xC0\x00\x0B\x08\x00\x08\x00\x10\x01\x01\x11\x00\xFF\xDB\x00\x43\x00"
    "\x14\x0E\x0F\x12\x0F\x0D\x14\x12\x10\x12\x17\x15\x14\x18\x1E\x32\x21\x1E\x1C\x1C"
    "\x1E\x3D\x2C\x2E\x24\x32\x49\x40\x4C\x4B\x47\x40\x46\x45\x50\x5A\x73\x62\x50\x55"
    "\x6D\x56\x45\x46\x64\x88\x65\x6D\x77\x7B\x81\x82\x81\x4E\x60\x8D\x97\x8C\x7D\x96"
    "\x73\x7E\x81\x7C\xFF\xC4\x00\x14\x00\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
    "\x00\x00\x00\x00\x00\x00\xFF\xC4\x00\x14\x10\x01\x00\x00\x00\x00\x00\x00\x00\x00"
    "\x00\x00\x00\x00\x00\x00\x00\x00\xFF\xDA\x00\x08\x01\x01\x00\x00\x3F\x00\x0F\xFF"
    "\xD9";

#define PUT(w, name, data) put_file(w, name, data, sizeof(data) - 1)

static const char *put_file(struct world *w, const char *name, const char *data, size_t size)
{
    const char *path = file_join(w->arena, w->folder, name);
    assert_true(file_write(&w->err, path, data, size, 0666));
    return path;
}

static const struct position here = {"t.yaml", 3, 5, NULL};

static const struct image *find(struct world *w, const char *path)
{
    return image_cache_find(image_cache_new(w->arena), &w->err, here, w->folder, path);
}

static void refused(struct world *w, const char *path, const char *code, const char *en)
{
    forget(w);
    assert_null(find(w, path));
    assert_blamed(w, code, "t.yaml:3:5");
    assert_holds(w->err.first->en, en);
    unlink(path);
}

static void a_png_keeps_its_transparency(void **state)
{
    struct world *w = *state;
    const char *path = PUT(w, "a.png", clear_png);
    const struct image *i = find(w, path);
    assert_quiet(w);
    assert_int_equal(i->width, 4);
    assert_int_equal(i->height, 2);
    assert_int_equal(i->components, 3);
    assert_false(i->is_jpeg);
    assert_non_null(i->alpha);
    assert_true(i->alpha_size > 0);
    unlink(path);
}

static void an_opacity_that_is_full_is_none(void **state)
{
    struct world *w = *state;
    const char *path = PUT(w, "a.png", full_png);
    assert_null(find(w, path)->alpha);
    unlink(path);
}

static void a_grey_png_stays_grey(void **state)
{
    struct world *w = *state;
    const char *path = PUT(w, "a.png", grey_png);
    assert_int_equal(find(w, path)->components, 1);
    unlink(path);
}

static void a_jpeg_is_its_own_data(void **state)
{
    struct world *w = *state;
    const char *path = PUT(w, "a.jpg", some_jpeg);
    const struct image *i = find(w, path);
    assert_quiet(w);
    assert_true(i->is_jpeg);
    assert_int_equal(i->width, 16);
    assert_int_equal(i->height, 8);
    assert_int_equal(i->size, sizeof some_jpeg - 1);
    assert_memory_equal(i->data, some_jpeg, i->size);
    unlink(path);
}

static void the_kind_is_told_by_the_bytes_not_the_name(void **state)
{
    struct world *w = *state;
    const char *path = PUT(w, "a.jpg", clear_png);
    assert_false(find(w, path)->is_jpeg);
    unlink(path);
}

static void a_file_is_read_once(void **state)
{
    struct world *w = *state;
    struct image_cache *b = image_cache_new(w->arena);
    const char *path = PUT(w, "a.png", clear_png);
    const struct image *i = image_cache_find(b, &w->err, here, w->folder, path);
    unlink(path);
    assert_ptr_equal(image_cache_find(b, &w->err, here, w->folder, path), i);
    assert_quiet(w);
}

static void a_fault_is_told_each_time(void **state)
{
    struct world *w = *state;
    struct image_cache *b = image_cache_new(w->arena);
    const char *path = file_join(w->arena, w->folder, "none.png");
    assert_null(image_cache_find(b, &w->err, here, w->folder, path));
    assert_null(image_cache_find(b, &w->err, here, w->folder, path));
    assert_int_equal(message_count(w), 2);
    assert_message(w, 1, "cannot-read", "t.yaml:3:5");
}

static void the_same_picture_has_the_same_fingerprint(void **state)
{
    struct world *w = *state;
    const char *a = PUT(w, "a.png", clear_png), *b = PUT(w, "b.png", clear_png);
    const char *c = PUT(w, "c.png", grey_png);
    assert_true(find(w, a)->fingerprint == find(w, b)->fingerprint);
    assert_true(find(w, a)->fingerprint != find(w, c)->fingerprint);
    unlink(a);
    unlink(b);
    unlink(c);
}

static void what_lies_outside_the_folder_is_refused(void **state)
{
    struct world *w = *state;
    const char *path = PUT(w, "a.png", clear_png);
    const char *inner = file_join(w->arena, w->folder, "inner");
    assert_int_equal(mkdir(inner, 0777), 0);
    struct image_cache *b = image_cache_new(w->arena);
    const char *up = file_join(w->arena, inner, "../a.png");
    assert_null(image_cache_find(b, &w->err, here, inner, up));
    assert_blamed(w, "outside", "t.yaml:3:5");
    forget(w);
    const char *link = file_join(w->arena, inner, "link.png");
    assert_int_equal(symlink("../a.png", link), 0);
    assert_null(image_cache_find(b, &w->err, here, inner, link));
    assert_blamed(w, "outside", "t.yaml:3:5");
    forget(w);
    assert_non_null(image_cache_find(b, &w->err, here, NULL, up));
    assert_non_null(image_cache_find(b, &w->err, here, w->folder, up));
    assert_quiet(w);
    unlink(link);
    rmdir(inner);
    unlink(path);
}

static void a_folder_beside_with_a_longer_name_is_outside(void **state)
{
    struct world *w = *state;
    const char *one = file_join(w->arena, w->folder, "a"),
               *two = file_join(w->arena, w->folder, "ab");
    assert_int_equal(mkdir(one, 0777) | mkdir(two, 0777), 0);
    const char *path = PUT(w, "ab/x.png", clear_png);
    assert_null(image_cache_find(image_cache_new(w->arena), &w->err, here, one, path));
    assert_blamed(w, "outside", "t.yaml:3:5");
    unlink(path);
    rmdir(one);
    rmdir(two);
}

static void what_is_no_picture_is_refused(void **state)
{
    struct world *w = *state;
    refused(w, PUT(w, "a.png", "%PDF-1.7\n"), "no-picture", "neither a PNG nor a JPEG");
    refused(w, PUT(w, "a.png", "GIF89a"), "no-picture", "neither a PNG nor a JPEG");
    refused(w, PUT(w, "a.png", "II*\0\x08\0\0\0"), "no-picture", "neither a PNG nor a JPEG");
    refused(w, put_file(w, "a.png", "", 0), "no-picture", "neither a PNG nor a JPEG");
    forget(w);
    assert_null(find(w, w->folder));
    assert_blamed(w, "not-a-file", "t.yaml:3:5");
}

static void a_picture_that_breaks_off_is_refused(void **state)
{
    struct world *w = *state;
    for (size_t n = 8; n + 13 < sizeof clear_png; n++) /* what stands behind the pixels may go */
        refused(w, put_file(w, "a.png", clear_png, n), "bad-picture", "damaged");
    for (size_t n = 3; n < sizeof some_jpeg - 1; n++)
        refused(w, put_file(w, "a.jpg", some_jpeg, n), "bad-picture", "damaged");
}

static void absurd_sizes_are_refused_before_they_take_memory(void **state)
{
    struct world *w = *state;
    char png[sizeof clear_png], jpeg[sizeof some_jpeg];
    memcpy(jpeg, some_jpeg, sizeof jpeg);
    memcpy(jpeg + 7, "\xFF\xFF\xFF\xFF", 4);
    refused(w, PUT(w, "a.jpg", jpeg), "too-large", "25 million pixels");
    memcpy(png, clear_png, sizeof png);
    memcpy(png + 16, "\0\0\x20\0\0\0\x10\0", 8); /* 8192 × 4096 */
    memcpy(png + 29, "\xDA\xC9\x6F\x0B", 4);
    refused(w, PUT(w, "a.png", png), "too-large", "25 million pixels");
}

static void a_file_of_more_than_16_mib_is_refused(void **state)
{
    struct world *w = *state;
    const char *path = PUT(w, "a.png", clear_png);
    assert_int_equal(truncate(path, (16 << 20) + 1), 0);
    refused(w, path, "too-large", "at most 16777216 bytes");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_png_keeps_its_transparency),
        TEST(an_opacity_that_is_full_is_none),
        TEST(a_grey_png_stays_grey),
        TEST(a_jpeg_is_its_own_data),
        TEST(the_kind_is_told_by_the_bytes_not_the_name),
        TEST(a_file_is_read_once),
        TEST(a_fault_is_told_each_time),
        TEST(the_same_picture_has_the_same_fingerprint),
        TEST(what_lies_outside_the_folder_is_refused),
        TEST(a_folder_beside_with_a_longer_name_is_outside),
        TEST(what_is_no_picture_is_refused),
        TEST(a_picture_that_breaks_off_is_refused),
        TEST(absurd_sizes_are_refused_before_they_take_memory),
        TEST(a_file_of_more_than_16_mib_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
