#include "api/handle.h"
#include "api/picture.h"
#include "base/error.h"
#include "deck/deck.h"
#include "render/render.h"

#include <string.h>

typedef struct frames {
    const deck *deck;
    const char *conf, *dir;
    double scale;
    font **fonts; /* one for each worker */
    dateline_status *status;
    dateline_error *errors;
} frames;

static void write_frame(void *ctx, size_t i, int worker)
{
    frames *f = ctx;
    dateline_status st = DATELINE_OK;
    if (!f->fonts[worker])
        st = font_open(f->conf, &f->fonts[worker], &f->errors[i]);
    buf png = { 0 };
    if (!st)
        st = render_png(&f->deck->slides[i], f->scale, f->fonts[worker], &png,
                        &f->errors[i]);
    arena scratch = { 0 };
    const char *path = str_print(&scratch, "%s/%03zu.png", f->dir, i + 1);
    if (!st)
        st = file_write(path, buf_str(&png), &f->errors[i]);
    arena_clear(&scratch);
    buf_clear(&png);
    f->status[i] = st;
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
    dateline_status st = file_make_dir(f.dir, err);
    if (!st)
        pool_run(threads, d->n, write_frame, &f);
    for (size_t i = 0; !st && i < d->n; i++)
        if ((st = f.status[i]) && err)
            *err = f.errors[i];
    for (int i = 0; i < threads; i++)
        font_close(f.fonts[i]);
    if (!st)
        st = file_put_dir(f.dir, path, err);
    if (st)
        file_remove_tree(f.dir);
    arena_clear(&a);
    return st;
}

static dateline_status write_pdf(const deck *d, font *f, dateline_output out, arena *a,
                                 dateline_error *err)
{
    const scene **pages = arena_array(a, const scene *, d->n + 1);
    for (size_t i = 0; i < d->n; i++)
        pages[i] = &d->slides[i];
    buf bytes = { 0 };
    /* 13.333 inches are 960 points, whatever the pixels. */
    double points = d->n && pages[0]->width_px > 0 ? 960 / pages[0]->width_px : 0.75;
    dateline_status st = render_pdf(pages, d->n, points, f, &bytes, err);
    if (!st)
        st = handle_write(out, buf_str(&bytes), err);
    buf_clear(&bytes);
    return st;
}

static dateline_format slides_format(dateline_output out)
{
    dateline_format format = handle_format(out);
    str path = str_of(out.path);
    bool named_dir = str_ends(path, STR("/")) || (out.path && file_is_dir(out.path));
    if (format == DATELINE_AUTO && path.len &&
        (named_dir || !memchr(path.at, '.', path.len)))
        return DATELINE_FRAMES;
    return format;
}

dateline_status dateline_slides(dateline *dl, const dateline_events *events,
                                const dateline_slides_options *options,
                                dateline_output out, size_t *slides, dateline_error *err)
{
    static const dateline_slides_options defaults = { 0 };
    const dateline_slides_options *o = options ? options : &defaults;
    dateline_format format = slides_format(out);
    if (format != DATELINE_PDF && format != DATELINE_FRAMES)
        return error_set(
            err, DATELINE_USAGE,
            "slides are written as .pdf or into a directory; '%s' is neither",
            out.path ? out.path : "");
    arena a = { 0 };
    picture p;
    scene_page ground = { 0 };
    deck d = { 0 };
    dateline_status st = picture_open(dl, events, &o->map, "slide", &a, &p, err);
    p.page.stamp = true;
    if (!st)
        st = scene_page_ground(&p.input, &p.page, &a, &ground, err);
    if (!st)
        st = deck_make(&p.input, &ground, o->step, o->cumulative, &a, &d, err);
    if (!st && format == DATELINE_PDF)
        st = write_pdf(&d, p.input.font, out, &a, err);
    else if (!st)
        st = write_frames(dl, &d, o->map.scale > 0 ? o->map.scale : 1, out.path, err);
    if (slides)
        *slides = st ? 0 : d.n;
    scene_page_clear(&ground);
    picture_close(&p);
    arena_clear(&a);
    return st;
}
