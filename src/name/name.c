#include "name/name.h"

#include "name/scan.h"

/* Which tags begin at each token, and which classes it is covered by. */
static void index_tags(work *w)
{
    const article *x = w->x;
    w->tag_at = arena_array(w->a, uint32_t, x->n_tokens + 1);
    w->cover = arena_array(w->a, uint64_t, x->n_tokens + WORK_BEHIND);
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

void name_find(const article *x, const gazetteer *g, name_memory *memory, arena *a,
               work *out)
{
    work *w = out;
    *w = (work){ .x = x, .g = g, .memory = memory, .a = a };
    memory_open(memory, g, x->lang ? x->lang : "");
    index_tags(w);
    w->marked = is_marked(w);
    for (uint32_t i = 0; i < x->n_sentences; i++)
        if (x->sentences[i].zone != ARTICLE_FURNITURE)
            scan_sentence(w, i);
    scan_again(w);
    weigh_spans(w);
    scan_doubtful(w);
}
