#include "tile/tileset.h"

#include "base/error.h"
#include "base/pool.h"
#include "base/squeeze.h"
#include "tile/archive.h"

#include <string.h>

enum {
    GZIP_LEVEL = 6,
    AHEAD = 4, /* jobs for each thread before what they made is written */
    PICTURES_A_JOB = 4,
};

typedef struct worker {
    tile_cutter *cutter;
    font *own; /* to be closed; NULL for the caller's */
    squeeze *gzip;
    buf packed;
} worker;

/* What a job makes: tiles that are ready to be written. */
typedef struct slot {
    geo_tiles part;
    tile_cuts cuts;
    dateline_status status;
    dateline_error err;
} slot;

typedef struct tileset {
    const scene_input *in;
    const tile_options *o;
    const tile_progress *progress;
    tile_archive *archive;
    tile_about *about;
    tile_report *report;
    arena memory;
    worker *workers;
    slot *slots;
    int threads;
    const tile_sheet *sheet; /* that is being cut */
    uint64_t done, total;
} tileset;

static uint64_t tiles_in(geo_tiles t)
{
    return (uint64_t)(t.x1 - t.x0 + 1) * (t.y1 - t.y0 + 1);
}

dateline_status tile_check(const tile_options *o, dateline_error *err)
{
    geo_box b = o->box;
    if (o->min_zoom < 0 || o->max_zoom > LIMIT_ZOOM || o->min_zoom > o->max_zoom)
        return error_set(err, DATELINE_USAGE,
                         "zooms go from 0 to %d, the lower one first", LIMIT_ZOOM);
    if (!(b.west >= -180 && b.west <= 180 && b.east >= -180 && b.east <= 180 &&
          b.south >= -90 && b.north <= 90 && b.south <= b.north))
        return error_set(err, DATELINE_USAGE,
                         "a box is west,south,east,north in degrees");
    if (o->size_px && o->size_px != 256 && o->size_px != 512)
        return error_set(err, DATELINE_USAGE, "tiles are 256 or 512 pixels wide");
    if (!(o->scale >= 0 && o->scale <= 4))
        return error_set(err, DATELINE_USAGE, "the scale of tiles is at most 4");
    uint64_t total = 0;
    for (int z = o->min_zoom; z <= o->max_zoom; z++)
        total += tiles_in(tile_block(o, z));
    if (total > LIMIT_TILES)
        return error_set(err, DATELINE_LIMIT,
                         "%llu tiles are more than %u; choose a smaller box or fewer "
                         "zooms",
                         (unsigned long long)total, LIMIT_TILES);
    return DATELINE_OK;
}

/* ---- workers ----------------------------------------------------------------- */

static void close_workers(tileset *t)
{
    for (int i = 0; t->workers && i < t->threads; i++) {
        tile_cutter_free(t->workers[i].cutter);
        font_close(t->workers[i].own);
        squeeze_free(t->workers[i].gzip);
        buf_clear(&t->workers[i].packed);
    }
    for (int i = 0; t->slots && i < t->threads * AHEAD; i++)
        tile_cuts_free(&t->slots[i].cuts);
}

/* The first worker is the calling thread, which has a font already. */
static dateline_status open_workers(tileset *t, dateline_error *err)
{
    t->workers = arena_array(&t->memory, worker, (size_t)t->threads);
    t->slots = arena_array(&t->memory, slot, (size_t)t->threads * AHEAD);
    dateline_status st = DATELINE_OK;
    for (int i = 0; !st && i < t->threads; i++) {
        worker *w = &t->workers[i];
        if (t->o->png && i)
            st = font_open(t->o->fonts_conf, &w->own, err);
        w->cutter = tile_cutter_new(i ? w->own : t->in->font);
        if (tile_archive_wants_gzip(t->archive))
            w->gzip = squeeze_new(GZIP_LEVEL);
    }
    return st;
}

/* The tiles of a slot, each compressed. The gzip header has no time in it. */
static dateline_status pack(worker *w, slot *s)
{
    tile_cut *cuts = (tile_cut *)(void *)s->cuts.cuts.at;
    size_t n = s->cuts.cuts.len / sizeof *cuts;
    w->packed.len = 0;
    for (size_t i = 0; i < n; i++) {
        size_t at = w->packed.len;
        str raw = { (const char *)s->cuts.bytes.at + cuts[i].at, cuts[i].len };
        dateline_status st = squeeze_gzip(w->gzip, raw, &w->packed, &s->err);
        if (st)
            return st;
        cuts[i].at = at;
        cuts[i].len = w->packed.len - at;
    }
    buf swap = s->cuts.bytes;
    s->cuts.bytes = w->packed;
    w->packed = swap;
    return DATELINE_OK;
}

static void cut_job(void *ctx, size_t i, int number)
{
    tileset *t = ctx;
    slot *s = &t->slots[i];
    worker *w = &t->workers[number];
    s->cuts.bytes.len = s->cuts.cuts.len = 0;
    s->status = tile_sheet_cut(t->sheet, w->cutter, s->part, &s->cuts, &s->err);
    if (!s->status && w->gzip)
        s->status = pack(w, s);
}

/* ---- writing ----------------------------------------------------------------- */

static dateline_status write_slot(tileset *t, const slot *s, dateline_error *err)
{
    if (s->status) {
        if (err)
            *err = s->err;
        return s->status;
    }
    const tile_cut *cuts = (const tile_cut *)(const void *)s->cuts.cuts.at;
    size_t n = s->cuts.cuts.len / sizeof *cuts;
    tile_zoom *zoom = &t->report->zooms[t->report->n_zooms - 1];
    dateline_status st = DATELINE_OK;
    for (size_t i = 0; !st && i < n; i++) {
        tile_id id = { s->part.z, cuts[i].x, cuts[i].y };
        str bytes = { (const char *)s->cuts.bytes.at + cuts[i].at, cuts[i].len };
        st = tile_archive_add(t->archive, id, bytes, err);
        zoom->tiles++;
        zoom->features += cuts[i].n_features;
        zoom->bytes += cuts[i].len;
        zoom->largest = cuts[i].len > zoom->largest ? cuts[i].len : zoom->largest;
    }
    zoom->empty += tiles_in(s->part) - n;
    t->done += tiles_in(s->part);
    return st;
}

static dateline_status run_batch(tileset *t, size_t n, dateline_error *err)
{
    pool_run(t->threads, n, cut_job, t);
    dateline_status st = DATELINE_OK;
    for (size_t i = 0; !st && i < n; i++)
        st = write_slot(t, &t->slots[i], err);
    if (!st && t->progress && !t->progress->step(t->progress->user, t->done, t->total))
        st = error_set(err, DATELINE_CANCELLED, "stopped after %llu of %llu tiles",
                       (unsigned long long)t->done, (unsigned long long)t->total);
    return st;
}

/* The job after this one: a row of vector tiles, a few pictures. */
static bool next_part(const tileset *t, geo_tiles block, geo_tiles *part)
{
    uint32_t step = t->o->png ? PICTURES_A_JOB : block.x1 - block.x0 + 1;
    uint32_t x = part->x1 + 1, y = part->y0;
    if (x > block.x1) {
        x = block.x0;
        y++;
    }
    uint32_t end = x + step - 1;
    *part = (geo_tiles){ block.z, x, y, end > block.x1 ? block.x1 : end, y };
    return y <= block.y1;
}

static dateline_status cut_sheet(tileset *t, dateline_error *err)
{
    geo_tiles block = tile_sheet_block(t->sheet);
    geo_tiles part = { block.z, block.x0, block.y0, block.x0 - 1, block.y0 };
    bool more = next_part(t, block, &part);
    dateline_status st = DATELINE_OK;
    while (more && !st) {
        size_t n = 0;
        for (; more && n < (size_t)t->threads * AHEAD; n++) {
            t->slots[n].part = part;
            more = next_part(t, block, &part);
        }
        st = run_batch(t, n, err);
    }
    return st;
}

static dateline_status write_block(tileset *t, geo_tiles block, dateline_error *err)
{
    tile_sheet *sheet;
    dateline_status st = tile_sheet_new(t->in, t->o, block, &sheet, err);
    if (st)
        return st;
    t->sheet = sheet;
    tile_about_add(t->about, sheet);
    st = cut_sheet(t, err);
    tile_sheet_free(sheet);
    t->sheet = NULL;
    return st;
}

static dateline_status write_zoom(tileset *t, int z, dateline_error *err)
{
    tile_report *r = t->report;
    tile_zoom *zoom = &r->zooms[r->n_zooms++];
    *zoom = (tile_zoom){ .z = z };
    geo_tiles whole = tile_block(t->o, z), block = whole;
    dateline_status st = DATELINE_OK;
    for (uint32_t y = whole.y0; !st && y <= whole.y1; y = block.y1 + 1)
        for (uint32_t x = whole.x0; !st && x <= whole.x1; x = block.x1 + 1) {
            block = tile_block_at(t->o, z, x, y);
            st = write_block(t, block, err);
        }
    if (zoom->tiles && !r->tiles)
        t->about->min_zoom = z;
    if (zoom->tiles)
        t->about->max_zoom = z;
    r->tiles += zoom->tiles;
    r->bytes += zoom->bytes;
    return st;
}

static dateline_status write_all(tileset *t, dateline_error *err)
{
    dateline_status st = open_workers(t, err);
    for (int z = t->o->min_zoom; z <= t->o->max_zoom; z++)
        t->total += tiles_in(tile_block(t->o, z));
    for (int z = t->o->min_zoom; !st && z <= t->o->max_zoom; z++)
        st = write_zoom(t, z, err);
    if (!st && !t->report->tiles)
        st = error_set(err, DATELINE_NOT_FOUND,
                       "nothing to draw in the box; choose another --box");
    return st ? st : tile_archive_finish(t->archive, err);
}

dateline_status tile_write(const scene_input *in, const tile_options *o, const char *path,
                           dateline_format container, const tile_progress *progress,
                           tile_report *report, dateline_error *err)
{
    tile_report own;
    tileset t = { .in = in,
                  .o = o,
                  .progress = progress,
                  .report = report ? report : &own,
                  .threads = o->threads > 0 ? o->threads : pool_cpus() };
    t.threads = t.threads > 64 ? 64 : t.threads;
    *t.report = (tile_report){ 0 };
    dateline_status st = tile_check(o, err);
    if (st)
        return st;
    t.about = arena_new(&t.memory, tile_about);
    *t.about = (tile_about){ .memory = &t.memory, .options = o };
    st = tile_archive_new(container, path, t.about, &t.archive, err);
    if (!st)
        st = write_all(&t, err);
    close_workers(&t);
    tile_archive_free(t.archive);
    arena_clear(&t.memory);
    return st;
}
