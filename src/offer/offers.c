#include "offer/offers.h"

#include "text/fold.h"
#include "text/utf8.h"

#include <math.h>
#include <string.h>

offer *offer_add(offers *o, scene_layer_id layer)
{
    o->items = arena_grow(o->work, o->items, o->n, &o->cap, sizeof *o->items);
    offer *of = &o->items[o->n++];
    *of = (offer){ .layer = layer, .key = "", .text = "", .feature = SIZE_MAX };
    return of;
}

void offer_size(const offer *of, int variant, double *w, double *h)
{
    const scene_block *b = of->blocks[variant];
    *w = b[0].width;
    *h = b[0].height;
    if (of->n_blocks[variant] == 2) {
        *w = fmax(*w, b[1].width);
        *h += scene_block_gap(&b[0], &b[1]) + b[1].height;
    }
}

int offer_candidate(offers *o, offer *of, label_candidate c, int variant)
{
    if (of->n_candidates == of->cap_candidates) {
        int n = of->n_candidates, cap = n ? 2 * n : 32;
        label_candidate *candidates = arena_array(o->work, label_candidate, (size_t)cap);
        int *variants = arena_array(o->work, int, (size_t)cap);
        const offer_name **names = arena_alloc(o->work, (size_t)cap, sizeof *names);
        for (int i = 0; i < n; i++) {
            candidates[i] = of->candidates[i];
            variants[i] = of->variant[i];
            names[i] = of->name[i];
        }
        of->candidates = candidates;
        of->variant = variants;
        of->name = names;
        of->cap_candidates = cap;
    }
    of->candidates[of->n_candidates] = c;
    of->variant[of->n_candidates] = variant;
    return of->n_candidates++;
}

/* Into which long names are folded where nothing else fits. */
static const double NARROW_PX = 96;

/* All costs are parts of the weight. How much a shorter text costs: */
static const double SHORTER[OFFER_VARIANTS] = { 0, 0.2, 0.34, 0.38 };
/* Other markers near; a border straight through a line of text, and at most; land under
   the name of a port. A position that is nearer to another marker is none at all but in
   a crowd, where it is misleading. */
static const double AMBIGUOUS = 0.3, NEARER = 0.5, MISLEADING = 1.2;
static const double CROSSED = 0.06, CROSSED_MOST = 0.16, ASHORE = 0.2;

/* A place at the water: its name stands there best. */
static bool is_port(const offers *o, const offer *of)
{
    double r = 7 * o->k;
    label_box around = { of->anchor.x - r, of->anchor.y - r, of->anchor.x + r,
                         of->anchor.y + r };
    double wet = offer_water(o->ground, &around);
    return wet > 0.15 && wet < 0.9;
}

static double cost_of(const offers *o, const offer *of, const label_box *box, double em,
                      bool port)
{
    label_disc own = { of->anchor.x, of->anchor.y, of->clear };
    double near = label_ambiguity(o->markers, box, &own, fmax(3 * o->k, of->own));
    if (near > NEARER && !o->crowded)
        return of->weight;
    double cost = AMBIGUOUS * near + (near > NEARER ? MISLEADING : 0);
    /* Of several lines of text each is crossed only in part. */
    double lines = fmax(1, (box->y1 - box->y0) / em);
    cost +=
        fmin(CROSSED_MOST, CROSSED * offer_crossings(o->ground, box, em * lines, false));
    if (port)
        cost += ASHORE * (1 - offer_water(o->ground, box));
    return cost * of->weight * (o->crowded ? OFFER_CROWDED : 1);
}

/* Farther off than this a label wants a line. */
enum { POSITIONS = 24 };

void offer_around(offers *o, offer *of, double clear)
{
    of->clear = clear;
    bool port = is_port(o, of);
    for (int v = 0; v < of->n_variants; v++) {
        label_candidate found[LABEL_CANDIDATES_MAX];
        label_point p = { .x = of->anchor.x,
                          .y = of->anchor.y,
                          .clear = clear,
                          .em = of->blocks[v][0].text.font.size_px };
        offer_size(of, v, &p.width, &p.height);
        double unit = of->weight * (o->crowded ? OFFER_CROWDED : 1);
        int n = label_candidates(&p, unit, o->crowded ? LABEL_CANDIDATES_MAX : POSITIONS,
                                 found);
        for (int i = 0; i < n; i++) {
            if (!label_box_inside(&found[i].box, &o->page))
                continue;
            found[i].cost += unit * SHORTER[v];
            if (found[i].cost < of->weight)
                found[i].cost += cost_of(o, of, &found[i].box, p.em, port);
            found[i].box.x0 -= offer_aside(o);
            found[i].box.x1 += offer_aside(o);
            if (found[i].cost < of->weight)
                offer_candidate(o, of, found[i], v);
        }
    }
}

static style_role settlement_role(style_class class)
{
    return class == STYLE_CAPITAL_MARK ? STYLE_CAPITAL
           : class == STYLE_TOWN_MARK  ? STYLE_TOWN
                                       : STYLE_CITY;
}

static double settlement_weight(const scene_feature *f)
{
    double importance = 0;
    for (int i = 0; i < f->n_attrs; i++)
        if (!strcmp(f->attrs[i].name, "importance"))
            importance = f->attrs[i].number;
    return f->class == STYLE_CAPITAL_MARK ? 9 : 0.6 + 3 * importance;
}

void offer_places(offers *o)
{
    scene_layer *l = &o->s->layers[SCENE_LABELS_PLACE];
    for (size_t i = 0; i < l->n_features; i++) {
        const scene_feature *f = &l->features[i];
        offer *of = offer_add(o, SCENE_LABELS_PLACE);
        of->blocks[0][0] =
            scene_block_make(o->in, o->a, f->title,
                             (scene_block_options){ .role = settlement_role(f->class) });
        of->n_blocks[0] = of->n_variants = 1;
        of->weight = settlement_weight(f);
        of->anchor = f->path.points[0];
        of->key = f->key;
        of->text = f->title;
        of->feature = i;
        /* Discs begin with those of the settlements, in their order. */
        offer_around(o, of, o->clear[i]);
    }
}

/* The years of the events that a marker stands for. */
static const char *span_of(const offers *o, const scene_feature *f)
{
    dateline_when from = f->from, to = f->to;
    if (!from.precision)
        return "";
    from.precision = to.precision = DATELINE_YEAR;
    return style_span(o->in->words, from, to, o->a);
}

static const double LABEL_PX = 190, TOLD_PX = 230;

/* The title, or what stands for it; a place that ends it is named above it. */
static const char *told_title(const offers *o, const scene_feature *f, const char *place)
{
    str title = str_of(f->title), at = str_of(place);
    if (at.len && title.len > at.len + 2 && str_ends(title, at) &&
        title.at[title.len - at.len - 1] == ' ' &&
        title.at[title.len - at.len - 2] == ',')
        return str_copy(o->a, (str){ title.at, title.len - at.len - 2 });
    return o->in->states ? f->title : scene_short_title(o->in, f->event);
}

static const char *count_of(const offers *o, const scene_feature *f)
{
    const style_words *w = o->in->words;
    const char *events = style_events(w, f->stacked, o->a);
    return f->from.precision ? style_say(w, WORD_EVENT_COUNT_SPAN, o->a, "events", events,
                                         "span", span_of(o, f), NULL)
                             : events;
}

static const char *detail_of(const offers *o, const scene_feature *f, const char *place)
{
    const dateline_event *e = f->event;
    const style_words *w = o->in->words;
    if (f->stacked > 1 && !o->in->states)
        return count_of(o, f);
    const char *when = scene_when(w, e, o->a), *title = told_title(o, f, place);
    return *when && *title
               ? style_say(w, WORD_ALT_NO_PLACE, o->a, "when", when, "title", title, NULL)
           : *when ? when
                   : title;
}

static scene_block make(const offers *o, const char *text, style_role role, double width,
                        int lines)
{
    return scene_block_make(o->in, o->a, text,
                            (scene_block_options){ .role = role,
                                                   .max_width_px = width * o->k,
                                                   .max_lines = lines });
}

/* On a slide the place may have its name from the ground already. */
static bool is_named(const offers *o, const char *place_id)
{
    const scene_layer *l = &o->s->layers[SCENE_LABELS_PLACE];
    for (size_t i = 0; *place_id && i < l->n_texts; i++)
        if (!strcmp(l->texts[i].key, place_id))
            return true;
    return false;
}

/* Place and what happened; place and when; place alone. */
static void event_texts(offers *o, offer *of, const scene_feature *f)
{
    const char *place =
        f->places && !o->in->states ? f->places : scene_place_name(o->in, f->event, o->a);
    if (is_named(o, f->event->place_id))
        place = "";
    const char *when = scene_when(o->in->words, f->event, o->a);
    const char *detail = *place ? detail_of(o, f, place) : when;
    const char *named = *place ? place : f->title;
    int lines = *place && !f->places ? 3 : 2;
    scene_block head = make(o, named, STYLE_EVENT, LABEL_PX, lines);
    if (head.broken || strlen(head.text.text) < strlen(named))
        head = make(o, named, STYLE_EVENT, 1.4 * LABEL_PX, lines);
    int n = 0;
    if (f->told && f->stacked > 1 && !f->listed && !o->in->states) {
        of->blocks[n][0] = head;
        of->blocks[n][1] = make(o, f->told, STYLE_EVENT_DATE, TOLD_PX, 5);
        n += !str_ends(str_of(of->blocks[n][1].text.text), STR("…"));
        of->n_blocks[0] = 2;
    }
    if (*detail && !f->listed) {
        of->blocks[n][0] = head;
        of->blocks[n][1] = make(o, detail, STYLE_EVENT_DATE, LABEL_PX, 3);
        of->n_blocks[n++] = 2;
    }
    if (*place && *when && f->stacked < 2 && !f->listed) {
        of->blocks[n][0] = head;
        of->blocks[n][1] = make(o, when, STYLE_EVENT_DATE, LABEL_PX, 1);
        of->n_blocks[n++] = 2;
    }
    const char *alone = *place ? place : f->title;
    /* A marker that does not say how many it stands for leaves that to its name. */
    bool several = f->stacked > 1 && !f->badge && !f->places && f->clear <= 0;
    if (*place && several && !o->in->states) {
        alone = str_print(o->a, "%s (%d)", place, f->stacked);
        head = make(o, alone, STYLE_EVENT, 190, 2);
    }
    of->blocks[n][0] = head;
    of->n_blocks[n++] = 1;
    if (head.width > NARROW_PX * o->k) {
        of->blocks[n][0] = make(o, alone, STYLE_EVENT, NARROW_PX, 3);
        /* Folded, but neither broken inside a word nor cut. */
        if (!of->blocks[n][0].broken &&
            !strcmp(of->blocks[n][0].text.text, head.text.text))
            of->n_blocks[n++] = 1;
    }
    of->n_variants = n;
}

void offer_events(offers *o)
{
    const scene_layer *l = &o->s->layers[SCENE_EVENTS];
    for (size_t i = 0; i < l->n_features; i++) {
        const scene_feature *f = &l->features[i];
        bool labelled = !o->in->states;
        for (size_t k = 0; !labelled && k < o->in->n_events; k++)
            labelled = o->in->events[k] == f->event && o->in->states[k].labelled;
        if (!labelled || f->quiet)
            continue;
        offer *of = offer_add(o, SCENE_EVENT_LABELS);
        event_texts(o, of, f);
        int priority = f->event->priority ? f->event->priority : 2;
        of->weight = 24 - 5.0 * priority + fmin(4, f->stacked);
        bool fan = f->clear > 0;
        of->anchor = fan ? f->home : f->path.points[0];
        of->own = f->clear;
        of->key = f->key;
        of->text = of->blocks[0][0].text.text;
        of->is_event = true;
        offer_around(o, of, fan ? f->clear : o->clear[o->n_place_discs + i] + 1);
    }
}
