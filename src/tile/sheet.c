#include "tile/sheet.h"

#include "base/error.h"
#include "base/sort.h"
#include "collect/collect.h"
#include "marks/marks.h"
#include "offer/offer.h"
#include "tile/item.h"

#include <math.h>
#include <string.h>

enum {
    VECTOR_PX = 512, /* at what size vector tiles are looked at */
    VECTOR_STEP = 64,
    PICTURE_BLOCK_PX = 4096,
    PICTURE_BUFFER_PX = 32, /* markers and strokes that reach over the edge */
};

/* The largest page, in square pixels, on which labels are placed at once. */
static const double ONE_BLOCK_PX2 = 8192.0 * 8192;

/* How much finer than other zooms the deepest is: viewers enlarge it. */
static const double DEEPEST_FINER = 4;

static int side_px(const tile_options *o)
{
    return o->png ? (o->size_px ? o->size_px : 256) : VECTOR_PX;
}

const char *tile_layer_name(int layer)
{
    static const char *const names[TILE_LAYERS] = { "countries", "admin1", "areas",
                                                    "water",     "rivers", "borders",
                                                    "roads",     "places", "events" };
    return names[layer];
}

geo_tiles tile_block(const tile_options *o, int z)
{
    geo_box box = o->box;
    uint32_t all = (uint32_t)1 << z;
    if (box.west == 0 && box.east == 0 && box.south == 0 && box.north == 0)
        return (geo_tiles){ z, 0, 0, all - 1, all - 1 };
    geo_tiles t = geo_tiles_of(box, z);
    if (box.west <= box.east)
        return t;
    if (t.x1 >= t.x0) { /* so wide that it meets itself */
        t.x0 = 0;
        t.x1 = all - 1;
    } else {
        t.x1 += all;
    }
    return t;
}

geo_tiles tile_block_at(const tile_options *o, int z, uint32_t x, uint32_t y)
{
    geo_tiles whole = tile_block(o, z);
    double columns = whole.x1 - whole.x0 + 1.0, rows = whole.y1 - whole.y0 + 1.0;
    int side = side_px(o);
    if (o->png && columns * rows * side * side <= ONE_BLOCK_PX2)
        return whole;
    uint32_t step = o->png ? (uint32_t)(PICTURE_BLOCK_PX / side) : VECTOR_STEP;
    uint32_t x0 = x / step * step, y0 = y / step * step;
    uint32_t x1 = x0 + step - 1, y1 = y0 + step - 1;
    return (geo_tiles){ z, x0 < whole.x0 ? whole.x0 : x0, y0 < whole.y0 ? whole.y0 : y0,
                        x1 > whole.x1 ? whole.x1 : x1, y1 > whole.y1 ? whole.y1 : y1 };
}

geo_rect tile_path_box(const geo_path *path)
{
    geo_rect r = { INFINITY, INFINITY, -INFINITY, -INFINITY };
    for (int i = 0; i < path->n_points; i++) {
        geo_xy p = path->points[i];
        r.x0 = p.x < r.x0 ? p.x : r.x0;
        r.x1 = p.x > r.x1 ? p.x : r.x1;
        r.y0 = p.y < r.y0 ? p.y : r.y0;
        r.y1 = p.y > r.y1 ? p.y : r.y1;
    }
    return r;
}

bool tile_strips(double from, double to, double side, uint32_t n, uint32_t *first,
                 uint32_t *last)
{
    double a = floor(from / side), b = floor(to / side);
    if (!(b >= 0 && a < n))
        return false;
    *first = a < 0 ? 0 : (uint32_t)a;
    *last = b >= n ? n - 1 : (uint32_t)b;
    return true;
}

/* ---- items of vector tiles --------------------------------------------------- */

static int layer_of(const scene_feature *f)
{
    for (int i = 0; i < TILE_LAYERS; i++)
        if (!strcmp(f->source, tile_layer_name(i)))
            return i;
    return -1;
}

/* JavaScript readers have 53 bits for an id. An event's line or area is another
   feature than its point, so it gets an id of its own. */
static uint64_t stable_id(const scene_feature *f, int layer)
{
    static const scene_kind usual[TILE_LAYERS] = { SCENE_AREA, SCENE_AREA,  SCENE_AREA,
                                                   SCENE_AREA, SCENE_LINE,  SCENE_LINE,
                                                   SCENE_LINE, SCENE_POINT, SCENE_POINT };
    uint64_t mask = (UINT64_C(1) << 53) - 1, id = f->id;
    if (id && f->kind != usual[layer])
        id = (id + (uint64_t)f->kind + 1) * UINT64_C(0x9e3779b97f4a7c15);
    return id > mask ? ((id ^ id >> 53) & mask) : id;
}

/* An event that would vanish at this zoom stands as what is left of it: a line
   for a thin area, a point for what is smaller than a unit. */
static void keep_visible(tile_item *item, double unit, arena *a)
{
    double w = item->box.x1 - item->box.x0, h = item->box.y1 - item->box.y0;
    if (item->kind == SCENE_POINT || fmin(w, h) >= unit)
        return;
    if (fmax(w, h) >= unit) {
        item->kind = SCENE_LINE;
        return;
    }
    item->kind = SCENE_POINT;
    item->path = scene_point_path(a, (geo_xy){ (item->box.x0 + item->box.x1) / 2,
                                               (item->box.y0 + item->box.y1) / 2 });
    item->box = tile_path_box(&item->path);
}

static void add_vector_items(tile_sheet *s, int layer)
{
    for (int from = 0; from < SCENE_LAYERS; from++)
        for (size_t i = 0; i < s->scene->layers[from].n_features; i++) {
            const scene_feature *f = &s->scene->layers[from].features[i];
            if (!f->path.n_points || layer_of(f) != layer)
                continue;
            tile_item item = { .feature = f,
                               .kind = f->kind,
                               .path = f->path,
                               .box = tile_path_box(&f->path),
                               .pad = s->px * TILE_BUFFER / TILE_EXTENT,
                               .layer = layer,
                               .id = stable_id(f, layer) };
            if (layer == TILE_EVENTS)
                keep_visible(&item, s->px / TILE_EXTENT, &s->memory);
            s->items[s->n_items++] = item;
        }
}

typedef struct ranked {
    tile_item *item;
} ranked;

static int by_layer_and_id(const void *a, const void *b, const void *ctx)
{
    const tile_item *p = ((const ranked *)a)->item, *q = ((const ranked *)b)->item;
    (void)ctx;
    if (p->layer != q->layer)
        return p->layer - q->layer;
    return p->id < q->id ? -1 : p->id > q->id;
}

/* Lines or rings of one feature in two pieces, as they come at the antimeridian,
   become one. */
static void join(tile_item *to, tile_item *from, arena *a)
{
    geo_path p = to->path, q = from->path;
    geo_path both = { .points =
                          arena_array(a, geo_xy, (size_t)p.n_points + (size_t)q.n_points),
                      .parts =
                          arena_array(a, int, (size_t)p.n_parts + (size_t)q.n_parts + 1),
                      .n_points = p.n_points + q.n_points,
                      .n_parts = p.n_parts + q.n_parts };
    memcpy(both.points, p.points, (size_t)p.n_points * sizeof(geo_xy));
    memcpy(both.points + p.n_points, q.points, (size_t)q.n_points * sizeof(geo_xy));
    memcpy(both.parts, p.parts, (size_t)p.n_parts * sizeof(int));
    for (int i = 0; i <= q.n_parts; i++)
        both.parts[p.n_parts + i] = p.n_points + q.parts[i];
    to->path = both;
    to->box = tile_path_box(&both);
    from->path = (geo_path){ 0 };
}

/* Ids are unique in a layer: pieces of one feature are joined, and a second
   feature of the same id goes without. */
static void settle_ids(tile_sheet *s)
{
    arena scratch = { 0 };
    ranked *by_id = arena_array(&scratch, ranked, s->n_items + 1);
    for (size_t i = 0; i < s->n_items; i++)
        by_id[i].item = &s->items[i];
    sort_stable(by_id, s->n_items, sizeof *by_id, by_layer_and_id, NULL, &scratch);
    tile_item *first = NULL;
    for (size_t i = 0; i < s->n_items; i++) {
        tile_item *item = by_id[i].item;
        bool again =
            first && item->id && item->id == first->id && item->layer == first->layer;
        if (again && item->kind == first->kind && item->kind != SCENE_POINT &&
            !strcmp(item->feature->key, first->feature->key))
            join(first, item, &s->memory);
        else if (again)
            item->id = 0;
        else
            first = item;
    }
    arena_clear(&scratch);
    size_t n = 0;
    for (size_t i = 0; i < s->n_items; i++)
        if (s->items[i].path.n_points)
            s->items[n++] = s->items[i];
    s->n_items = n;
}

/* ---- items of pictures ------------------------------------------------------- */

static void add_picture_items(tile_sheet *s)
{
    for (int layer = 0; layer < SCENE_LAYERS; layer++)
        for (size_t i = 0; i < s->scene->layers[layer].n_features; i++) {
            const scene_feature *f = &s->scene->layers[layer].features[i];
            if (!f->path.n_points)
                continue;
            s->items[s->n_items++] =
                (tile_item){ .feature = f,
                             .kind = f->kind,
                             .path = f->path,
                             .box = tile_path_box(&f->path),
                             .pad = 4 + 2 * f->paint.width + f->paint.size,
                             .layer = layer };
        }
}

/* In a block around the whole world, a point near the antimeridian shows on the
   other side, too. A vector tile that has both sides has it once. */
static void add_other_side(tile_sheet *s)
{
    uint32_t columns = s->block.x1 - s->block.x0 + 1;
    double world = s->px * columns;
    if (columns != (uint32_t)1 << s->block.z || (columns == 1 && !s->png))
        return;
    tile_item *all = arena_array(&s->memory, tile_item, s->n_items * 3);
    size_t n = 0;
    for (size_t i = 0; i < s->n_items; i++) {
        tile_item item = s->items[i];
        all[n++] = item;
        for (int turn = -1; item.kind == SCENE_POINT && turn <= 1; turn += 2) {
            geo_xy p = { item.path.points[0].x + turn * world, item.path.points[0].y };
            if (p.x < -item.pad || p.x > world + item.pad)
                continue;
            all[n] = item;
            all[n].path = scene_point_path(&s->memory, p);
            all[n++].box = (geo_rect){ p.x, p.y, p.x, p.y };
        }
    }
    s->items = all;
    s->n_items = n;
}

/* ---- rows -------------------------------------------------------------------- */

/* A counting sort: first how many items each row has, then which. */
static void index_rows(tile_sheet *s)
{
    uint32_t rows = s->block.y1 - s->block.y0 + 1, first, last;
    s->row_start = arena_array(&s->memory, size_t, (size_t)rows + 2);
    for (size_t i = 0; i < s->n_items; i++) {
        const tile_item *item = &s->items[i];
        if (tile_strips(item->box.y0 - item->pad, item->box.y1 + item->pad, s->px, rows,
                        &first, &last))
            for (uint32_t r = first; r <= last; r++)
                s->row_start[r + 2]++;
    }
    for (uint32_t r = 0; r < rows; r++)
        s->row_start[r + 2] += s->row_start[r + 1];
    s->row_items = arena_array(&s->memory, uint32_t, s->row_start[rows + 1]);
    for (size_t i = 0; i < s->n_items; i++) {
        const tile_item *item = &s->items[i];
        if (tile_strips(item->box.y0 - item->pad, item->box.y1 + item->pad, s->px, rows,
                        &first, &last))
            for (uint32_t r = first; r <= last; r++)
                s->row_items[s->row_start[r + 1]++] = (uint32_t)i;
    }
}

/* ---- sheets ------------------------------------------------------------------ */

static tile_sheet *sheet_new(geo_tiles block, const tile_options *o)
{
    arena memory = { 0 };
    tile_sheet *s = arena_new(&memory, tile_sheet);
    s->memory = memory;
    s->block = block;
    s->px = side_px(o);
    s->png = o->png;
    s->scale = o->scale > 0 ? o->scale : 1;
    return s;
}

static void fill_items(tile_sheet *s)
{
    size_t most = 0;
    for (int layer = 0; layer < SCENE_LAYERS; layer++)
        most += s->scene->layers[layer].n_features;
    s->items = arena_array(&s->memory, tile_item, most + 1);
    if (s->png) {
        add_picture_items(s);
    } else {
        for (int layer = 0; layer < TILE_LAYERS; layer++)
            add_vector_items(s, layer);
        settle_ids(s);
    }
    add_other_side(s);
    if (!s->png)
        index_rows(s);
}

tile_sheet *tile_sheet_of(const scene *from, geo_tiles block, const tile_options *o)
{
    tile_sheet *s = sheet_new(block, o);
    s->scene = from;
    fill_items(s);
    return s;
}

/* The view of a block whose columns may run past the last one of the zoom. */
static geo_view view_of(tile_sheet *s, double buffer)
{
    geo_view v = geo_view_tiles(s->projector, s->block, s->px, buffer);
    uint32_t all = (uint32_t)1 << s->block.z;
    if (s->block.x1 >= all)
        v.box.east = geo_wrap_lon((s->block.x1 + 1.0 + buffer / s->px) / all * 360 - 180);
    return v;
}

/* Only the events that may show are handed on: a zoom in many blocks would else
   look at each event in full for each block. */
static void choose_events(const scene_input *in, geo_box box, arena *a, scene_input *out)
{
    double margin = (box.north - box.south) * 0.1;
    geo_box wide = { box.west, box.south - margin, box.east, box.north + margin };
    const dateline_event **events =
        arena_array(a, const dateline_event *, in->n_events + 1);
    scene_state *states =
        in->states ? arena_array(a, scene_state, in->n_events + 1) : NULL;
    size_t n = 0;
    for (size_t i = 0; i < in->n_events; i++) {
        const dateline_event *e = in->events[i];
        if (!e->located || (!e->geometry && !geo_box_has(wide, e->where)))
            continue;
        if (states)
            states[n] = in->states[i];
        events[n++] = e;
    }
    out->events = events;
    out->states = states;
    out->n_events = n;
}

static dateline_status make_scene(const scene_input *in, tile_sheet *s, bool deepest,
                                  dateline_error *err)
{
    scene *own = &s->own;
    arena *a = &s->memory;
    scene_input input = *in;
    input.buffer_px = s->png ? PICTURE_BUFFER_PX : s->px * TILE_BUFFER / TILE_EXTENT;
    input.vector = !s->png;
    if (!s->png && deepest)
        input.tolerance_px =
            (in->tolerance_px > 0 ? in->tolerance_px : 0.35) / DEEPEST_FINER;
    geo_view view = view_of(s, input.buffer_px);
    own->width_px = view.frame.x1;
    own->height_px = view.frame.y1;
    own->title = own->description = own->lang = own->created = "";
    choose_events(in, view.box, a, &input);
    dateline_status st = collect_map(&input, &view, a, own, err);
    if (!st)
        st = collect_events(&input, a, own, err);
    if (st || !s->png)
        return st;
    marks_stack(&input, a, own);
    scene_paint(&input, own);
    return offer_label(&input, own, OFFER_LABEL_PLACES | OFFER_LABEL_EVENTS, NULL, 0, a,
                       err);
}

dateline_status tile_sheet_new(const scene_input *in, const tile_options *o,
                               geo_tiles block, tile_sheet **out, dateline_error *err)
{
    *out = NULL;
    tile_sheet *s = sheet_new(block, o);
    double all = (double)((uint32_t)1 << block.z);
    geo_box box = { block.x0 / all * 360 - 180, -85,
                    geo_wrap_lon((block.x1 + 1) / all * 360 - 180), 85 };
    if (block.x1 - block.x0 + 1 >= all)
        box = (geo_box){ -180, -85, 180, 85 };
    dateline_status st = geo_projector_open("mercator", box, &s->projector, err);
    if (!st)
        st = make_scene(in, s, block.z == o->max_zoom, err);
    if (st) {
        tile_sheet_free(s);
        return st;
    }
    s->scene = &s->own;
    fill_items(s);
    *out = s;
    return DATELINE_OK;
}

void tile_sheet_free(tile_sheet *s)
{
    if (!s)
        return;
    geo_projector_close(s->projector);
    arena memory = s->memory;
    arena_clear(&memory);
}

geo_tiles tile_sheet_block(const tile_sheet *s)
{
    return s->block;
}

/* ---- cutting ----------------------------------------------------------------- */

tile_cutter *tile_cutter_new(font *f)
{
    arena memory = { 0 };
    tile_cutter *c = arena_new(&memory, tile_cutter);
    *c = (tile_cutter){
        .memory = memory, .font = f, .mvt = tile_mvt_new(), .repair = geo_repair_new()
    };
    return c;
}

void tile_cutter_free(tile_cutter *c)
{
    if (!c)
        return;
    tile_mvt_free(c->mvt);
    geo_repair_free(c->repair);
    arena_clear(&c->row);
    arena_clear(&c->tile);
    arena memory = c->memory;
    arena_clear(&memory);
}

void tile_cuts_free(tile_cuts *cuts)
{
    buf_clear(&cuts->bytes);
    buf_clear(&cuts->cuts);
}

void tile_add_cut(const tile_sheet *s, tile_cuts *out, tile_cut cut)
{
    cut.x &= ((uint32_t)1 << s->block.z) - 1;
    buf_add(&out->cuts, &cut, sizeof cut);
}

dateline_status tile_sheet_cut(const tile_sheet *s, tile_cutter *c, geo_tiles part,
                               tile_cuts *out, dateline_error *err)
{
    dateline_status st = DATELINE_OK;
    for (uint32_t y = part.y0; !st && y <= part.y1; y++) {
        geo_tiles row = { part.z, part.x0, y, part.x1, y };
        if (!s->png)
            st = tile_cut_row(s, c, row, out, err);
        for (uint32_t x = part.x0; s->png && !st && x <= part.x1; x++)
            st = tile_cut_picture(s, c, x, y, out, err);
    }
    return st;
}
