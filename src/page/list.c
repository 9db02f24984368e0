/*
 * The dated list: what there is no room to say on the map is said beside it, by
 * numbers that stand on the markers.
 */
#include "page/steps.h"

#include "base/sort.h"
#include "collect/collect.h"
#include "marks/marks.h"
#include "page/fit.h"
#include "scene/block.h"
#include "text/utf8.h"

#include <math.h>
#include <string.h>

/* More than this many numbers are no help on a page, nor on a narrow one. */
enum { MOST = 30, MOST_NARROW = 9, MOST_EVENTS = 120 };
/* So many have room for whole sentences. */
enum { FEW_ENTRIES = 5 };

static const double NARROW = 700, COLUMN = 300; /* px at a type scale of 1 */
/* Of its width: a page that is higher has room for more below a narrow map. */
static const double HIGH = 1.6;
static const double GAP = 6, GUTTER = 22;
/* With less of the page for each place, labels do not fit, px². */
static const double ROOM_FOR_LABEL = 25000;

typedef struct entry {
    size_t event;
    bool placed;
    int rank;
    scene_block text;
    double high; /* with the longest name by any of the policies, px */
    int number;
    int column;
    double y;
} entry;

typedef struct list {
    const scene_input *in;
    const scene_page_options *o;
    arena *a;
    double k;
    entry *entries; /* those that are told, by date */
    size_t n;
    long more; /* that are not */
    scene_block more_text;
    int columns;
    double column_width, number_width, height;
    double more_y;
} list;

static bool in_area(const scene_page_options *o, geo_box fit, geo_lonlat where)
{
    return geo_box_has(geo_box_is_zero(o->box) ? fit : o->box, where);
}

static bool same_place(const dateline_event *a, const dateline_event *b)
{
    return fabs(a->where.lat - b->where.lat) < 0.01 &&
           fabs(a->where.lon - b->where.lon) < 0.01;
}

/* Whether labels of all places would not fit beside their markers. */
static bool is_crowded(const scene_input *in, const scene_page_options *o, arena *a)
{
    double k = scene_scale(in);
    if (in->n_events < 2 || in->n_events > MOST_EVENTS)
        return false;
    geo_box fit = page_fit(in->events, in->n_events, a);
    size_t places = 0;
    for (size_t i = 0; i < in->n_events; i++) {
        bool seen =
            !scene_has_place(in->events[i]) || !in_area(o, fit, in->events[i]->where);
        for (size_t j = 0; j < i && !seen; j++)
            seen = scene_has_place(in->events[j]) &&
                   same_place(in->events[i], in->events[j]);
        places += !seen;
    }
    double map = o->width_px * o->height_px * 0.85 / (k * k);
    return places > 1 && map < ROOM_FOR_LABEL * (double)places;
}

/* Whether a label of the event would not tell what it was: it shares its marker, and its
   area or its title is long; or the title is a clause. */
static bool is_mute(const scene_input *in, const dateline_event *e)
{
    enum { SHORT = 48, CLAUSE = 80 };
    str title = str_of(scene_event_title(e, in->words->lang));
    size_t here = 0, length = text_count(title);
    for (size_t i = 0; i < in->n_events; i++)
        here += scene_has_place(in->events[i]) && same_place(e, in->events[i]);
    return (here > 1 && (marks_is_area(e) || length > SHORT)) || length >= CLAUSE ||
           str_ends(title, STR("…"));
}

/* A few events, of many of which labels cannot tell. */
static bool is_short_of_words(const scene_input *in)
{
    enum { FEW = 16 };
    size_t n = in->n_events, mute = 0, placed = 0;
    for (size_t i = 0; i < n && n <= FEW; i++)
        if (scene_has_place(in->events[i])) {
            placed++;
            mute += is_mute(in, in->events[i]);
        }
    return placed > 1 && mute * 3 >= placed;
}

static bool is_wanted(const scene_input *in, const scene_page_options *o, arena *a)
{
    if (!in->n_events || o->list == SCENE_NEVER || o->stamp)
        return false;
    return o->list == SCENE_ALWAYS || o->numbers || is_crowded(in, o, a) ||
           is_short_of_words(in);
}

/* Of higher priority, then with a place, then later. */
static int by_rank(const void *a, const void *b, const void *ctx)
{
    const entry *x = a, *y = b;
    const scene_input *in = ctx;
    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
    if (x->placed != y->placed)
        return x->placed ? -1 : 1;
    int64_t p = in->events[x->event]->when.begin, q = in->events[y->event]->when.begin;
    return p > q ? -1 : p < q;
}

/* By start, then precision, as the source has them; undated ones last. */
static int by_date(const void *a, const void *b, const void *ctx)
{
    const scene_input *in = ctx;
    size_t i = ((const entry *)a)->event, j = ((const entry *)b)->event;
    dateline_when x = in->events[i]->when, y = in->events[j]->when;
    if (!x.precision != !y.precision)
        return x.precision ? -1 : 1;
    if (x.begin != y.begin)
        return x.begin < y.begin ? -1 : 1;
    if (x.precision != y.precision)
        return x.precision > y.precision ? -1 : 1;
    return i < j ? -1 : i > j;
}

/* About how many degrees of latitude two markers need to stand apart. */
static double apart(const list *l)
{
    const scene_input *in = l->in;
    geo_box b =
        geo_box_is_zero(l->o->box) ? page_fit(in->events, in->n_events, l->a) : l->o->box;
    double wide = geo_box_width(b) * cos((b.north + b.south) * 0.00872664625997165);
    return 36 * l->k * fmax(wide / l->o->width_px, (b.north - b.south) / l->o->height_px);
}

static bool is_near(const dateline_event *a, const dateline_event *b, double degrees)
{
    double dy = a->where.lat - b->where.lat;
    double dx = geo_wrap_lon(a->where.lon - b->where.lon) *
                cos(a->where.lat * 0.017453292519943295);
    return a->located && b->located && hypot(dx, dy) < degrees;
}

/* A second event about a place ranks with the first ones of lower priority elsewhere,
   so that few numbers tell of many places and stand clear of each other. */
static void spread(list *l)
{
    const scene_input *in = l->in;
    double degrees = apart(l);
    for (size_t i = 1; i < l->n && i < 4 * MOST_EVENTS; i++) {
        const dateline_event *e = in->events[l->entries[i].event];
        int before = 0;
        for (size_t j = 0; j < i; j++)
            before += is_near(in->events[l->entries[j].event], e, degrees);
        l->entries[i].rank += before;
    }
    sort_stable(l->entries, l->n, sizeof *l->entries, by_rank, in, l->a);
}

/* All that can be told: what lies beyond the frame is told by its pointer. */
static void gather(list *l, const scene_page *p)
{
    const scene_input *in = l->in;
    geo_box fit = p ? (geo_box){ 0 } : page_fit(in->events, in->n_events, l->a);
    l->entries = arena_array(l->a, entry, in->n_events + 1);
    for (size_t i = 0; i < in->n_events; i++) {
        const dateline_event *e = in->events[i];
        entry one = { .event = i, .rank = e->priority ? e->priority : 2 };
        one.placed =
            scene_has_place(e) && (!p || collect_has_spot(in, &p->scene.view, e));
        if (one.placed && !(p ? geo_view_shows(&p->scene.view, e->where)
                              : in_area(l->o, fit, e->where)))
            continue;
        l->entries[l->n++] = one;
    }
    sort_stable(l->entries, l->n, sizeof *l->entries, by_rank, in, l->a);
    spread(l);
    bool high = l->o->height_px > HIGH * l->o->width_px;
    size_t most = l->o->width_px < NARROW * l->k && !high ? MOST_NARROW : MOST;
    l->more = (long)(l->n > most ? l->n - most : 0);
    l->n = l->n > most ? most : l->n;
}

static const char *say(const list *l, const dateline_event *e, scene_naming naming)
{
    const style_words *w = l->in->words;
    scene_input named = *l->in;
    named.naming = naming;
    const char *when = scene_when(w, e, l->a);
    const char *title = scene_event_title(e, w->lang);
    const char *place =
        *e->place || *e->place_name ? scene_place_name(&named, e, l->a) : "";
    return str_print(l->a, "%s%s%s%s%s", when, *when ? " · " : "", place,
                     *place ? ": " : "", title);
}

/* From one line box to the next, so that lines of all entries keep their distance
   whatever letters they have. */
static double height_of(const scene_block *b, double k)
{
    return b->bottom - b->top + GAP * k;
}

/* Another policy of naming may ask for more lines: what is told must not depend on it. */
static void write_text(const list *l, entry *e)
{
    const dateline_event *of = l->in->events[e->event];
    scene_block_options o = { .role = STYLE_LIST,
                              .max_lines = l->n <= FEW_ENTRIES ? 5 : 3,
                              .max_width_px = l->column_width - l->number_width };
    const char *said = say(l, of, l->in->naming);
    e->text = scene_block_make(l->in, l->a, said, o);
    e->high = height_of(&e->text, l->k);
    for (int i = 0; i <= SCENE_LOCAL; i++) {
        const char *other = say(l, of, (scene_naming)i);
        if (!strcmp(other, said))
            continue;
        scene_block b = scene_block_make(l->in, l->a, other, o);
        e->high = fmax(e->high, height_of(&b, l->k));
    }
}

static void write_texts(list *l, double width)
{
    double cell = width / l->k;
    l->columns = cell < 2 * COLUMN ? 1 : cell < 3.4 * COLUMN ? 2 : 3;
    l->column_width = (width - (l->columns - 1) * GUTTER * l->k) / l->columns;
    scene_block digits = scene_block_make(l->in, l->a, l->n > 9 ? "00" : "0",
                                          (scene_block_options){ .role = STYLE_EVENT });
    l->number_width = digits.width + 7 * l->k;
    for (size_t i = 0; i < l->n; i++)
        write_text(l, &l->entries[i]);
}

/* Fill columns of this height, with each entry as high as it may be or as it is; false
   when it does not all fit. */
static bool fill(list *l, entry *told, size_t n, double height, bool highest)
{
    int column = 0;
    double y = 0;
    bool more = l->more > 0;
    for (size_t i = 0; i < n + more; i++) {
        const scene_block *b = i < n ? &told[i].text : &l->more_text;
        double h = i < n && highest ? told[i].high : height_of(b, l->k);
        if (y + h - GAP * l->k > height && y > 0) {
            column++;
            y = 0;
        }
        if (column >= l->columns || y + h - GAP * l->k > height + 0.01)
            return false;
        if (i < n) {
            told[i].column = column;
            told[i].y = y;
        } else
            l->more_y = y + column * 1e6;
        y += h;
    }
    return true;
}

static void write_more(list *l)
{
    const style_words *w = l->in->words;
    l->more_text = scene_block_make(
        l->in, l->a,
        style_say(w, WORD_MORE, l->a, "n", style_number(w, (double)l->more, l->a), NULL),
        (scene_block_options){ .role = STYLE_LIST,
                               .max_lines = 2,
                               .max_width_px = l->column_width - l->number_width });
}

/* As many of the entries, in order of rank, as columns of this height hold; they end
   up by date, with their numbers. */
static void fit(list *l, double height)
{
    entry *told = arena_array(l->a, entry, l->n + 1);
    for (;; l->n--, l->more++) {
        if (l->more > 0)
            write_more(l);
        memcpy(told, l->entries, l->n * sizeof *told);
        sort_stable(told, l->n, sizeof *told, by_date, l->in, l->a);
        if (!l->n || fill(l, told, l->n, height, true))
            break;
    }
    /* No room for a single line. */
    if (!fill(l, told, l->n, height, false) && !l->n)
        l->more = 0;
    l->entries = told;
    for (size_t i = 0, number = 0; i < l->n; i++)
        if (told[i].placed)
            told[i].number = (int)++number;
}

static list make(const scene_input *in, const scene_page_options *o, arena *a,
                 const scene_page *p, double width)
{
    list l = { .in = in, .o = o, .a = a, .k = scene_scale(in) };
    gather(&l, p);
    write_texts(&l, width);
    return l;
}

double page_list_size(const scene_input *in, const scene_page_options *o, arena *a,
                      double width)
{
    if (!is_wanted(in, o, a))
        return 0;
    list l = make(in, o, a, NULL, width);
    bool below = width > 0.6 * o->width_px;
    double most = o->height_px * (below ? 0.36 : 0.86), all = 0;
    for (size_t i = 0; i < l.n; i++)
        all += l.entries[i].high;
    /* The lowest columns that hold what the highest can. */
    fit(&l, most);
    double height = fmin(most, all / l.columns);
    while (l.n && height < most && !fill(&l, l.entries, l.n, height, true))
        height += 4 * l.k;
    return l.n ? fmin(most, height) : 0;
}

const int *page_list_numbers(const scene_input *in, const scene_page_options *o, arena *a,
                             const scene_page *p, geo_rect box)
{
    if (!is_wanted(in, o, a))
        return NULL;
    list l = make(in, o, a, p, box.x1 - box.x0);
    fit(&l, box.y1 - box.y0);
    int *numbers = arena_array(a, int, in->n_events + 1);
    for (size_t i = 0; i < l.n; i++)
        numbers[l.entries[i].event] = l.entries[i].number;
    return numbers;
}

/* What room is left goes between the entries, as far as they still belong together. */
static void stretch(list *l, double height)
{
    double used[3] = { 0 };
    int n[3] = { 0 };
    for (size_t i = 0; i < l->n; i++) {
        const entry *e = &l->entries[i];
        used[e->column] = e->y + height_of(&e->text, l->k);
        n[e->column]++;
    }
    int last = (int)(l->more_y / 1e6);
    if (l->more > 0) {
        used[last] = l->more_y - last * 1e6 + height_of(&l->more_text, l->k);
        n[last]++;
    }
    double gap = 7 * l->k;
    for (int i = 0; i < 3; i++)
        if (n[i] > 1)
            gap = fmin(gap, (height + GAP * l->k - used[i]) / (n[i] - 1));
    gap = fmax(0, gap);
    for (size_t i = 0; i < l->n; i++) {
        size_t above = 0;
        while (above < i && l->entries[i - above - 1].column == l->entries[i].column)
            above++;
        l->entries[i].y += gap * (double)above;
    }
    l->more_y += l->more > 0 ? gap * (n[last] - 1) : 0;
}

static void put(const list *l, scene_page *p, const scene_block *b, geo_xy at)
{
    const style *look = l->in->style;
    scene_text *t = scene_add_text(&p->scene, l->a, SCENE_FURNITURE);
    *t = scene_block_at(b, l->a, at.x, at.y - b->top);
    t->contrast = style_contrast(t->color, look->classes[STYLE_BACKGROUND].fill);
    t->halo = 0;
    t->halo_px = 0;
    t->key = "list";
}

/* The number on the line of the first words, its digits under each other's. */
static void put_number(const list *l, scene_page *p, const entry *e, geo_xy at)
{
    scene_block b =
        scene_block_make(l->in, l->a, e->number ? str_print(l->a, "%d", e->number) : "–",
                         (scene_block_options){ .role = STYLE_EVENT });
    double right = l->number_width - 7 * l->k;
    double x = l->in->words->right_to_left ? at.x + l->column_width - right
                                           : at.x + right - b.width;
    double baseline = at.y - e->text.top + e->text.text.lines[0].y;
    put(l, p, &b, (geo_xy){ x, baseline - b.text.lines[0].y + b.top });
}

void page_add_list(const scene_input *in, const scene_page_options *o, arena *a,
                   scene_page *p, geo_rect box)
{
    if (!is_wanted(in, o, a))
        return;
    list l = make(in, o, a, p, box.x1 - box.x0);
    bool right = in->words->right_to_left;
    fit(&l, box.y1 - box.y0);
    stretch(&l, box.y1 - box.y0);
    double step = l.column_width + GUTTER * l.k;
    for (size_t i = 0; i < l.n; i++) {
        const entry *e = &l.entries[i];
        int column = right ? l.columns - 1 - e->column : e->column;
        geo_xy at = { box.x0 + column * step, box.y0 + e->y };
        if (!e->text.text.n_lines)
            continue;
        put_number(&l, p, e, at);
        at.x = right ? at.x + l.column_width - l.number_width - e->text.width
                     : at.x + l.number_width;
        put(&l, p, &e->text, at);
    }
    if (l.more <= 0 || !l.n)
        return;
    int column = (int)(l.more_y / 1e6);
    geo_xy at = { box.x0 + (right ? l.columns - 1 - column : column) * step,
                  box.y0 + l.more_y - column * 1e6 };
    at.x = right ? at.x + l.column_width - l.number_width - l.more_text.width
                 : at.x + l.number_width;
    put(&l, p, &l.more_text, at);
}
