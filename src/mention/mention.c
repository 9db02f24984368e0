#include "mention/mention.h"

#include "base/sort.h"
#include "mention/work.h"

#include <math.h>

const char *mention_sense_name(mention_sense sense)
{
    static const char *const names[] = { "literal", "metonymic", "associative" };
    return (unsigned)sense < sizeof names / sizeof *names ? names[sense] : "";
}

/* Which tags begin at each token, and which classes it is covered by. */
static void index_tags(work *w)
{
    const article *x = w->x;
    w->tag_at = arena_array(w->a, uint32_t, x->n_tokens + 1);
    w->cover = arena_array(w->a, uint64_t, x->n_tokens + 1);
    size_t token = 0;
    for (size_t i = 0; i < x->n_tags; i++) {
        const lexicon_tag *t = &x->tags[i];
        uint64_t bit = work_bit(t->class), *cover = w->cover + t->first;
        while (token <= t->first)
            w->tag_at[token++] = (uint32_t)i;
        *cover |= bit;
        for (uint32_t k = 1; k < t->n; k++)
            cover[k] |= bit;
    }
    while (token <= x->n_tokens)
        w->tag_at[token++] = (uint32_t)x->n_tags;
}

/* Whether many of the first words have marks that a fold drops. */
static bool is_marked(const work *w)
{
    enum { LOOK = 64, SHARE = 5 };
    size_t words = 0, marked = 0;
    for (uint32_t i = 0; i < w->x->n_tokens && words < LOOK; i++) {
        if (w->x->tokens[i].shape != TEXT_LOWER)
            continue;
        const memory_word *known = memory_look(w->memory, article_token(w->x, i));
        words++;
        marked += known && known->marked;
    }
    return marked * SHARE > words;
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

static mention make(const work *w, const work_span *s, name_facts **facts)
{
    const work_name *name = &w->names[s->name];
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
    for (size_t i = 0; i < name->known.n; i++)
        if (name->known.at[i].place == name->place)
            m.answer.rule =
                s->flags & WORK_FUZZY                        ? GEOCODE_MISSPELT
                : name->known.at[i].flags & MEMORY_ADJECTIVE ? GEOCODE_ADJECTIVE
                : name->known.at[i].flags & MEMORY_INFLECTED ? GEOCODE_INFLECTED
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
                  mention_memory *memory, arena *a, mentions *out)
{
    enum { ROOM = 16 }; /* for nominals, before the array must grow */
    work w = { .x = x, .g = g, .options = options, .memory = memory, .a = a };
    *out = (mentions){ .focus = GEOCODE_NOWHERE };
    memory_open(memory, g, x->lang ? x->lang : "");
    index_tags(&w);
    w.marked = is_marked(&w);
    for (uint32_t i = 0; i < x->n_sentences; i++)
        if (x->sentences[i].zone != ARTICLE_FURNITURE)
            scan_sentence(&w, i);
    scan_again(&w);
    weigh_spans(&w);
    scan_doubtful(&w);
    focus_resolve(&w);
    name_facts **facts = arena_array(a, name_facts *, w.n_names + 1);
    size_t cap = w.n_spans + ROOM;
    out->mentions = arena_array(a, mention, cap);
    for (size_t i = 0; i < w.n_spans; i++)
        out->mentions[out->n++] = make(&w, &w.spans[i], &facts[w.spans[i].name]);
    sense_decide(&w, out->mentions, out->n);
    out->focus = focus_of(&w, out->mentions, out->n);
    size_t names = out->n;
    out->n = nominal_find(&w, &out->mentions, names, &cap);
    if (out->n > names)
        arrange(out, a);
}
