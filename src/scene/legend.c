#include "scene/collect.h"
#include "scene/furniture.h"

#include "base/sort.h"

#include <math.h>
#include <string.h>

typedef enum sample {
    SAMPLE_MARKER = 0, /* of a kind and status of event */
    SAMPLE_BADGE,
    SAMPLE_POINT, /* of a class */
    SAMPLE_LINE,
    SAMPLE_AREA,
    SAMPLE_RING,
    SAMPLE_ARROW,
} sample;

struct legend_entry {
    sample sample;
    style_class class;
    dateline_kind kind;
    dateline_event_status status;
    const char *text;
    long count; /* how often it is drawn */
    int rank;   /* 0 is dropped last */
    scene_block block;
};

enum { MOST_ENTRIES = DATELINE_KINDS + 24 };

/* Sizes at a type scale of 1, px. */
static const double SAMPLE_WIDTH = 24, SAMPLE_GAP = 8, ROW = 21, COLUMN_GAP = 18, PAD = 9,
                    TEXT_WIDTH = 170;
static const size_t LONG_COLUMN = 9;

typedef struct gathering {
    const scene_input *in;
    arena *a;
    long kinds[DATELINE_KINDS];
    long claimed, planned, badges, rings;
    dateline_kind claimed_kind, planned_kind; /* of the first such */
    long classes[STYLE_CLASSES];
    bool lines[STYLE_CLASSES]; /* seen as a line, not as an area */
} gathering;

static void gather_event(gathering *g, const dateline_event *e)
{
    g->kinds[e->kind]++;
    if (e->status == DATELINE_CLAIMED && !g->claimed++)
        g->claimed_kind = e->kind;
    if (e->status == DATELINE_IS_PLANNED && !g->planned++)
        g->planned_kind = e->kind;
}

static legend_entry *add(legend *l, sample s, const char *text)
{
    if (l->n >= MOST_ENTRIES || !text || !*text)
        return NULL;
    legend_entry *e = &l->entries[l->n++];
    *e = (legend_entry){ .sample = s, .text = text };
    return e;
}

/* Kinds that look the same are one line: a reader could not tell them apart. */
static legend_entry *alike(legend *l, const style *look, dateline_kind kind)
{
    for (size_t i = 0; i < l->n; i++) {
        const style_paint *p = &look->kinds[l->entries[i].kind], *q = &look->kinds[kind];
        if (p->symbol == q->symbol && p->fill == q->fill)
            return &l->entries[i];
    }
    return NULL;
}

/* The most frequent first, what has no name of its own last. */
static int by_count(const void *a, const void *b, const void *ctx)
{
    const legend_entry *x = a, *y = b;
    (void)ctx;
    if ((x->kind == DATELINE_OTHER) != (y->kind == DATELINE_OTHER))
        return x->kind == DATELINE_OTHER ? 1 : -1;
    return x->count > y->count ? -1 : x->count < y->count;
}

static void add_kinds(legend *l, const gathering *g)
{
    for (int kind = 0; kind < DATELINE_KINDS; kind++) {
        const char *name = g->in->words->kinds[kind];
        if (!g->kinds[kind] || !name || !*name)
            continue;
        legend_entry *e = alike(l, g->in->style, (dateline_kind)kind);
        if (e) {
            e->text = str_print(g->a, "%s / %s", e->text, name);
        } else {
            e = add(l, SAMPLE_MARKER, name);
            if (!e)
                return;
            e->kind = (dateline_kind)kind;
            e->status = DATELINE_OCCURRED;
        }
        e->count += g->kinds[kind];
    }
    sort_stable(l->entries, l->n, sizeof *l->entries, by_count, NULL, g->a);
    l->kinds = l->n;
}

static void add_marks(legend *l, const gathering *g)
{
    const style_words *w = g->in->words;
    const struct {
        long n;
        style_word word;
        dateline_event_status status;
        dateline_kind kind;
    } marks[] = { { g->claimed, WORD_CLAIMED_MARK, DATELINE_CLAIMED, g->claimed_kind },
                  { g->planned, WORD_PLANNED_MARK, DATELINE_IS_PLANNED,
                    g->planned_kind } };
    for (int i = 0; i < 2; i++) {
        legend_entry *e =
            marks[i].n ? add(l, SAMPLE_MARKER, w->word[marks[i].word]) : NULL;
        if (!e)
            continue;
        e->kind = marks[i].kind;
        e->status = marks[i].status;
        e->rank = 1;
    }
    legend_entry *badge = g->badges ? add(l, SAMPLE_BADGE, w->word[WORD_CLUSTER]) : NULL;
    if (badge) {
        badge->class = STYLE_BADGE_MARK;
        badge->rank = 1;
    }
}

static void add_classes(legend *l, const gathering *g)
{
    static const struct {
        style_class class;
        style_word word;
        sample sample;
        int rank;
    } known[] = {
        { STYLE_WASH, WORD_REGION, SAMPLE_AREA, 2 },
        { STYLE_MOVEMENT, WORD_MOVEMENT, SAMPLE_ARROW, 1 },
        { STYLE_BORDER, WORD_BORDER, SAMPLE_LINE, 6 },
        { STYLE_BORDER_DISPUTED, WORD_BORDER_DISPUTED, SAMPLE_LINE, 3 },
        { STYLE_BORDER_CONTACT, WORD_BORDER_CONTACT, SAMPLE_LINE, 3 },
        { STYLE_BORDER_BREAKAWAY, WORD_BORDER_BREAKAWAY, SAMPLE_LINE, 3 },
        { STYLE_BORDER_FORMER, WORD_BORDER_FORMER, SAMPLE_LINE, 4 },
        { STYLE_DISPUTED_AREA, WORD_DISPUTED_AREA, SAMPLE_AREA, 3 },
        { STYLE_CORRIDOR, WORD_CORRIDOR, SAMPLE_LINE, 3 },
        { STYLE_ROAD, WORD_ROAD, SAMPLE_LINE, 5 },
    };
    legend_entry *ring =
        g->rings ? add(l, SAMPLE_RING, g->in->words->word[WORD_UNCERTAIN]) : NULL;
    if (ring) {
        ring->class = STYLE_WASH;
        ring->rank = 2;
    }
    bool special = g->classes[STYLE_BORDER_DISPUTED] ||
                   g->classes[STYLE_BORDER_CONTACT] ||
                   g->classes[STYLE_BORDER_BREAKAWAY] || g->classes[STYLE_BORDER_FORMER];
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        /* A plain border needs no word, unless there are others to tell it from. */
        if (!g->classes[known[i].class] || (known[i].class == STYLE_BORDER && !special))
            continue;
        sample s = known[i].sample;
        if (s == SAMPLE_AREA && g->lines[known[i].class])
            s = SAMPLE_LINE;
        legend_entry *e = add(l, s, g->in->words->word[known[i].word]);
        if (e) {
            e->class = known[i].class;
            e->rank = known[i].rank;
        }
    }
}

static legend finish(const gathering *g)
{
    legend l = { .entries = arena_array(g->a, legend_entry, MOST_ENTRIES) };
    add_kinds(&l, g);
    add_marks(&l, g);
    add_classes(&l, g);
    double k = scene_scale(g->in);
    for (size_t i = 0; i < l.n; i++)
        l.entries[i].block =
            scene_block_make(g->in, g->a, l.entries[i].text,
                             (scene_block_options){ .role = STYLE_LEGEND,
                                                    .max_width_px = TEXT_WIDTH * k });
    return l;
}

/* Around what is known to lie near a place; a wash is of an area. */
static bool is_ring(const scene_feature *f)
{
    return f->class == STYLE_WASH && f->event &&
           f->event->geo_precision == DATELINE_GEO_NEAR;
}

static void gather_layer(gathering *g, const scene_layer *l)
{
    for (size_t i = 0; i < l->n_features; i++) {
        const scene_feature *f = &l->features[i];
        if (f->kind == SCENE_POINT || (unsigned)f->class >= STYLE_CLASSES)
            continue;
        if (is_ring(f)) {
            g->rings++;
            continue;
        }
        if (f->class == STYLE_AREA && f->event && !g->kinds[f->event->kind])
            gather_event(g, f->event);
        g->classes[f->class]++;
        g->lines[f->class] |= f->kind == SCENE_LINE;
    }
}

static void gather_scene(gathering *g, const scene *s)
{
    static const scene_layer_id told[] = { SCENE_AREAS,   SCENE_HATCHING,
                                           SCENE_BORDERS, SCENE_BORDERS_DISPUTED,
                                           SCENE_ROADS,   SCENE_ARROWS };
    const scene_layer *events = &s->layers[SCENE_EVENTS];
    for (size_t i = 0; i < events->n_features; i++) {
        const scene_feature *f = &events->features[i];
        if (!f->event || f->kind != SCENE_POINT)
            continue;
        /* A number is explained by the list. */
        if (!f->badge)
            gather_event(g, f->event);
        else if (!f->listed)
            g->badges++;
    }
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        gather_layer(g, &s->layers[told[i]]);
}

legend legend_of(const scene_input *in, const scene *s, arena *a)
{
    gathering g = { .in = in, .a = a };
    gather_scene(&g, s);
    return finish(&g);
}

/* What a shape of the basemap will be drawn as, as far as a legend tells it. */
static style_class told_as(basemap_layer layer, basemap_class class)
{
    if (class == BASEMAP_CORRIDOR)
        return STYLE_CORRIDOR;
    style_class border = collector_border_class(class);
    return layer == BASEMAP_ROAD && border == STYLE_BORDER ? STYLE_ROAD : border;
}

/* What is smaller than a hundredth of the map will not ask for a line. */
static void foresee_layer(gathering *g, basemap_layer layer, geo_box box)
{
    arena scratch = { 0 };
    basemap_found found;
    dateline_error unused = { 0 };
    if (!basemap_query(g->in->basemap, layer, box, 0.01 * (box.north - box.south),
                       &scratch, &found, &unused))
        for (size_t i = 0; i < found.n; i++) {
            basemap_class class;
            if (basemap_shows(&found.features[i], g->in->boundaries, g->in->asof, &class))
                g->classes[layer == BASEMAP_AREA ? STYLE_DISPUTED_AREA
                                                 : told_as(layer, class)]++;
        }
    arena_clear(&scratch);
}

legend legend_foresee(const scene_input *in, const scene *events, arena *a)
{
    gathering g = { .in = in, .a = a };
    gather_scene(&g, events);
    foresee_layer(&g, BASEMAP_BORDER, events->view.box);
    foresee_layer(&g, BASEMAP_AREA, events->view.box);
    foresee_layer(&g, BASEMAP_ROAD, events->view.box);
    return finish(&g);
}

static double entry_width(const scene_input *in, const legend_entry *e)
{
    return (SAMPLE_WIDTH + SAMPLE_GAP) * scene_scale(in) + e->block.width;
}

static double entry_height(const scene_input *in, const legend_entry *e)
{
    return fmax(ROW * scene_scale(in), e->block.height + 6 * scene_scale(in));
}

static size_t rows_of(const legend *l)
{
    size_t columns = (size_t)l->columns;
    return (l->n + columns - 1) / columns;
}

static double column_width(const scene_input *in, const legend *l, int column)
{
    size_t rows = rows_of(l);
    double widest = 0;
    for (size_t i = (size_t)column * rows; i < l->n && i < ((size_t)column + 1) * rows;
         i++)
        widest = fmax(widest, entry_width(in, &l->entries[i]));
    return widest;
}

static void measure(const scene_input *in, legend *l)
{
    size_t rows = rows_of(l);
    l->width = COLUMN_GAP * scene_scale(in) * (l->columns - 1);
    l->height = 0;
    for (int column = 0; column < l->columns; column++) {
        double h = 0;
        l->width += column_width(in, l, column);
        for (size_t i = (size_t)column * rows;
             i < l->n && i < ((size_t)column + 1) * rows; i++)
            h += entry_height(in, &l->entries[i]);
        l->height = fmax(l->height, h);
    }
}

void legend_as_panel(const scene_input *in, legend *l)
{
    double pad = 2 * PAD * scene_scale(in);
    l->columns = l->n > LONG_COLUMN ? 2 : 1;
    measure(in, l);
    l->width += pad;
    l->height += pad - 4 * scene_scale(in);
}

void legend_as_strip(const scene_input *in, legend *l, double width)
{
    for (l->columns = (int)fmax(1, fmin(8, (double)l->n)); l->columns > 1; l->columns--) {
        measure(in, l);
        if (l->width <= width)
            break;
    }
    measure(in, l);
}

void legend_shorten(const scene_input *in, legend *l, double width, double height,
                    arena *a, scene *s)
{
    while (l->n > 1 && (l->height > height || l->width > width)) {
        size_t drop = l->n - 1;
        for (size_t i = l->n - 1; i-- > 0;)
            if (l->entries[i].rank > l->entries[drop].rank)
                drop = i;
        scene_leave_out(s, a, "legend", l->entries[drop].text, "no room in the legend");
        for (size_t i = drop; i + 1 < l->n; i++)
            l->entries[i] = l->entries[i + 1];
        l->n--;
        legend_as_strip(in, l, width);
    }
}

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
    of->geo_precision = e->sample == SAMPLE_RING ? DATELINE_GEO_NEAR : DATELINE_GEO_EXACT;
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
    double left = mirrored ? row.x1 - SAMPLE_WIDTH * k : row.x0;
    geo_rect box = { left, row.y0, left + SAMPLE_WIDTH * k, row.y1 };
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
    double x = mirrored ? left - SAMPLE_GAP * k - b->width
                        : row.x0 + (SAMPLE_WIDTH + SAMPLE_GAP) * k;
    scene_text *t = scene_add_text(s, a, SCENE_FURNITURE);
    *t = scene_block_at(b, a, x, y);
    t->key = "legend";
    t->contrast = style_contrast(t->color, ground | 0xFF);
}

void legend_draw(const scene_input *in, const legend *l, arena *a, scene_page *p,
                 geo_rect at, bool panel)
{
    double k = scene_scale(in), pad = panel ? PAD * k : 0;
    style_color ground = in->style->classes[panel ? STYLE_PANEL : STYLE_BACKGROUND].fill;
    if (panel)
        scene_add_rect(&p->scene, a, SCENE_FURNITURE, at, STYLE_PANEL)->key =
            "legend-panel";
    size_t rows = rows_of(l);
    double x = at.x0 + pad;
    for (int column = 0; column < l->columns; column++) {
        double y = at.y0 + pad - (panel ? 2 * k : 0), w = column_width(in, l, column);
        for (size_t i = (size_t)column * rows;
             i < l->n && i < ((size_t)column + 1) * rows; i++) {
            double h = entry_height(in, &l->entries[i]);
            draw_entry(in, a, &p->scene, &l->entries[i], (geo_rect){ x, y, x + w, y + h },
                       ground);
            y += h;
        }
        x += w + COLUMN_GAP * k;
    }
}
