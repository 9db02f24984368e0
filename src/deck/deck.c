#include "deck/deck.h"

#include "base/civil.h"
#include "event/langs.h"
#include "page/page.h"
#include "scene/block.h"

#include <math.h>

double deck_fade(const deck_options *o, size_t age)
{
    static const double usual[] = { 1, 0.55, 0.35, 0.25 };
    const double *fades = o->n_fade ? o->fade : usual;
    size_t n = o->n_fade ? o->n_fade : sizeof usual / sizeof *usual;
    return fades[age < n ? age : n - 1];
}

/* Events with the same key share a slide. */
static int64_t step_key(const dateline_event *e, dateline_step step, size_t index)
{
    if (step == DATELINE_STEP_EVENT)
        return (int64_t)index;
    if (e->when.precision == DATELINE_UNDATED)
        return INT64_MAX;
    if (e->when.begin == INT64_MIN)
        return INT64_MIN;
    civil_time t = civil_of(e->when.begin);
    if (step == DATELINE_STEP_YEAR)
        return t.year;
    return step == DATELINE_STEP_MONTH ? t.year * 12 + t.month
                                       : (t.year * 12 + t.month) * 31 + t.day;
}

typedef struct maker {
    const scene_input *in;
    const scene_page *ground;
    const deck_options *o;
    arena *a;
    size_t *slide_of; /* each event */
    double k;
} maker;

static void add_text(const maker *m, scene *s, const char *text, scene_block_options o,
                     geo_xy at)
{
    scene_block b = scene_block_make(m->in, m->a, text, o);
    if (!b.text.n_lines)
        return;
    scene_text *t = scene_add_text(s, m->a, SCENE_FURNITURE);
    *t = scene_block_at(&b, m->a, at.x, at.y);
    t->key = o.role == STYLE_STAMP ? "stamp" : "caption";
    t->contrast = style_contrast(t->color, s->background);
}

static const char *title_of(const maker *m, const dateline_event *e)
{
    const char *title = scene_event_title(e, m->in->words->lang);
    if (e->status == DATELINE_CLAIMED && *e->attributed_to)
        return str_print(
            m->a, "%s (%s)", title,
            style_say(m->in->words, WORD_CLAIMED, m->a, "a", e->attributed_to, NULL));
    if (e->status == DATELINE_IS_PLANNED)
        return str_print(m->a, "%s (%s)", title, m->in->words->word[WORD_PLANNED]);
    return title;
}

static const char *description_of(const maker *m, const dateline_event *e)
{
    const dateline_text *own = event_text_in(e, m->in->words->lang);
    return own && *own->description ? own->description : e->description;
}

/* Stamp on the left, what happened beside it, always in the same place. */
static void add_caption(const maker *m, scene *s, size_t slide)
{
    geo_rect room = m->ground->caption;
    const dateline_event *first = m->in->events[0], *last = first;
    long n = 0;
    for (size_t i = 0; i < m->in->n_events; i++)
        if (m->slide_of[i] == slide) {
            first = n ? first : m->in->events[i];
            last = m->in->events[i];
            n++;
        }
    const char *when = style_when(m->in->words, first->when, m->a);
    if (n > 1 && first->when.precision && last->when.precision &&
        first->when.begin != INT64_MIN)
        when = style_span(m->in->words, first->when, last->when, m->a);
    double stamp_width = fmin(260 * m->k, (room.x1 - room.x0) * 0.32);
    add_text(m, s, when,
             (scene_block_options){
                 .role = STYLE_STAMP, .max_width_px = stamp_width, .max_lines = 2 },
             (geo_xy){ room.x0, room.y0 + 8 * m->k });
    double x = room.x0 + stamp_width + 20 * m->k, width = room.x1 - x;
    const char *title = n > 1 ? style_events(m->in->words, n, m->a) : title_of(m, first);
    const char *body = n > 1 ? title_of(m, first) : description_of(m, first);
    for (size_t i = 0, more = 0; n > 1 && i < m->in->n_events && more < 8; i++)
        if (m->slide_of[i] == slide && m->in->events[i] != first) {
            body = str_print(m->a, "%s; %s", body, title_of(m, m->in->events[i]));
            more++;
        }
    add_text(m, s, title,
             (scene_block_options){
                 .role = STYLE_SUBTITLE, .max_width_px = width, .max_lines = 1 },
             (geo_xy){ x, room.y0 + 8 * m->k });
    add_text(m, s, body,
             (scene_block_options){
                 .role = STYLE_BODY, .max_width_px = width, .max_lines = 2 },
             (geo_xy){ x, room.y0 + 30 * m->k });
}

static void add_ring(const maker *m, scene *s, geo_xy at, double r)
{
    enum { STEPS = 48 };
    scene_feature *f = scene_add_feature(s, m->a, SCENE_EVENTS);
    f->kind = SCENE_AREA;
    f->class = STYLE_CURRENT_MARK;
    f->key = "current";
    f->path = scene_path(m->a, STEPS + 1);
    for (int i = 0; i <= STEPS; i++) {
        double t = 6.283185307179586 * (i % STEPS) / STEPS;
        f->path.points[i] = (geo_xy){ at.x + r * cos(t), at.y + r * sin(t) };
    }
    f->paint = m->in->style->classes[STYLE_CURRENT_MARK];
    f->paint.width *= m->k;
}

/* A ring around the markers of what happens now. */
static void mark_current(const maker *m, scene *s, size_t slide)
{
    size_t n = s->layers[SCENE_EVENTS].n_features;
    for (size_t i = 0; i < n; i++) {
        const scene_feature *f = &s->layers[SCENE_EVENTS].features[i];
        bool now = false;
        for (size_t k = 0; k < m->in->n_events && f->event; k++)
            now |= m->in->events[k] == f->event && m->slide_of[k] == slide;
        if (now)
            add_ring(m, s, f->path.points[0], f->paint.size / 2 + 5 * m->k);
    }
}

static dateline_status make_slide(const maker *m, size_t slide, scene *out,
                                  dateline_error *err)
{
    scene_input in = *m->in;
    scene_state *states = arena_array(m->a, scene_state, in.n_events + 1);
    for (size_t i = 0; i < in.n_events; i++) {
        size_t own = m->slide_of[i];
        if (own == slide)
            states[i] = (scene_state){ .fade = deck_fade(m->o, 0), .labelled = true };
        else if (own < slide && m->o->cumulative)
            states[i] = (scene_state){ .fade = deck_fade(m->o, slide - own) };
    }
    in.states = states;
    dateline_status st = page_events(&in, m->ground, m->a, out, err);
    if (!st) {
        mark_current(m, out, slide);
        add_caption(m, out, slide);
    }
    return st;
}

dateline_status deck_make(const scene_input *in, const scene_page *ground,
                          const deck_options *o, arena *a, deck *out, dateline_error *err)
{
    maker m = { .in = in, .ground = ground, .o = o, .a = a, .k = scene_scale(in) };
    dateline_step step = o->step;
    m.slide_of = arena_array(a, size_t, in->n_events + 1);
    size_t n = 0;
    for (size_t i = 0; i < in->n_events; i++) {
        if (i &&
            step_key(in->events[i], step, i) != step_key(in->events[i - 1], step, i - 1))
            n++;
        m.slide_of[i] = n;
    }
    *out = (deck){ .n = in->n_events ? n + 1 : 0 };
    out->slides = arena_array(a, scene, out->n + 1);
    dateline_status st = DATELINE_OK;
    for (size_t i = 0; !st && i < out->n; i++)
        st = make_slide(&m, i, &out->slides[i], err);
    return st;
}
