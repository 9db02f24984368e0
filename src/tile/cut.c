/*
 * Vector tiles out of a sheet. A feature is clipped to a row of tiles first and
 * then, shorter, to each tile of the row: clipping the whole of it to every tile
 * would cost its length times the number of tiles.
 */
#include "tile/item.h"

#include <math.h>
#include <string.h>

/* A feature or the part of it in a row. */
typedef struct piece {
    const tile_item *item;
    geo_path path;
    geo_rect box;
} piece;

typedef struct row {
    piece *pieces;
    size_t n;
    size_t *start;   /* of the columns, as the rows of a sheet */
    uint32_t *which; /* numbers of pieces */
} row;

static bool inside(geo_rect box, geo_rect in)
{
    return box.x0 >= in.x0 && box.x1 <= in.x1 && box.y0 >= in.y0 && box.y1 <= in.y1;
}

static bool meets(geo_rect a, geo_rect b)
{
    return a.x0 <= b.x1 && b.x0 <= a.x1 && a.y0 <= b.y1 && b.y0 <= a.y1;
}

/* One line or ring, as a path of its own that shares the points. */
static geo_path part_of(const geo_path *path, int i, int parts[2])
{
    parts[0] = 0;
    parts[1] = path->parts[i + 1] - path->parts[i];
    return (geo_path){ path->points + path->parts[i], parts, parts[1], 1 };
}

static void append(geo_path *to, const geo_path *from)
{
    for (int i = 0; i < from->n_parts; i++) {
        int n = from->parts[i + 1] - from->parts[i];
        to->parts[to->n_parts++] = to->n_points;
        memcpy(to->points + to->n_points, from->points + from->parts[i],
               (size_t)n * sizeof(geo_xy));
        to->n_points += n;
        to->parts[to->n_parts] = to->n_points;
    }
}

/* Only rings that meet rect take part; they are clipped together. */
static geo_path clip_area(const geo_path *path, geo_rect rect, arena *a)
{
    geo_path near = { .points = arena_array(a, geo_xy, (size_t)path->n_points),
                      .parts = arena_array(a, int, (size_t)path->n_parts + 1) };
    for (int i = 0; i < path->n_parts; i++) {
        int bounds[2];
        geo_path one = part_of(path, i, bounds);
        if (meets(tile_path_box(&one), rect))
            append(&near, &one);
    }
    return geo_area_clip(&near, rect, a);
}

/* Lines or rings inside rect, in points of their own; whole ones are taken as
   they are, and those that lie elsewhere are passed over. */
static geo_path clip(const geo_path *path, scene_kind kind, geo_rect rect, arena *a)
{
    if (kind == SCENE_AREA)
        return clip_area(path, rect, a);
    geo_path *cut = arena_array(a, geo_path, (size_t)path->n_parts);
    size_t points = 0, parts = 0;
    for (int i = 0; i < path->n_parts; i++) {
        int bounds[2];
        geo_path one = part_of(path, i, bounds);
        geo_rect box = tile_path_box(&one);
        if (!meets(box, rect))
            continue;
        if (inside(box, rect)) {
            cut[i] = (geo_path){ path->points, path->parts + i, one.n_points, 1 };
            points += (size_t)one.n_points;
            parts++;
            continue;
        }
        cut[i] = geo_clip_lines(&one, rect, a);
        points += (size_t)cut[i].n_points;
        parts += (size_t)cut[i].n_parts;
    }
    geo_path out = { .points = arena_array(a, geo_xy, points),
                     .parts = arena_array(a, int, parts + 1) };
    for (int i = 0; i < path->n_parts; i++)
        append(&out, &cut[i]);
    return out;
}

static row start_row(const tile_sheet *s, uint32_t y, arena *a)
{
    size_t from = s->row_start[y - s->block.y0], to = s->row_start[y - s->block.y0 + 1];
    row r = { .pieces = arena_array(a, piece, to - from) };
    double top = s->px * (y - s->block.y0);
    for (size_t i = from; i < to; i++) {
        const tile_item *item = &s->items[s->row_items[i]];
        geo_rect band = { -1e12, top - item->pad, 1e12, top + s->px + item->pad };
        piece p = { item, item->path, item->box };
        if (item->kind != SCENE_POINT && !inside(item->box, band)) {
            p.path = clip(&item->path, item->kind, band, a);
            p.box = tile_path_box(&p.path);
        }
        if (p.path.n_parts)
            r.pieces[r.n++] = p;
    }
    return r;
}

static void index_columns(const tile_sheet *s, row *r, arena *a)
{
    uint32_t columns = s->block.x1 - s->block.x0 + 1, first, last;
    r->start = arena_array(a, size_t, (size_t)columns + 2);
    for (size_t i = 0; i < r->n; i++) {
        geo_rect box = r->pieces[i].box;
        double pad = r->pieces[i].item->pad;
        if (tile_strips(box.x0 - pad, box.x1 + pad, s->px, columns, &first, &last))
            for (uint32_t c = first; c <= last; c++)
                r->start[c + 2]++;
    }
    for (uint32_t c = 0; c < columns; c++)
        r->start[c + 2] += r->start[c + 1];
    r->which = arena_array(a, uint32_t, r->start[columns + 1]);
    for (size_t i = 0; i < r->n; i++) {
        geo_rect box = r->pieces[i].box;
        double pad = r->pieces[i].item->pad;
        if (tile_strips(box.x0 - pad, box.x1 + pad, s->px, columns, &first, &last))
            for (uint32_t c = first; c <= last; c++)
                r->which[r->start[c + 1]++] = (uint32_t)i;
    }
}

/* The part of a piece in a tile, in units of the tile. */
static geo_path in_tile(const tile_sheet *s, const piece *p, geo_xy corner, arena *a)
{
    double pad = p->item->pad;
    geo_rect rect = { corner.x - pad, corner.y - pad, corner.x + s->px + pad,
                      corner.y + s->px + pad };
    if (!meets(p->box, rect))
        return (geo_path){ 0 };
    geo_path path = p->item->kind == SCENE_POINT ? scene_point_path(a, p->path.points[0])
                                                 : clip(&p->path, p->item->kind, rect, a);
    double k = TILE_EXTENT / s->px;
    for (int i = 0; i < path.n_points; i++)
        path.points[i] = (geo_xy){ (path.points[i].x - corner.x) * k,
                                   (path.points[i].y - corner.y) * k };
    return path;
}

static dateline_status add_piece(const tile_sheet *s, tile_cutter *c, const piece *p,
                                 geo_xy corner, dateline_error *err)
{
    geo_path path = in_tile(s, p, corner, &c->tile);
    if (!path.n_parts)
        return DATELINE_OK;
    if (p->item->kind == SCENE_AREA) {
        geo_path raw = path;
        dateline_status st = geo_area_snap(c->repair, &raw, &c->tile, &path, err);
        if (st || !path.n_parts)
            return st;
    }
    tile_mvt_add(c->mvt, &(tile_mvt_feature){ .kind = p->item->kind,
                                              .path = path,
                                              .id = p->item->id,
                                              .attrs = p->item->feature->attrs,
                                              .n_attrs = p->item->feature->n_attrs });
    return DATELINE_OK;
}

static dateline_status cut_tile(const tile_sheet *s, tile_cutter *c, const row *r,
                                tile_cut tile, tile_cuts *out, dateline_error *err)
{
    uint32_t column = tile.x - s->block.x0;
    geo_xy corner = { s->px * column, s->px * (tile.y - s->block.y0) };
    dateline_status st = DATELINE_OK;
    int layer = -1;
    tile_mvt_start(c->mvt);
    for (size_t i = r->start[column]; !st && i < r->start[column + 1]; i++) {
        const piece *p = &r->pieces[r->which[i]];
        if (p->item->layer != layer)
            tile_mvt_layer(c->mvt, tile_layer_name(layer = p->item->layer));
        st = add_piece(s, c, p, corner, err);
    }
    arena_clear(&c->tile);
    tile.at = out->bytes.len;
    tile.n_features = tile_mvt_end(c->mvt, &out->bytes);
    tile.len = out->bytes.len - tile.at;
    if (!st && tile.n_features)
        tile_add_cut(s, out, tile);
    return st;
}

dateline_status tile_cut_row(const tile_sheet *s, tile_cutter *c, geo_tiles part,
                             tile_cuts *out, dateline_error *err)
{
    row r = start_row(s, part.y0, &c->row);
    index_columns(s, &r, &c->row);
    dateline_status st = DATELINE_OK;
    for (uint32_t x = part.x0; !st && x <= part.x1; x++)
        if (r.start[x - s->block.x0 + 1] > r.start[x - s->block.x0])
            st = cut_tile(s, c, &r, (tile_cut){ .x = x, .y = part.y0 }, out, err);
    arena_clear(&c->row);
    return st ? st : buf_status(&out->bytes, "a row of tiles", err);
}
