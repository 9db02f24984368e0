#include "furniture/legend.h"

#include "collect/ground.h"
#include "furniture/entry.h"

#include <math.h>

/* Samples are painted by scene_paint as what they stand for, so a marker has an
   event of its own that is on no list. */
static scene_feature *point_sample(arena *a, scene *s, geo_xy at, style_class class)
{
    scene_feature *f = scene_add_feature(s, a, SCENE_FURNITURE);
    f->kind = SCENE_POINT;
    f->class = class;
    f->path = scene_point_path(a, at);
    f->key = "legend";
    return f;
}

static dateline_event *sample_event(arena *a, const legend_entry *e)
{
    dateline_event *of = arena_new(a, dateline_event);
    *of = (dateline_event){ .id = "legend", .kind = e->kind, .status = e->status };
    of->title = of->description = of->place = of->place_name = of->place_id = "";
    of->to_place = of->attributed_to = of->color = of->symbol = "";
    of->geo_precision = e->sample == SAMPLE_RING   ? DATELINE_GEO_NEAR
                        : e->sample == SAMPLE_BAND ? DATELINE_GEO_LINE
                                                   : DATELINE_GEO_EXACT;
    return of;
}

static void draw_line(arena *a, scene *s, const legend_entry *e, geo_rect box)
{
    scene_feature *f = scene_add_feature(s, a, SCENE_FURNITURE);
    f->kind = SCENE_LINE;
    f->class = e->class;
    f->key = "legend";
    f->rounded = true;
    f->path = scene_path(a, 2);
    double y = (box.y0 + box.y1) / 2;
    f->path.points[0] = (geo_xy){ box.x0, y };
    f->path.points[1] = (geo_xy){ box.x1, y };
}

/* A small tapered arrow, pointing right. */
static void draw_arrow(arena *a, scene *s, const legend_entry *e, geo_rect box)
{
    static const double shape[8][2] = { { 0, -0.06 }, { 0.62, -0.16 }, { 0.58, -0.42 },
                                        { 1, 0 },     { 0.58, 0.42 },  { 0.62, 0.16 },
                                        { 0, 0.06 },  { 0, -0.06 } };
    scene_feature *f = scene_add_feature(s, a, SCENE_FURNITURE);
    f->kind = SCENE_AREA;
    f->class = e->class;
    f->key = "legend";
    f->path = scene_path(a, 8);
    double w = box.x1 - box.x0, mid = (box.y0 + box.y1) / 2;
    for (int i = 0; i < 8; i++)
        f->path.points[i] =
            (geo_xy){ box.x0 + shape[i][0] * w, mid + shape[i][1] * 0.7 * w };
}

static void draw_ring(arena *a, scene *s, const legend_entry *e, geo_xy mid, double r)
{
    enum { STEPS = 32 };
    scene_feature *f = scene_add_feature(s, a, SCENE_FURNITURE);
    f->kind = SCENE_AREA;
    f->class = e->class;
    f->hollow = true;
    f->event = sample_event(a, e);
    f->key = "legend";
    f->path = scene_path(a, STEPS + 1);
    for (int i = 0; i <= STEPS; i++) {
        double t = 6.283185307179586 * (i % STEPS) / STEPS;
        f->path.points[i] = (geo_xy){ mid.x + r * cos(t), mid.y + r * sin(t) };
    }
}

static void draw_band(arena *a, scene *s, const legend_entry *e, geo_rect box, double k)
{
    double mid = (box.y0 + box.y1) / 2;
    geo_rect band = { box.x0, mid - 4 * k, box.x1, mid + 4 * k };
    scene_feature *f = scene_add_rect(s, a, SCENE_FURNITURE, band, e->class);
    f->event = sample_event(a, e);
    f->key = "legend";
}

static void draw_heights(const scene_input *in, arena *a, scene *s, const legend_entry *e,
                         geo_rect box)
{
    enum { STEPS = 6 };
    double k = scene_scale(in), mid = (box.y0 + box.y1) / 2,
           w = (box.x1 - box.x0) / STEPS;
    for (int i = 0; i < STEPS; i++) {
        int at = in->words->right_to_left ? STEPS - 1 - i : i;
        scene_feature *f =
            scene_add_rect(s, a, SCENE_FURNITURE,
                           (geo_rect){ box.x0 + at * w, mid - 6 * k,
                                       box.x0 + (at + 1) * w, mid + 6 * k },
                           STYLE_LAND);
        double h = e->low + (e->high - e->low) * i / (STEPS - 1);
        f->tint = ground_tint_at(&in->style->land, h) | 0xFF;
        f->key = "legend";
    }
}

static void draw_sample(const scene_input *in, arena *a, scene *s, const legend_entry *e,
                        geo_rect box)
{
    double k = scene_scale(in);
    geo_xy mid = { (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2 };
    switch (e->sample) {
    case SAMPLE_MARKER:
        point_sample(a, s, mid, STYLE_BACKGROUND)->event = sample_event(a, e);
        break;
    case SAMPLE_LINE:
        draw_line(a, s, e, box);
        break;
    case SAMPLE_ARROW:
        draw_arrow(a, s, e, box);
        break;
    case SAMPLE_RING:
        draw_ring(a, s, e, mid, 8 * k);
        break;
    case SAMPLE_BAND:
        draw_band(a, s, e, box, k);
        break;
    case SAMPLE_HEIGHT:
        draw_heights(in, a, s, e, box);
        break;
    case SAMPLE_AREA:
        scene_add_rect(s, a, SCENE_FURNITURE,
                       (geo_rect){ box.x0 + k, mid.y - 6 * k, box.x1 - k, mid.y + 6 * k },
                       e->class)
            ->key = "legend";
        break;
    default:
        point_sample(a, s, mid, e->class);
    }
}

/* The number that such a badge bears. */
static void draw_digit(const scene_input *in, arena *a, scene *s, geo_rect box)
{
    scene_block b = scene_block_make(in, a, style_number(in->words, 3, a),
                                     (scene_block_options){ .role = STYLE_BADGE });
    scene_text *t = scene_add_text(s, a, SCENE_FURNITURE);
    *t = scene_block_at(&b, a, (box.x0 + box.x1 - b.width) / 2,
                        (box.y0 + box.y1 - b.height) / 2);
    t->key = "legend";
    t->contrast = style_contrast(t->color, in->style->classes[STYLE_BADGE_MARK].fill);
}

static void draw_entry(const scene_input *in, arena *a, scene *s, const legend_entry *e,
                       geo_rect row, style_color ground)
{
    double k = scene_scale(in), mid = (row.y0 + row.y1) / 2;
    bool mirrored = in->words->right_to_left;
    double left = mirrored ? row.x1 - LEGEND_SAMPLE_WIDTH * k : row.x0;
    geo_rect box = { left, row.y0, left + LEGEND_SAMPLE_WIDTH * k, row.y1 };
    draw_sample(in, a, s, e, box);
    if (e->sample == SAMPLE_BADGE)
        draw_digit(in, a, s, box);
    const scene_block *b = &e->block;
    if (!b->text.n_lines)
        return;
    /* Level with the sample by the height of small letters, so that rows stand even
       whatever marks and tails their letters have. */
    double first = b->text.lines[0].y, last = b->text.lines[b->text.n_lines - 1].y;
    double y = mid + 0.36 * b->text.font.size_px - (last - first) / 2 - first;
    double x = mirrored ? left - LEGEND_SAMPLE_GAP * k - b->width
                        : row.x0 + (LEGEND_SAMPLE_WIDTH + LEGEND_SAMPLE_GAP) * k;
    scene_text *t = scene_add_text(s, a, SCENE_FURNITURE);
    *t = scene_block_at(b, a, x, y);
    t->key = "legend";
    t->contrast = style_contrast(t->color, ground | 0xFF);
}

void legend_draw(const scene_input *in, const legend *l, arena *a, scene_page *p,
                 geo_rect at, bool panel)
{
    double k = scene_scale(in), pad = panel ? LEGEND_PAD * k : 0;
    style_color ground = in->style->classes[panel ? STYLE_PANEL : STYLE_BACKGROUND].fill;
    if (panel)
        scene_add_rect(&p->scene, a, SCENE_FURNITURE, at, STYLE_PANEL)->key =
            "legend-panel";
    size_t rows = legend_rows(l);
    double x = at.x0 + pad;
    for (int column = 0; column < l->columns; column++) {
        double y = at.y0 + pad - (panel ? 2 * k : 0),
               w = legend_column_width(in, l, column);
        for (size_t i = (size_t)column * rows;
             i < l->n && i < ((size_t)column + 1) * rows; i++) {
            double h = legend_entry_height(in, &l->entries[i]);
            draw_entry(in, a, &p->scene, &l->entries[i], (geo_rect){ x, y, x + w, y + h },
                       ground);
            y += h;
        }
        x += w + LEGEND_COLUMN_GAP * k;
    }
}
