#include "base/file.h"
#include "base/hash.h"
#include "pdf/pdf.h"
#include "png/png.h"
#include "raster/raster.h"
#include "svg/svg.h"

#include "test.h"

#include <math.h>
#include <stdlib.h>
#include <zlib.h>

/* ---- a made-up scene ------------------------------------------------------- */

typedef struct stage {
    arena a;
    scene s;
    font *f;
} stage;

static stage new_stage(double width, double height)
{
    stage t = { 0 };
    t.s.width_px = width;
    t.s.height_px = height;
    t.s.title = "Karabakh & <vùng>";
    t.s.alt = "Một bản đồ";
    t.s.author = "Toà soạn";
    t.s.description = "Bản đồ";
    t.s.lang = "vi";
    t.s.created = "2024-04-17T00:00:00Z";
    t.s.background = 0xFFFFFFFF;
    return t;
}

static void end_stage(stage *t)
{
    font_close(t->f);
    arena_clear(&t->a);
}

#define NEED_FONTS(T)                                       \
    do {                                                    \
        dateline_error e_ = { 0 };                          \
        if (font_open("styles/fonts.conf", &(T)->f, &e_)) { \
            end_stage(T);                                   \
            TEST_SKIP("%s", e_.message);                    \
        }                                                   \
        (T)->s.css_family = font_css_family((T)->f);        \
    } while (0)

static geo_path path_of(arena *a, const geo_xy *points, int n)
{
    geo_path p = { arena_array(a, geo_xy, (size_t)n), arena_array(a, int, 2), n, 1 };
    memcpy(p.points, points, (size_t)n * sizeof *points);
    p.parts[1] = n;
    return p;
}

static scene_feature *add(stage *t, scene_layer_id layer, scene_kind kind,
                          const geo_xy *points, int n)
{
    scene_feature *f = scene_add_feature(&t->s, &t->a, layer);
    f->kind = kind;
    f->path = path_of(&t->a, points, n);
    f->paint.opacity = 1;
    return f;
}

static scene_feature *add_box(stage *t, scene_layer_id layer, geo_rect r,
                              style_color fill)
{
    geo_xy p[] = {
        { r.x0, r.y0 }, { r.x1, r.y0 }, { r.x1, r.y1 }, { r.x0, r.y1 }, { r.x0, r.y0 }
    };
    scene_feature *f = add(t, layer, SCENE_AREA, p, 5);
    f->paint.fill = fill;
    return f;
}

static scene_feature *add_marker(stage *t, geo_xy at, const char *key)
{
    scene_feature *f = add(t, SCENE_EVENTS, SCENE_POINT, &at, 1);
    f->paint = (style_paint){
        .fill = 0xC1272DFF, .stroke = 0xFBFAF6FF, .width = 1.4, .size = 15, .opacity = 1
    };
    f->key = key;
    f->title = "Ngừng bắn";
    f->source = "events";
    return f;
}

/* Two lines where b is not NULL. */
static scene_text *add_text(stage *t, const char *a, const char *b, geo_xy at)
{
    scene_text *x = scene_add_text(&t->s, &t->a, SCENE_EVENT_LABELS);
    x->font = (font_spec){ .size_px = 13 };
    x->n_lines = b ? 2 : 1;
    x->lines = arena_array(&t->a, scene_line, 2);
    for (int i = 0; i < x->n_lines; i++) {
        const char *text = i ? b : a;
        x->lines[i] = (scene_line){ .text = text, .x = at.x, .y = at.y + 18 * i };
        if (t->f)
            x->lines[i].extent = font_measure(t->f, str_of(text), x->font);
    }
    x->text = b ? str_print(&t->a, "%s %s", a, b) : a;
    x->color = 0x222222FF;
    x->halo = 0xF4F1EAFF;
    x->halo_px = 1.3;
    x->opacity = 1;
    x->lang = "vi";
    return x;
}

/* ---- reading a PNG back ---------------------------------------------------- */

typedef struct picture {
    int width, height, depth, type;
    uint32_t per_meter;
    uint32_t *pixels; /* 0xRRGGBB */
    char chunks[64];  /* first letters of the types, in order */
} picture;

static uint32_t u32(const unsigned char *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static int paeth(int left, int up, int corner)
{
    int p = abs(up - corner), q = abs(left - corner), r = abs(left + up - 2 * corner);
    return p <= q && p <= r ? left : q <= r ? up : corner;
}

/* Undo the filters, of bytes that are step apart. */
static void unfilter(unsigned char *rows, size_t bytes, int height, size_t step)
{
    for (int y = 0; y < height; y++) {
        unsigned char *row = rows + (size_t)y * bytes;
        CHECK(row[0] == 0 || row[0] == 4);
        CHECK(row[0] == 0 || y > 0);
        for (size_t i = 1; row[0] && i < bytes; i++) {
            int left = i > step ? row[i - step] : 0, up = row[i - bytes];
            int corner = i > step ? row[i - bytes - step] : 0;
            row[i] = (unsigned char)(row[i] + paeth(left, up, corner));
        }
        row[0] = 0;
    }
}

static void unpack(arena *a, picture *p, const unsigned char *rows,
                   const unsigned char *colors)
{
    size_t bytes =
        1 + ((size_t)p->width * (size_t)(p->type == 3 ? p->depth : 24) + 7) / 8;
    p->pixels = arena_array(a, uint32_t, (size_t)p->width * (size_t)p->height);
    for (int y = 0; y < p->height; y++) {
        const unsigned char *row = rows + (size_t)y * bytes;
        CHECK_INT(row[0], 0);
        for (int x = 0; x < p->width; x++) {
            const unsigned char *c = row + 1 + 3 * x;
            if (p->type == 3) {
                int bit = x * p->depth, mask = (1 << p->depth) - 1;
                c = colors + 3 * (row[1 + bit / 8] >> (8 - p->depth - bit % 8) & mask);
            }
            p->pixels[y * p->width + x] =
                (uint32_t)c[0] << 16 | (uint32_t)c[1] << 8 | c[2];
        }
    }
}

static picture read_png(arena *a, const buf *b)
{
    picture p = { 0 };
    const unsigned char *at = b->at + 8, *colors = NULL;
    CHECK(!memcmp(b->at, "\x89PNG\r\n\x1a\n", 8));
    for (size_t n = 0; at < b->at + b->len; n++) {
        uint32_t length = u32(at);
        const unsigned char *data = at + 8;
        CHECK(length <= b->len);
        CHECK_INT(hash_crc32(0, at + 4, length + 4), u32(data + length));
        CHECK(n < sizeof p.chunks - 1);
        p.chunks[n] = (char)at[4];
        if (!memcmp(at + 4, "IHDR", 4)) {
            p.width = (int)u32(data);
            p.height = (int)u32(data + 4);
            p.depth = data[8];
            p.type = data[9];
        } else if (!memcmp(at + 4, "pHYs", 4)) {
            p.per_meter = u32(data);
        } else if (!memcmp(at + 4, "PLTE", 4)) {
            colors = data;
        } else if (!memcmp(at + 4, "IDAT", 4)) {
            uLongf size = (uLongf)(p.width * 3 + 1) * (uLongf)p.height;
            unsigned char *rows = arena_array(a, unsigned char, size);
            CHECK_INT(uncompress(rows, &size, data, length), Z_OK);
            if (p.type == 2)
                unfilter(rows, (size_t)p.width * 3 + 1, p.height, 3);
            unpack(a, &p, rows, colors);
        }
        at = data + length + 4;
    }
    CHECK(at == b->at + b->len);
    return p;
}

static uint32_t pixel(const picture *p, int x, int y)
{
    return p->pixels[y * p->width + x];
}

static bool holds(const buf *b, str what)
{
    for (size_t i = 0; i + what.len <= b->len; i++)
        if (!memcmp(b->at + i, what.at, what.len))
            return true;
    return false;
}

/* ---- PNG ------------------------------------------------------------------- */

TEST(raster_png_has_its_chunks_in_order)
{
    stage t = new_stage(40, 20);
    NEED_FONTS(&t);
    buf b = { 0 };

    CHECK_INT(raster_png(&t.s, 1, t.f, &b, NULL), DATELINE_OK);
    picture p = read_png(&t.a, &b);

    CHECK_TEXT(p.chunks, "IsgpiiiiPII");
    CHECK_INT(p.per_meter, 2835);
    CHECK(holds(&b, STR("iTXtTitle\0\0\0vi\0\0Karabakh & <vùng>")));
    CHECK(holds(&b, STR("iTXtAuthor\0\0\0vi\0\0Toà soạn")));
    CHECK(holds(&b, STR("iTXtDescription\0\0\0vi\0\0Bản đồ")));
    CHECK(holds(&b, STR("iTXtAlt\0\0\0vi\0\0Một bản đồ")));
    b.len = 0;
    CHECK_INT(raster_png(&t.s, 2, t.f, &b, NULL), DATELINE_OK);
    p = read_png(&t.a, &b);
    CHECK_INT(p.width, 80);
    CHECK_INT(p.height, 40);
    CHECK_INT(p.per_meter, 5669);
    buf_clear(&b);
    end_stage(&t);
}

TEST(raster_png_shows_areas_and_lines_where_they_are)
{
    stage t = new_stage(40, 20);
    NEED_FONTS(&t);
    add_box(&t, SCENE_LAND, (geo_rect){ 10, 5, 20, 15 }, 0xFF0000FF);
    scene_feature *line = add(&t, SCENE_BORDERS, SCENE_LINE,
                              (geo_xy[]){ { 25, 4.5 }, { 35, 4.5 }, { 38, 9 } }, 3);
    line->paint.stroke = 0x0000FFFF;
    line->paint.width = 1;
    buf b = { 0 };

    CHECK_INT(raster_png(&t.s, 1, t.f, &b, NULL), DATELINE_OK);
    picture p = read_png(&t.a, &b);

    CHECK_INT(p.type, 3);
    CHECK_INT(pixel(&p, 9, 10), 0xFFFFFF);
    CHECK_INT(pixel(&p, 10, 5), 0xFF0000);
    CHECK_INT(pixel(&p, 19, 14), 0xFF0000);
    CHECK_INT(pixel(&p, 20, 10), 0xFFFFFF);
    CHECK_INT(pixel(&p, 30, 4), 0x0000FF);
    CHECK_INT(pixel(&p, 30, 3), 0xFFFFFF);
    CHECK_INT(pixel(&p, 30, 5), 0xFFFFFF);
    buf_clear(&b);
    end_stage(&t);
}

TEST(raster_png_of_many_colors_keeps_every_pixel)
{
    stage t = new_stage(64, 64);
    NEED_FONTS(&t);
    for (int i = 0; i < 300; i++)
        add_box(&t, SCENE_LAND,
                (geo_rect){ i % 60, i / 60 * 2, i % 60 + 1, i / 60 * 2 + 1 },
                (style_color)(i * 7919 + 5) << 8 | 0xFF);
    raster r = { 0 };
    buf b = { 0 };

    CHECK_INT(raster_draw(&t.s, (geo_rect){ 0, 0, 64, 64 }, 1, t.f, &r, NULL), 0);
    CHECK_INT(raster_png(&t.s, 1, t.f, &b, NULL), DATELINE_OK);
    picture p = read_png(&t.a, &b);

    CHECK_INT(p.type, 2);
    CHECK_INT(pixel(&p, 1, 0), (7919 + 5) & 0xFFFFFF);
    for (int i = 0; i < 64 * 64; i++)
        CHECK_INT(p.pixels[i], r.pixels[i] & 0xFFFFFF);
    raster_free(&r);
    buf_clear(&b);
    end_stage(&t);
}

static void fill_stage(stage *t)
{
    add_box(t, SCENE_LAND, (geo_rect){ -50, 30.3, 400, 90.7 }, 0xF4F1EAFF);
    scene_feature *f =
        add(t, SCENE_HATCHING, SCENE_AREA,
            (geo_xy[]){ { 20, 10 }, { 180, 40 }, { 90, 110 }, { 20, 10 } }, 4);
    f->paint = (style_paint){ .fill = 0xC1272D24,
                              .stroke = 0xC1272DFF,
                              .width = 1.1,
                              .dash = { 5, 3 },
                              .hatch = 0xC1272D99,
                              .hatch_width = 1,
                              .hatch_gap = 5,
                              .hatch_angle = 45,
                              .opacity = 0.6 };
    for (int i = 0; i < STYLE_SYMBOLS; i++) {
        scene_feature *m = add_marker(t, (geo_xy){ 10 + 10.3 * i, 60.4 }, "e");
        m->paint.symbol = (style_symbol)i;
        m->paint.opacity = i % 2 ? 1 : 0.5;
    }
    add_text(t, "Ế Ộ Ữ Ặ ẫ ỹ g", "Երևան", (geo_xy){ 100.4, 30 })->leader[1] =
        (geo_xy){ 60, 50 };
    t->s.layers[SCENE_EVENT_LABELS].texts[0].n_leader = 2;
    add_text(t, "تبریز (Tabriz)", NULL, (geo_xy){ 20, 100 })->opacity = 0.5;
}

TEST(raster_png_is_the_same_each_time)
{
    stage t = new_stage(200, 120);
    NEED_FONTS(&t);
    fill_stage(&t);
    buf b = { 0 }, again = { 0 };

    CHECK_INT(raster_png(&t.s, 1, t.f, &b, NULL), DATELINE_OK);
    CHECK_INT(raster_png(&t.s, 1, t.f, &again, NULL), DATELINE_OK);

    CHECK(str_eq(buf_str(&b), buf_str(&again)));
    buf_clear(&b);
    buf_clear(&again);
    end_stage(&t);
}

TEST(raster_png_tile_is_a_cut_of_the_whole)
{
    stage t = new_stage(200, 120);
    NEED_FONTS(&t);
    fill_stage(&t);
    raster whole = { 0 }, part = { 0 };

    CHECK_INT(raster_draw(&t.s, (geo_rect){ 0, 0, 200, 120 }, 2, t.f, &whole, NULL), 0);
    CHECK_INT(raster_draw(&t.s, (geo_rect){ 96, 32, 160, 96 }, 2, t.f, &part, NULL), 0);

    int differ = 0;
    for (int y = 0; y < 128; y++)
        for (int x = 0; x < 128; x++) {
            uint32_t a = part.pixels[y * 128 + x];
            uint32_t b = whole.pixels[(size_t)(y + 64) * whole.stride + (size_t)x + 192];
            for (int shift = 0; shift < 24; shift += 8)
                differ += abs((int)(a >> shift & 255) - (int)(b >> shift & 255)) > 2;
        }
    CHECK(differ <= 16);
    raster_free(&whole);
    raster_free(&part);
    end_stage(&t);
}

TEST(raster_text_has_a_halo_of_its_radius)
{
    stage t = new_stage(60, 40);
    NEED_FONTS(&t);
    t.s.background = 0x000000FF;
    scene_text *x = add_text(&t, "I", NULL, (geo_xy){ 30, 30 });
    x->font.size_px = 24;
    x->lines[0].extent = font_measure(t.f, STR("I"), x->font);
    x->color = 0xFF0000FF;
    x->halo = 0x00FF00FF;
    x->halo_px = 3;
    raster r = { 0 };

    CHECK_INT(raster_draw(&t.s, (geo_rect){ 0, 0, 60, 40 }, 1, t.f, &r, NULL), 0);

    /* Along a row through the stem: ground, 3 pixels of halo, ink, halo, ground. */
    const uint32_t *row = r.pixels + (size_t)24 * r.stride;
    double halo = 0, stem = 0;
    for (int i = 0; i < 60; i++) {
        halo += (row[i] >> 8 & 255) / 255.0;
        stem += (row[i] >> 16 & 255) / 255.0;
    }
    CHECK_NEAR(halo, 6, 0.2);
    CHECK_NEAR(stem, 24 * 0.09, 0.8);
    raster_free(&r);
    end_stage(&t);
}

TEST(pictures_refuse_pages_without_pixels_or_with_too_many)
{
    stage t = new_stage(0, 20);
    NEED_FONTS(&t);
    buf b = { 0 };
    dateline_error err = { 0 };

    CHECK_INT(raster_png(&t.s, 1, t.f, &b, &err), DATELINE_USAGE);
    t.s.width_px = 20000;
    CHECK_INT(raster_png(&t.s, 1, t.f, &b, &err), DATELINE_LIMIT);
    CHECK_INT(pdf_write((const scene *[]){ &t.s }, 1, 0.75, t.f, &b, &err),
              DATELINE_LIMIT);
    CHECK_INT(pdf_write(NULL, 0, 0.75, t.f, &b, &err), DATELINE_USAGE);
    CHECK_INT(b.len, 0);
    buf_clear(&b);
    end_stage(&t);
}

/* ---- SVG ------------------------------------------------------------------- */

/* Every start tag has its end tag, and names match. */
static bool is_balanced(const char *z)
{
    const char *open[32];
    size_t length[32], depth = 0;
    while ((z = strchr(z, '<')) != NULL) {
        z++;
        size_t n = strcspn(z, " />\n");
        const char *end = strchr(z, '>');
        if (!end || depth >= 31)
            return false;
        if (*z == '/') {
            n = strcspn(z + 1, ">");
            if (!depth || length[depth - 1] != n || strncmp(open[depth - 1], z + 1, n))
                return false;
            depth--;
        } else if (*z != '?' && end[-1] != '/') {
            open[depth] = z;
            length[depth++] = n;
        }
        z = end;
    }
    return depth == 0;
}

static char *svg_of(stage *t, bool outline)
{
    buf b = { 0 };
    svg_options options = { outline };
    CHECK_INT(svg_write(&t->s, &options, t->f, &b, NULL), DATELINE_OK);
    char *text = str_copy(&t->a, buf_str(&b));
    CHECK_INT(strlen(text), b.len);
    buf_clear(&b);
    return text;
}

/* What stands between the end of the n-th <text ...> and </text>, without tags. */
static char *content(arena *a, const char *svg, int n)
{
    const char *at = svg;
    for (int i = 0; i <= n && at; i++)
        at = strstr(at + 1, "<text");
    CHECK(at != NULL);
    const char *end = strstr(at, "</text>");
    buf b = { 0 };
    bool tag = true;
    for (; at < end; at++) {
        if (*at == '<')
            tag = true;
        else if (*at == '>')
            tag = false;
        else if (!tag)
            buf_add_byte(&b, (unsigned char)*at);
    }
    char *out = str_copy(a, buf_str(&b));
    buf_clear(&b);
    return out;
}

TEST(svg_has_all_layers_in_order)
{
    stage t = new_stage(200, 120);

    const char *svg = svg_of(&t, false), *at = svg;

    CHECK(is_balanced(svg));
    for (int i = 0; i < SCENE_LAYERS; i++) {
        const char *name = scene_layer_name((scene_layer_id)i);
        at = strstr(at, str_print(&t.a,
                                  "<g id=\"%s\" inkscape:label=\"%s\" "
                                  "inkscape:groupmode=\"layer\"",
                                  name, name));
        CHECK(at != NULL);
    }
    CHECK(strstr(svg, "width=\"200\" height=\"120\" viewBox=\"0 0 200 120\" "
                      "role=\"img\" lang=\"vi\" xml:lang=\"vi\""));
    CHECK(strstr(svg, "<title>Karabakh &amp; &lt;vùng&gt;</title>"));
    CHECK(strstr(svg, "<desc>Một bản đồ\nBản đồ</desc>"));
    end_stage(&t);
}

TEST(svg_labels_are_live_text)
{
    stage t = new_stage(200, 120);
    add_text(&t, "Ngừng bắn ở", "Nagorno-Karabakh & nơi khác", (geo_xy){ 10, 20 });
    add_text(&t, "تبریز (Tabriz)", NULL, (geo_xy){ 10, 80 });

    const char *svg = svg_of(&t, false);

    CHECK(is_balanced(svg));
    CHECK_TEXT(content(&t.a, svg, 0), "Ngừng bắn ở Nagorno-Karabakh &amp; nơi khác");
    CHECK_TEXT(content(&t.a, svg, 1), "تبریز (Tabriz)");
    CHECK(strstr(svg, "direction=\"rtl\" text-anchor=\"end\""));
    CHECK(strstr(svg, "paint-order=\"stroke\""));
    CHECK(!strstr(svg, "<use"));
    end_stage(&t);
}

TEST(svg_outlines_text_when_asked)
{
    stage t = new_stage(200, 120);
    NEED_FONTS(&t);
    add_text(&t, "Ngừng bắn", NULL, (geo_xy){ 10, 20 });

    const char *svg = svg_of(&t, true), *path = strstr(svg, "aria-label=\"Ngừng bắn\"");

    CHECK(is_balanced(svg));
    CHECK(!strstr(svg, "<text"));
    CHECK(path && strlen(path) > 1000);
    end_stage(&t);
}

TEST(svg_marks_events_with_their_attributes)
{
    stage t = new_stage(200, 120);
    const scene_attr attrs[] = { { "bad name", SCENE_ATTR_TEXT, "x", 0 },
                                 { "confidence", SCENE_ATTR_NUMBER, NULL, 0.75 },
                                 { "kind", SCENE_ATTR_TEXT, "ceasefire", 0 },
                                 { "kind", SCENE_ATTR_TEXT, "twice", 0 },
                                 { "start", SCENE_ATTR_TEXT, "2021-11-16", 0 } };
    scene_feature *f = add_marker(&t, (geo_xy){ 20, 20 }, "a \"b\"");
    f->attrs = attrs;
    f->n_attrs = 5;
    add_marker(&t, (geo_xy){ 60, 20 }, "e1")->paint.symbol = STYLE_RING;

    const char *svg = svg_of(&t, false);

    CHECK(is_balanced(svg));
    CHECK(strstr(svg, "data-event-id=\"a &quot;b&quot;\" data-confidence=\"0.75\" "
                      "data-kind=\"ceasefire\" data-start=\"2021-11-16\" "
                      "data-date=\"2021-11-16\""));
    CHECK(strstr(svg, "<g id=\"event-e1\" data-event-id=\"e1\">\n"
                      "<title>Ngừng bắn</title>"));
    end_stage(&t);
}

/* ---- PDF ------------------------------------------------------------------- */

/* The bytes of the streams of a PDF, one after the other, those that are no images
   or fonts. */
static char *pdf_streams(arena *a, const buf *b)
{
    buf out = { 0 };
    const char *text = (const char *)b->at, *end = text + b->len;
    for (const char *c = text; c + 10 < end; c++) {
        if (memcmp(c, ">>\nstream\n", 10))
            continue;
        uLongf size = 4000000;
        unsigned char *bytes = arena_array(a, unsigned char, size);
        size_t n = (size_t)(end - c - 10);
        z_stream z = { .next_in = (unsigned char *)(uintptr_t)(c + 10),
                       .avail_in = (unsigned)n,
                       .next_out = bytes,
                       .avail_out = (unsigned)size };
        CHECK_INT(inflateInit(&z), Z_OK);
        CHECK_INT(inflate(&z, Z_FINISH), Z_STREAM_END);
        buf_add(&out, bytes, z.total_out);
        inflateEnd(&z);
    }
    for (size_t i = 0; i < out.len; i++)
        out.at[i] = out.at[i] ? out.at[i] : ' ';
    char *streams = str_copy(a, buf_str(&out));
    buf_clear(&out);
    return streams;
}

/* Every object stands where the table says. */
static void check_table(const buf *b)
{
    const char *text = (const char *)b->at, *end = text + b->len, *start = end;
    while (start > text && memcmp(start, "startxref\n", 10))
        start--;
    unsigned long at = 0, n = 0;
    CHECK_INT(sscanf(start, "startxref\n%lu", &at), 1);
    CHECK(at < b->len);
    CHECK_INT(sscanf(text + at, "xref\n0 %lu", &n), 1);
    const char *row = strchr(text + at + 5, '\n') + 1;
    for (unsigned long i = 1; i < n; i++) {
        unsigned long where = strtoul(row + 20 * i, NULL, 10);
        CHECK(where && where < b->len);
        CHECK_INT(strtoul(text + where, NULL, 10), i);
    }
}

TEST(pdf_is_the_same_each_time)
{
    stage t = new_stage(200, 120);
    NEED_FONTS(&t);
    fill_stage(&t);
    buf b = { 0 }, again = { 0 };
    const scene *pages[] = { &t.s, &t.s };

    CHECK_INT(pdf_write(pages, 2, 0.75, t.f, &b, NULL), DATELINE_OK);
    CHECK_INT(pdf_write(pages, 2, 0.75, t.f, &again, NULL), DATELINE_OK);

    CHECK(str_starts(buf_str(&b), STR("%PDF-1.6")));
    CHECK(str_ends(buf_str(&b), STR("%%EOF\n")));
    CHECK(str_eq(buf_str(&b), buf_str(&again)));
    check_table(&b);
    CHECK(holds(&b, STR("/Lang (vi)")));
    CHECK(holds(&b, STR("/CreationDate (D:20240417000000Z)")));
    CHECK(holds(&b, STR("/Type /OCG /Name (event-labels)")));
    buf_clear(&b);
    buf_clear(&again);
    end_stage(&t);
}

TEST(pdf_has_bleed_around_the_trim)
{
    stage t = new_stage(400, 300);
    NEED_FONTS(&t);
    buf b = { 0 };
    double mm = 72 / 25.4, k = 107 * mm / 400;
    pdf_options o = { .points_per_px = k, .bleed_pt = 3 * mm };

    CHECK_INT(pdf_write_pages((const scene *[]){ &t.s }, 1, &o, t.f, &b, NULL), 0);

    CHECK(holds(&b, STR("/MediaBox [ 0 0 320.315 244.4882 ]")));
    CHECK(holds(&b, STR("/BleedBox [ 0 0 320.315 244.4882 ]")));
    CHECK(holds(&b, STR("/TrimBox [ 8.5039 8.5039 311.811 235.9843 ]")));
    const char *page = pdf_streams(&t.a, &b);
    CHECK(strstr(page, "0.758268 0 0 -0.758268 8.5039 235.9843 cm"));
    CHECK(strstr(page, "-11.21 -11.21 422.43 322.43 re f"));
    buf_clear(&b);
    end_stage(&t);
}

/* How often what stands in text. */
static int count(const char *text, const char *what)
{
    int n = 0;
    for (; (text = strstr(text, what)) != NULL; text++)
        n++;
    return n;
}

TEST(pdf_says_what_its_glyphs_mean)
{
    stage t = new_stage(300, 120);
    NEED_FONTS(&t);
    add_text(&t, "ẾỘ", NULL, (geo_xy){ 20, 40 });
    add_text(&t, "تبریز", NULL, (geo_xy){ 20, 80 });
    buf b = { 0 };

    CHECK_INT(pdf_write((const scene *[]){ &t.s }, 1, 0.75, t.f, &b, NULL), 0);

    const char *text = pdf_streams(&t.a, &b);
    CHECK(strstr(text, "<0001> <1EBE>\n<0002> <1ED8>\n"));
    /* Shown once; the halo below is no text. */
    CHECK_INT(count(text, " TJ"), 2);
    CHECK_INT(count(text, "/Artifact BMC"), 2);
    CHECK_INT(count(text, "/Span << /ActualText <FEFF062A0628063106CC0632> >> BDC"), 1);
    CHECK(holds(&b, STR("/FontFile2")));
    buf_clear(&b);
    end_stage(&t);
}

/* ---- texts on paths ---------------------------------------------------------- */

static scene_text *add_curve(stage *t, const char *text)
{
    enum { STEPS = 33 };
    scene_text *x = add_text(t, text, NULL, (geo_xy){ 0, 0 });
    geo_xy *path = arena_array(&t->a, geo_xy, STEPS);
    for (int i = 0; i < STEPS; i++) {
        double a = 3.14159265 * (1 + i / (STEPS - 1.0));
        path[i] = (geo_xy){ 150 + 100 * cos(a), 130 + 100 * sin(a) };
    }
    x->path = path;
    x->n_path = STEPS;
    x->font.spacing_em = 0.1;
    x->lines[0].extent = font_measure(t->f, str_of(text), x->font);
    x->lines[0].width = x->lines[0].extent.width;
    x->key = "river";
    return x;
}

TEST(raster_text_on_a_path_stands_along_it)
{
    stage t = new_stage(300, 200);
    NEED_FONTS(&t);
    scene_text *x = add_curve(&t, "Sông Kura chảy về phía đông");
    raster r = { 0 };

    CHECK_INT(raster_draw(&t.s, (geo_rect){ 0, 0, 300, 200 }, 1, t.f, &r, NULL), 0);

    /* Ink lies on the outer side of the circle, within the height of the type. */
    double nearest = 1e9, farthest = 0;
    int inked = 0;
    for (int y = 0; y < 200; y++)
        for (int i = 0; i < 300; i++) {
            if ((r.pixels[(size_t)y * r.stride + (size_t)i] & 255) > 100)
                continue;
            double d = hypot(i + 0.5 - 150, y + 0.5 - 130);
            nearest = fmin(nearest, d);
            farthest = fmax(farthest, d);
            inked++;
        }
    CHECK(inked > 300);
    CHECK(nearest > 100 - 5 && farthest < 100 + 1.2 * x->font.size_px);
    raster_free(&r);
    end_stage(&t);
}

TEST(pictures_have_text_on_a_path_in_one_word)
{
    stage t = new_stage(300, 200);
    NEED_FONTS(&t);
    add_curve(&t, "Kura & Đà");
    buf b = { 0 };

    const char *svg = svg_of(&t, false);
    CHECK(is_balanced(svg));
    CHECK(strstr(svg, "<defs>\n<path id=\"along-river\" "));
    CHECK(strstr(svg, "href=\"#along-river\""));
    CHECK(strstr(svg, ">Kura &amp; Đà</textPath></text>"));
    CHECK_INT(pdf_write((const scene *[]){ &t.s }, 1, 0.75, t.f, &b, NULL), 0);
    CHECK_INT(count(pdf_streams(&t.a, &b),
                    "/ActualText <FEFF004B00750072006100200026002001100"
                    "0E0> >> BDC"),
              1);
    buf_clear(&b);
    end_stage(&t);
}

TEST(svg_text_that_is_turned_stays_in_one_piece)
{
    stage t = new_stage(300, 200);
    NEED_FONTS(&t);
    scene_text *x = add_text(&t, "CASPIAN", NULL, (geo_xy){ 0, 0 });
    geo_xy path[2] = { { 40, 150 }, { 240, 50 } };
    x->path = path;
    x->n_path = 2;
    x->lines[0].width = x->lines[0].extent.width;

    const char *svg = svg_of(&t, false);

    CHECK(is_balanced(svg));
    CHECK(strstr(svg, "transform=\"rotate(-26.57 40 150)\""));
    CHECK(strstr(svg, ">CASPIAN</text>"));
    CHECK(!strstr(svg, "<textPath"));
    end_stage(&t);
}

/* ---- images ------------------------------------------------------------------ */

static scene_image *add_image(stage *t, geo_rect box, const uint32_t *pixels, int width,
                              int height)
{
    scene_image *m = scene_add_image(&t->s, &t->a, SCENE_LAND);
    *m = (scene_image){
        .box = box, .width = width, .height = height, .pixels = pixels, .key = "relief"
    };
    return m;
}

TEST(raster_images_are_smooth_below_features_and_inside_the_frame)
{
    stage t = new_stage(100, 60);
    NEED_FONTS(&t);
    static const uint32_t pixels[2] = { 0x000000FF, 0xC8C8C8FF };
    add_image(&t, (geo_rect){ 0, 0, 80, 60 }, pixels, 2, 1);
    add_box(&t, SCENE_LAND, (geo_rect){ 10, 20, 20, 30 }, 0xFF0000FF);
    t.s.view.frame = (geo_rect){ 10, 10, 90, 50 };
    raster r = { 0 };

    CHECK_INT(raster_draw(&t.s, (geo_rect){ 0, 0, 100, 60 }, 1, t.f, &r, NULL), 0);

    const uint32_t *row = r.pixels + 40 * r.stride;
    CHECK_INT(row[9] & 0xFFFFFF, 0xFFFFFF);
    CHECK_INT(row[10] & 255, 0);
    CHECK_INT(row[19] & 255, 0);
    CHECK_NEAR(row[39] & 255, 98, 3);
    CHECK_NEAR(row[50] & 255, 152, 3);
    CHECK_INT(row[79] & 255, 0xC8);
    CHECK_INT(row[80] & 0xFFFFFF, 0xFFFFFF);
    CHECK_INT(r.pixels[25 * r.stride + 15] & 0xFFFFFF, 0xFF0000);
    CHECK_INT(r.pixels[9 * r.stride + 40] & 0xFFFFFF, 0xFFFFFF);
    raster_free(&r);
    end_stage(&t);
}

TEST(raster_images_that_multiply_darken)
{
    stage t = new_stage(20, 20);
    NEED_FONTS(&t);
    static const uint32_t pixels[1] = { 0x808080FF };
    t.s.background = 0xFF8040FF;
    add_image(&t, (geo_rect){ 0, 0, 10, 20 }, pixels, 1, 1)->multiply = true;
    raster r = { 0 };

    CHECK_INT(raster_draw(&t.s, (geo_rect){ 0, 0, 20, 20 }, 1, t.f, &r, NULL), 0);

    CHECK_INT(r.pixels[5] & 0xFFFFFF, 0x804020);
    CHECK_INT(r.pixels[15] & 0xFFFFFF, 0xFF8040);
    /* Grey shading needs no mode of blending elsewhere. */
    const char *svg = svg_of(&t, false);
    CHECK(is_balanced(svg));
    CHECK(strstr(svg, "<image id=\"relief\" x=\"0\" y=\"0\" width=\"10\" height=\"20\" "
                      "preserveAspectRatio=\"none\""));
    CHECK(strstr(svg, "xlink:href=\"data:image/png;base64,iVBORw0KGgo"));
    CHECK(!strstr(svg, "mix-blend-mode"));
    raster_free(&r);
    end_stage(&t);
}

TEST(raster_is_the_same_with_any_number_of_threads)
{
    stage t = new_stage(1300, 700);
    NEED_FONTS(&t);
    static uint32_t pixels[64 * 64];
    uint32_t seed = 1;
    for (int i = 0; i < 64 * 64; i++) {
        seed = seed * 1664525 + 1013904223;
        pixels[i] = seed | 0xFF;
    }
    fill_stage(&t);
    add_curve(&t, "Sông Kura chảy về phía đông");
    add_image(&t, (geo_rect){ 3, 100, 1299.5, 690 }, pixels, 64, 64);
    for (int i = 0; i < 40; i++)
        add_text(&t, "Nagorno-Karabakh", NULL, (geo_xy){ 31 * i, 17 * i + 20 });
    buf one = { 0 }, more = { 0 };

    CHECK_INT(raster_png_page(&t.s, &(raster_png_options){ 1, 1 }, t.f, &one, NULL), 0);
    for (int threads = 2; threads < 6; threads++) {
        more.len = 0;
        raster_png_options o = { 1, threads };
        CHECK_INT(raster_png_page(&t.s, &o, t.f, &more, NULL), 0);
        CHECK(str_eq(buf_str(&one), buf_str(&more)));
    }
    picture p = read_png(&t.a, &one);
    CHECK_INT(p.type, 2);
    buf_clear(&one);
    buf_clear(&more);
    end_stage(&t);
}

TEST(raster_fades_overlapping_parts_as_one)
{
    stage t = new_stage(40, 40);
    NEED_FONTS(&t);
    scene_feature *f = add_box(&t, SCENE_AREAS, (geo_rect){ 10, 10, 30, 30 }, 0x0000FFFF);
    f->paint.stroke = 0x0000FFFF;
    f->paint.width = 6;
    f->paint.opacity = 0.5;
    raster r = { 0 };

    CHECK_INT(raster_draw(&t.s, (geo_rect){ 0, 0, 40, 40 }, 1, t.f, &r, NULL), 0);

    CHECK_INT(r.pixels[20 * r.stride + 20] & 0xFFFFFF, 0x7F7FFF);
    CHECK_INT(r.pixels[20 * r.stride + 11] & 0xFFFFFF, 0x7F7FFF);
    CHECK_INT(r.pixels[20 * r.stride + 8] & 0xFFFFFF, 0x7F7FFF);
    CHECK_INT(r.pixels[20 * r.stride + 5] & 0xFFFFFF, 0xFFFFFF);
    raster_free(&r);
    end_stage(&t);
}
