#include "api/handle.h"
#include "api/picture.h"
#include "base/error.h"
#include "deck/deck.h"
#include "page/page.h"
#include "pdf/pdf.h"
#include "raster/raster.h"

#include <string.h>

typedef struct frames {
    const deck *deck;
    const char *conf, *dir;
    double scale;
    size_t first; /* the slide of job 0 */
    font **fonts; /* one for each worker */
    dateline_status *status;
    dateline_error *errors;
} frames;

static void write_frame(void *ctx, size_t k, int worker)
{
    frames *f = ctx;
    size_t i = f->first + k;
    dateline_status st = DATELINE_OK;
    if (!f->fonts[worker])
        st = font_open(f->conf, &f->fonts[worker], &f->errors[i]);
    buf png = { 0 };
    if (!st)
        st = raster_png(&f->deck->slides[i], f->scale, f->fonts[worker], &png,
                        &f->errors[i]);
    arena scratch = { 0 };
    const char *path = str_print(&scratch, "%s/%03zu.png", f->dir, i + 1);
    if (!st)
        st = file_write(path, buf_str(&png), &f->errors[i]);
    arena_clear(&scratch);
    buf_clear(&png);
    f->status[i] = st;
}

/* "001.png" and its like. */
static bool is_frame(const char *name)
{
    size_t digits = strspn(name, "0123456789");
    return digits >= 3 && !strcmp(name + digits, ".png");
}

/* Numbered PNGs in a directory that appears whole or not at all. */
static dateline_status write_frames(dateline *dl, const deck *d, double scale,
                                    const char *path, dateline_error *err)
{
    arena a = { 0 };
    int threads = handle_threads(dl);
    frames f = { .deck = d, .conf = handle_fonts_conf(dl), .scale = scale };
    f.dir = file_unfinished(&a, path);
    f.fonts = arena_array(&a, font *, (size_t)threads + 1);
    f.status = arena_array(&a, dateline_status, d->n + 1);
    f.errors = arena_array(&a, dateline_error, d->n + 1);
    dateline_status st = file_may_put_dir(path, is_frame, err);
    st = st ? st : file_make_dir(f.dir, err);
    /* A few at a time, so that a person who has seen enough need not wait. */
    size_t step = (size_t)threads * 4;
    for (size_t i = 0; !st && i < d->n; i += step) {
        f.first = i;
        pool_run(threads, d->n - i < step ? d->n - i : step, write_frame, &f);
        st = handle_go_on(dl, "slides", i, d->n, err);
    }
    for (size_t i = 0; !st && i < d->n; i++)
        if ((st = f.status[i]) && err)
            *err = f.errors[i];
    for (int i = 0; i < threads; i++)
        font_close(f.fonts[i]);
    if (!st)
        st = file_put_dir(f.dir, path, is_frame, err);
    if (st)
        file_remove_tree(f.dir);
    arena_clear(&a);
    return st;
}

static dateline_status write_pdf(dateline *dl, const deck *d, const picture *p,
                                 dateline_output out, arena *a, dateline_error *err)
{
    const scene **pages = arena_array(a, const scene *, d->n + 1);
    for (size_t i = 0; i < d->n; i++)
        pages[i] = &d->slides[i];
    buf bytes = { 0 };
    pdf_options o = { p->preset.points_per_px, p->options.bleed_mm * 72 / 25.4 };
    dateline_status st = pdf_write_pages(pages, d->n, &o, dl->font, &bytes, err);
    st = st ? st : handle_go_on(dl, "writing", d->n, d->n, err);
    st = st ? st : handle_write(out, buf_str(&bytes), err);
    buf_clear(&bytes);
    return st;
}

/* A path without a suffix is a directory. */
static dateline_format slides_format(dateline_output out)
{
    dateline_format format = handle_format(out);
    str path = str_of(out.path);
    if (format != DATELINE_AUTO || !path.len)
        return format;
    size_t name = path.len;
    while (name && path.at[name - 1] != '/')
        name--;
    bool suffix = name < path.len && memchr(path.at + name, '.', path.len - name);
    return suffix && !file_is_dir(out.path) ? DATELINE_AUTO : DATELINE_FRAMES;
}

dateline_status dateline_slides(dateline *dl, const dateline_events *events,
                                const dateline_slides_options *options,
                                dateline_output out, size_t *slides, dateline_error *err)
{
    static const dateline_slides_options defaults = { 0 };
    const dateline_slides_options *o = options ? options : &defaults;
    dateline_format format = slides_format(out);
    if (slides)
        *slides = 0;
    if (format != DATELINE_PDF && format != DATELINE_FRAMES)
        return error_set(
            err, DATELINE_USAGE,
            "slides are written as .pdf or into a directory; '%s' is neither",
            out.path ? out.path : "");
    const deck_options steps = { o->step, o->cumulative, o->fade, o->n_fade };
    arena a = { 0 };
    picture p;
    scene_page ground = { 0 };
    deck d = { 0 };
    dateline_status st = picture_open(dl, events, &o->map, "slide", &a, &p, err);
    p.page.stamp = true;
    if (!st)
        st = page_ground(&p.input, &p.page, &a, &ground, err);
    st = st ? st : handle_go_on(dl, "composing", 0, 0, err);
    if (!st)
        st = deck_make(&p.input, &ground, &steps, &a, &d, err);
    for (size_t i = 0; !st && i < d.n; i++)
        st = picture_check_glyphs(&p, &d.slides[i], err);
    st = st ? st : handle_go_on(dl, "drawing", 0, d.n, err);
    if (!st && format == DATELINE_PDF)
        st = write_pdf(dl, &d, &p, out, &a, err);
    else if (!st)
        st = write_frames(dl, &d, o->map.scale > 0 ? o->map.scale : 1, out.path, err);
    if (slides && !st)
        *slides = d.n;
    page_clear(&ground);
    picture_close(&p);
    arena_clear(&a);
    return st;
}
