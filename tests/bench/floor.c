/* Approximate floor: hb_shape of all text once + hb_subset of the used glyphs + deflate of equivalent bytes + write. Median of 15 in-process rounds, ms.
   floor form|certN [SEP]   (SEP: every record is its own document) */
#include <hb.h>
#include <hb-subset.h>
#include <zlib.h>
#include <time.h>
#include "tsv.h"
static double now(void) { struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec * 1e3 + t.tv_nsec / 1e6; }
static hb_blob_t *bl[2]; static hb_face_t *fa[2]; static hb_font_t *fo[2]; static hb_set_t *gs[2]; static hb_buffer_t *buf;
static char *cs; static size_t cn, ccap; static double tsh, tsub, tdef, twr; static size_t raw, comp, glyphs, fraw; static int lvl = 6;
static void put(const char *s, size_t n) { if (cn + n > ccap) cs = realloc(cs, ccap = (cn + n) * 2); memcpy(cs + cn, s, n); cn += n; }
static char *ob; static size_t on, ocap; static void oput(const void *s, size_t n) { if (on + n > ocap) ob = realloc(ob, ocap = (on + n) * 2); memcpy(ob + on, s, n); on += n; }
static void text(int f, const char *s) {
  if (!*s) return; double t0 = now(); unsigned n; hb_buffer_clear_contents(buf); hb_buffer_add_utf8(buf, s, -1, 0, -1); hb_buffer_set_direction(buf, HB_DIRECTION_LTR); hb_buffer_set_script(buf, HB_SCRIPT_HAN); hb_shape(fo[f], buf, NULL, 0);
  hb_glyph_info_t *gi = hb_buffer_get_glyph_infos(buf, &n); for (unsigned i = 0; i < n; i++) hb_set_add(gs[f], gi[i].codepoint); tsh += now() - t0; glyphs += n;
  static const char hx[] = "0123456789ABCDEF"; char b[64];
  for (unsigned i = 0; i < n; i++) { if (i % 42 == 0) { int k = snprintf(b, sizeof b, "%sBT /F%d 11 Tf 1 0 0 1 57 %.2f Tm <", i ? "> Tj ET\n" : "", f, 700.0 - (glyphs + i) % 640); put(b, k); } unsigned g = gi[i].codepoint; b[0] = hx[g >> 12 & 15]; b[1] = hx[g >> 8 & 15]; b[2] = hx[g >> 4 & 15]; b[3] = hx[g & 15]; put(b, 4); }
  put("> Tj ET\n", 8); }
static void boxes(int n) { char b[80]; for (int i = 0; i < n; i++) { int k = snprintf(b, 80, "0.6 w 57 %d 120 76 re S\n", 700 - i * 76); put(b, k); } }
static void defl(const void *p, size_t n) { double t0 = now(); uLongf m = compressBound(n); char *q = malloc(m); compress2((void *) q, &m, p, n, lvl); tdef += now() - t0; raw += n; comp += m; oput(q, m); free(q); }
static void page(void) { defl(cs, cn); cn = 0; }
static double tcp; static size_t cpn; /* physical part of subsetting: find and copy the used glyphs' outlines (own subsetter), tables parsed once per face */
static void glyfcopy(int f) { static const unsigned char *lo[2], *gl[2]; static int lf[2]; if (!lo[f]) { unsigned n; lo[f] = (void *) hb_blob_get_data(hb_face_reference_table(fa[f], HB_TAG('l','o','c','a')), &n); gl[f] = (void *) hb_blob_get_data(hb_face_reference_table(fa[f], HB_TAG('g','l','y','f')), &n); lf[f] = ((const unsigned char *) hb_blob_get_data(hb_face_reference_table(fa[f], HB_TAG('h','e','a','d')), &n))[51]; }
  double t0 = now(); static char o[1 << 20]; size_t k = 0; hb_codepoint_t g = HB_SET_VALUE_INVALID; while (hb_set_next(gs[f], &g)) { const unsigned char *q = lo[f] + g * (lf[f] ? 4 : 2); unsigned a = lf[f] ? (unsigned) q[0] << 24 | q[1] << 16 | q[2] << 8 | q[3] : 2u * (q[0] << 8 | q[1]), b = lf[f] ? (unsigned) q[4] << 24 | q[5] << 16 | q[6] << 8 | q[7] : 2u * (q[2] << 8 | q[3]); if (k + b - a < sizeof o) { memcpy(o + k, gl[f] + a, b - a); k += b - a; } } tcp += now() - t0; cpn += k; }
static void finish(const char *path) {
  if (getenv("COPY")) { glyfcopy(0); glyfcopy(1); }
  for (int f = 0; f < 2; f++) { if (hb_set_is_empty(gs[f])) continue; double t0 = now(); hb_subset_input_t *in = hb_subset_input_create_or_fail(); hb_set_union(hb_subset_input_glyph_set(in), gs[f]); hb_subset_input_set_flags(in, HB_SUBSET_FLAGS_NO_HINTING);
    hb_set_t *dr = hb_subset_input_set(in, HB_SUBSET_SETS_DROP_TABLE_TAG); hb_set_add(dr, HB_TAG('G','S','U','B')); hb_set_add(dr, HB_TAG('G','P','O','S')); hb_set_add(dr, HB_TAG('G','D','E','F')); hb_set_add(dr, HB_TAG('v','m','t','x')); hb_set_add(dr, HB_TAG('v','h','e','a'));
    hb_face_t *sf = hb_subset_or_fail(fa[f], in); hb_blob_t *sb = hb_face_reference_blob(sf); unsigned n; const char *p = hb_blob_get_data(sb, &n); tsub += now() - t0; fraw += n; defl(p, n); hb_blob_destroy(sb); hb_face_destroy(sf); hb_subset_input_destroy(in); hb_set_clear(gs[f]); }
  double t0 = now(); FILE *o = fopen(path, "wb"); fwrite(ob, 1, on, o); fclose(o); twr += now() - t0; on = 0; }
static int cmp(const void *a, const void *b) { double x = *(double *) a, y = *(double *) b; return x < y ? -1 : x > y; }
int main(int argc, char **v) {
  char p[512]; size_t len; int form = v[1][0] == 'f', sep = argc > 2 && *v[2]; if (getenv("LVL")) lvl = atoi(getenv("LVL")); snprintf(p, 512, "%s/%s.tsv", getenv("DATA"), v[1]); double r[6][15]; int docs = 1, R = getenv("COPY") || getenv("ONCE") ? 1 : 15; long outb = 0;
  buf = hb_buffer_create(); gs[0] = hb_set_create(); gs[1] = hb_set_create();
  for (int k = 0; k < R; k++) {
    double t0 = now(); const char *fn[2] = {FG, FM}; for (int f = 0; f < 2; f++) { bl[f] = hb_blob_create_from_file(fn[f]); fa[f] = hb_face_create(bl[f], 0); fo[f] = hb_font_create(fa[f]); } r[0][k] = now() - t0;
    tsh = tsub = tdef = twr = 0; raw = comp = glyphs = fraw = 0; docs = 0; char *s0 = slurp(p, &len), *s = s0, *f[MAXF]; double ta = now(); int ni = 0;
    while (rec(&s, f)) {
      if (form) { if (f[0][0] == 'F') { for (int i = 1; i < 7; i++) text(0, f[i]); } else if (f[0][0] == 'I') { if (ni && ni % 3 == 0) for (int q = 0; q < 2; q++) { text(0, "「安全・安心マーク」審査項目回答書株式会社さくらネットワーク"); text(0, "インターネット接続サービス安全・安心マーク推進協議会- 12 -"); page(); } ni++; text(0, f[2]); text(0, f[1]); text(0, f[4]); text(1, f[5]); text(1, f[6]); text(0, f[7]); text(0, f[8]); text(0, "印"); boxes(3); } else { text(0, f[1]); text(1, f[2]); boxes(2); } }
      else { text(0, f[0]); for (int i = 1; i < 6; i++) text(1, f[i]); text(0, f[6]); text(0, f[7]); text(0, "認定日　　有効期限　"); text(1, f[8]); text(1, f[9]); text(1, "サービス名　「」印"); boxes(3); page(); if (sep) { char q[512]; snprintf(q, 512, "%s/%d.pdf", getenv("OUT") ? getenv("OUT") : "/tmp/peers/floor", docs++); finish(q); } } }
    if (cn) page();
    if (!sep) { finish(getenv("OUT") ? getenv("OUT") : "/tmp/peers/floor/one.pdf"); docs = 1; }
    r[5][k] = now() - ta + r[0][k]; r[1][k] = tsh; r[2][k] = tsub; r[3][k] = tdef; r[4][k] = twr; free(s0); outb = comp;
    for (int f2 = 0; f2 < 2; f2++) { hb_font_destroy(fo[f2]); hb_face_destroy(fa[f2]); hb_blob_destroy(bl[f2]); } }
  for (int i = 0; i < 6; i++) qsort(r[i], R, sizeof(double), cmp);
  printf("{\"what\":\"%s%s\",\"level\":%d,\"docs\":%d,\"glyphs\":%zu,\"font_open_ms\":%.3f,\"shape_ms\":%.3f,\"subset_ms\":%.3f,\"deflate_ms\":%.3f,\"write_ms\":%.3f,\"total_ms\":%.3f,\"raw_kb\":%zu,\"subset_font_kb\":%zu,\"out_kb\":%ld,\"glyf_copy_ms\":%.3f}\n", v[1], sep ? " separate" : "", lvl, docs, glyphs, r[0][R/2], r[1][R/2], r[2][R/2], r[3][R/2], r[4][R/2], r[5][R/2], raw >> 10, fraw >> 10, outb >> 10, tcp);
  return 0; }
