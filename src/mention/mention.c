#include "mention/mention.h"

#include "base/sort.h"
#include "mention/choice.h"

#include <math.h>

const char *mention_sense_name(mention_sense sense)
{
    static const char *const names[] = { "literal", "metonymic", "associative" };
    return (unsigned)sense < sizeof names / sizeof *names ? names[sense] : "";
}

static bool locates_nothing(article_zone zone)
{
    return zone == ARTICLE_CAPTION || zone == ARTICLE_DATELINE ||
           zone == ARTICLE_HEADLINE || zone == ARTICLE_KICKER || zone == ARTICLE_CREDIT;
}

/* What the gazetteer says of the place of a name: read once. */
typedef struct name_facts {
    geocode_answer answer;
    gazetteer_place place;
} name_facts;

static mention make(const work *w, const work_span *s, const choice *name,
                    name_facts **facts)
{
    bool known = name->place != GEOCODE_NOWHERE && !(s->flags & WORK_UNKNOWN);
    mention m = { .start = s->start,
                  .end = s->end,
                  .first = s->first,
                  .n = s->n,
                  .sentence = s->sentence,
                  .antecedent = UINT32_MAX,
                  .answer = { .place = GEOCODE_NOWHERE },
                  .fuzzy = s->flags & WORK_FUZZY,
                  .dateline = locates_nothing(w->x->sentences[s->sentence].zone),
                  .confidence = fmin(1, fmax(0, s->score)) };
    if (!known)
        return m;
    if (!*facts) {
        *facts = arena_new(w->a, name_facts);
        (*facts)->answer = geocode_place(w->g, name->place);
        (*facts)->place = gazetteer_at(w->g, name->place);
    }
    m.answer = (*facts)->answer;
    m.place = (*facts)->place;
    m.confidence *= name->share;
    m.answer.confidence = m.confidence;
    for (size_t i = 0; i < name->known->n; i++)
        if (name->known->at[i].place == name->place)
            m.answer.rule =
                s->flags & WORK_FUZZY                         ? GEOCODE_MISSPELT
                : name->known->at[i].flags & MEMORY_ADJECTIVE ? GEOCODE_ADJECTIVE
                : name->known->at[i].flags & MEMORY_INFLECTED ? GEOCODE_INFLECTED
                                                              : GEOCODE_WHOLE;
    return m;
}

static int by_start(const void *a, const void *b, const void *ctx)
{
    (void)ctx;
    const mention *x = a, *y = b;
    return x->start < y->start ? -1 : x->start > y->start;
}

/* Put nominals among the names; antecedents are told by where they begin. */
static void arrange(mentions *out, arena *a)
{
    uint32_t *starts = arena_array(a, uint32_t, out->n + 1);
    for (size_t i = 0; i < out->n; i++)
        starts[i] = out->mentions[i].start;
    for (size_t i = 0; i < out->n; i++)
        if (out->mentions[i].nominal)
            out->mentions[i].antecedent = starts[out->mentions[i].antecedent];
    sort_stable(out->mentions, out->n, sizeof *out->mentions, by_start, NULL, a);
    for (size_t i = 0; i < out->n; i++) {
        mention *m = &out->mentions[i];
        if (!m->nominal)
            continue;
        size_t low = 0, high = i;
        while (high - low > 1) {
            size_t mid = (low + high) / 2;
            if (out->mentions[mid].start <= m->antecedent)
                low = mid;
            else
                high = mid;
        }
        m->antecedent = (uint32_t)low;
    }
}

void mention_find(const article *x, const gazetteer *g, const mention_options *options,
                  name_memory *memory, arena *a, mentions *out)
{
    enum { ROOM = 16 }; /* for nominals, before the array must grow */
    work w;
    *out = (mentions){ .focus = GEOCODE_NOWHERE };
    name_find(x, g, memory, a, &w);
    const choice *names = focus_resolve(&w, options);
    name_facts **facts = arena_array(a, name_facts *, w.n_names + 1);
    size_t cap = w.n_spans + ROOM;
    out->mentions = arena_array(a, mention, cap);
    for (size_t i = 0; i < w.n_spans; i++)
        out->mentions[out->n++] =
            make(&w, &w.spans[i], &names[w.spans[i].name], &facts[w.spans[i].name]);
    sense_decide(&w, out->mentions, out->n);
    out->focus = focus_of(&w, out->mentions, out->n);
    size_t named = out->n;
    out->n = nominal_find(&w, &out->mentions, named, &cap);
    if (out->n > named)
        arrange(out, a);
}
