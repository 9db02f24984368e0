#include "furniture/legend.h"

#include "base/sort.h"
#include "collect/collect.h"
#include "collect/ground.h"
#include "furniture/entry.h"

#include <math.h>
#include <string.h>

enum { MOST_ENTRIES = DATELINE_KINDS + 28 };

/* Sizes at a type scale of 1, px. */
static const double ROW = 21, TEXT_WIDTH = 170;
static const size_t LONG_COLUMN = 9;

/* Ranks from which a reader understands unsaid, and knows. */
enum { PLAIN = 5, KNOWN = 7 };

typedef struct gathering {
    const scene_input *in;
    arena *a;
    long kinds[DATELINE_KINDS];
    long claimed, planned, cancelled, badges, rings, bands;
    dateline_kind claimed_kind, planned_kind, cancelled_kind; /* of the first such */
    long classes[STYLE_CLASSES];
    bool lines[STYLE_CLASSES]; /* seen as a line, not as an area */
    bool all;
} gathering;

static void gather_event(gathering *g, const dateline_event *e)
{
    g->kinds[e->kind]++;
    if (e->status == DATELINE_CLAIMED && !g->claimed++)
        g->claimed_kind = e->kind;
    if (e->status == DATELINE_IS_PLANNED && !g->planned++)
        g->planned_kind = e->kind;
    if (e->status == DATELINE_IS_CANCELLED && !g->cancelled++)
        g->cancelled_kind = e->kind;
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
    } marks[] = {
        { g->claimed, WORD_CLAIMED_MARK, DATELINE_CLAIMED, g->claimed_kind },
        { g->planned, WORD_PLANNED_MARK, DATELINE_IS_PLANNED, g->planned_kind },
        { g->cancelled, WORD_CANCELLED_MARK, DATELINE_IS_CANCELLED, g->cancelled_kind },
    };
    for (int i = 0; i < 3; i++) {
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

/* Heights that the land of the view has, from a few samples; false: none. */
static bool find_heights(const gathering *g, const geo_view *v, double *low, double *high)
{
    enum { SIDE = 40 };
    arena scratch = { 0 };
    geo_box b = v->box;
    relief_raster r = { .west = b.west,
                        .north = b.north,
                        .dx = geo_box_width(b) / SIDE,
                        .dy = (b.north - b.south) / SIDE,
                        .nx = SIDE,
                        .ny = SIDE };
    relief_fill(g->in->relief, &r, 1, &scratch);
    *low = 0;
    *high = -1;
    for (int i = 0; i < SIDE * SIDE; i++) {
        double h = (double)r.at[i];
        *high = h > *high ? h : *high;
        *low = h < *low ? h : *low;
    }
    const style_ramp *ramp = &g->in->style->land;
    double step = *high > 1500 ? 500 : 100;
    *high = fmin(ceil(*high / step) * step, ramp->height[ramp->n - 1]);
    *low = 0;
    arena_clear(&scratch);
    return *high > 0;
}

static void add_heights(legend *l, const gathering *g, const geo_view *v)
{
    const style_words *w = g->in->words;
    double low, high;
    if (!ground_tints_land(g->in) || !find_heights(g, v, &low, &high))
        return;
    const char *from = style_number(w, low, g->a), *to = style_number(w, high, g->a);
    legend_entry *e = add(l, SAMPLE_HEIGHT,
                          str_print(g->a, "%s, %s–%s\u00A0%s", w->word[WORD_HEIGHT], from,
                                    to, w->word[WORD_M]));
    if (!e)
        return;
    e->low = low;
    e->high = high;
    e->rank = 4;
}

static bool is_visible(const style_paint *p)
{
    return p->fill || p->stroke || p->hatch;
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
        { STYLE_ADMIN1, WORD_ADMIN1, SAMPLE_LINE, KNOWN },
        { STYLE_CAPITAL_MARK, WORD_CAPITAL, SAMPLE_POINT, KNOWN },
    };
    legend_entry *ring =
        g->rings ? add(l, SAMPLE_RING, g->in->words->word[WORD_UNCERTAIN]) : NULL;
    legend_entry *band =
        g->bands ? add(l, SAMPLE_BAND, g->in->words->word[WORD_COURSE]) : NULL;
    if (ring) {
        ring->class = STYLE_WASH;
        ring->rank = 2;
    }
    if (band) {
        band->class = STYLE_WASH;
        band->rank = 2;
    }
    bool special = g->classes[STYLE_BORDER_DISPUTED] ||
                   g->classes[STYLE_BORDER_CONTACT] ||
                   g->classes[STYLE_BORDER_BREAKAWAY] || g->classes[STYLE_BORDER_FORMER];
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        /* A plain border needs no word, unless there are others to tell it from. */
        if (!g->classes[known[i].class] || (known[i].rank == KNOWN && !g->all) ||
            (known[i].class == STYLE_BORDER && !special && !g->all) ||
            !is_visible(&g->in->style->classes[known[i].class]))
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

static legend finish(const gathering *g, const geo_view *v)
{
    legend l = { .entries = arena_array(g->a, legend_entry, MOST_ENTRIES) };
    add_kinds(&l, g);
    add_marks(&l, g);
    add_classes(&l, g);
    add_heights(&l, g, v);
    double k = scene_scale(g->in);
    for (size_t i = 0; i < l.n; i++)
        l.entries[i].block =
            scene_block_make(g->in, g->a, l.entries[i].text,
                             (scene_block_options){ .role = STYLE_LEGEND,
                                                    .max_width_px = TEXT_WIDTH * k });
    return l;
}

/* Around what is known to lie near a place, or along a line; a wash is of an area. */
static bool is_wash_of(const scene_feature *f, dateline_geo_precision precision)
{
    return f->class == STYLE_WASH && f->event && f->event->geo_precision == precision;
}

static void gather_layer(gathering *g, const scene_layer *l)
{
    for (size_t i = 0; i < l->n_features; i++) {
        const scene_feature *f = &l->features[i];
        if (f->kind == SCENE_POINT || (unsigned)f->class >= STYLE_CLASSES)
            continue;
        if (is_wash_of(f, DATELINE_GEO_NEAR)) {
            g->rings++;
            continue;
        }
        if (is_wash_of(f, DATELINE_GEO_LINE)) {
            g->bands++;
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
    const scene_layer *places = &s->layers[SCENE_LABELS_PLACE];
    for (size_t i = 0; i < places->n_features; i++)
        g->classes[STYLE_CAPITAL_MARK] += places->features[i].class == STYLE_CAPITAL_MARK;
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

legend legend_of(const scene_input *in, const scene *s, bool all, arena *a)
{
    gathering g = { .in = in, .a = a, .all = all };
    gather_scene(&g, s);
    return finish(&g, &s->view);
}

/* What a shape of the basemap will be drawn as, as far as a legend tells it. */
static style_class told_as(basemap_layer layer, basemap_class class)
{
    if (class == BASEMAP_CORRIDOR)
        return STYLE_CORRIDOR;
    style_class border = collect_border_class(class);
    return layer == BASEMAP_ROAD && border == STYLE_BORDER ? STYLE_ROAD : border;
}

/* Of any day and in any view. What is smaller than a hundredth of the map will not ask
   for a line. */
static void foresee_layer(gathering *g, basemap_layer layer, geo_box box)
{
    arena scratch = { 0 };
    basemap_found found;
    dateline_error unused = { 0 };
    if (!basemap_query(g->in->basemap, layer, box, 0.01 * (box.north - box.south),
                       &scratch, &found, &unused))
        for (size_t i = 0; i < found.n * BASEMAP_VIEWS; i++) {
            basemap_class class =
                found.features[i / BASEMAP_VIEWS].shown[i % BASEMAP_VIEWS];
            if (class != BASEMAP_HIDDEN)
                g->classes[layer == BASEMAP_AREA ? STYLE_DISPUTED_AREA
                                                 : told_as(layer, class)]++;
        }
    arena_clear(&scratch);
}

legend legend_foresee(const scene_input *in, const scene *events, bool all, arena *a)
{
    gathering g = { .in = in, .a = a, .all = all };
    g.classes[STYLE_ADMIN1] = g.classes[STYLE_CAPITAL_MARK] = 1;
    gather_scene(&g, events);
    foresee_layer(&g, BASEMAP_BORDER, events->view.box);
    foresee_layer(&g, BASEMAP_AREA, events->view.box);
    foresee_layer(&g, BASEMAP_ROAD, events->view.box);
    return finish(&g, &events->view);
}

static double entry_width(const scene_input *in, const legend_entry *e)
{
    return (LEGEND_SAMPLE_WIDTH + LEGEND_SAMPLE_GAP) * scene_scale(in) + e->block.width;
}

double legend_entry_height(const scene_input *in, const legend_entry *e)
{
    return fmax(ROW * scene_scale(in), e->block.height + 6 * scene_scale(in));
}

size_t legend_rows(const legend *l)
{
    size_t columns = (size_t)l->columns;
    return (l->n + columns - 1) / columns;
}

double legend_column_width(const scene_input *in, const legend *l, int column)
{
    size_t rows = legend_rows(l);
    double widest = 0;
    for (size_t i = (size_t)column * rows; i < l->n && i < ((size_t)column + 1) * rows;
         i++)
        widest = fmax(widest, entry_width(in, &l->entries[i]));
    return widest;
}

static void measure(const scene_input *in, legend *l)
{
    size_t rows = legend_rows(l);
    l->width = LEGEND_COLUMN_GAP * scene_scale(in) * (l->columns - 1);
    l->height = 0;
    for (int column = 0; column < l->columns; column++) {
        double h = 0;
        l->width += legend_column_width(in, l, column);
        for (size_t i = (size_t)column * rows;
             i < l->n && i < ((size_t)column + 1) * rows; i++)
            h += legend_entry_height(in, &l->entries[i]);
        l->height = fmax(l->height, h);
    }
}

void legend_as_panel(const scene_input *in, legend *l)
{
    double pad = 2 * LEGEND_PAD * scene_scale(in);
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

void legend_trim(legend *l)
{
    size_t n = 0;
    for (size_t i = 0; i < l->n; i++)
        if (l->entries[i].rank < PLAIN)
            l->entries[n++] = l->entries[i];
    l->n = n;
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
