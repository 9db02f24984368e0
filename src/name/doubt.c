/* Words that are nearly a name of the same article: misspelled, or glued to another. */
#include "name/scan.h"

#include "base/sort.h"
#include "text/letter.h"
#include "text/near.h"
#include "text/utf8.h"

#include <string.h>

enum {
    KNOWN = 48,     /* names that doubtful words are compared to */
    DOUBTFUL = 256, /* different words that are looked at */
    SHORTEST = 6,   /* letters of a word that can be a misspelled name */
    GLUED = 2,      /* letters at least of the word that is glued to a name */
};

typedef struct doubt {
    work *w;
    uint32_t known[KNOWN];
    size_t n;
    work_set tried;
    size_t n_tried;
} doubt;

/* Names that are sure: important ones, or ones that stand there more than once. */
static void gather(doubt *d)
{
    for (uint32_t i = 0; i < d->w->n_names && d->n < KNOWN; i++) {
        const work_name *name = &d->w->names[i];
        bool sure = name->known->n && name->best >= .6 && name->written.len >= SHORTEST &&
                    !(name->known->at[0].flags & MEMORY_ADJECTIVE);
        if (sure)
            d->known[d->n++] = i;
    }
}

static void put(doubt *d, uint32_t name, uint32_t token, uint32_t start, uint32_t end)
{
    work *w = d->w;
    uint32_t first = token;
    while (first && w->x->tokens[first].at > start)
        first--;
    w->spans = arena_grow(w->a, w->spans, w->n_spans, &w->cap_spans, sizeof *w->spans);
    w->spans[w->n_spans++] = (work_span){ .start = start,
                                          .end = end,
                                          .first = first,
                                          .n = token + 1 - first,
                                          .sentence = article_sentence_of(w->x, token),
                                          .name = name,
                                          .flags = WORK_FUZZY,
                                          .left = first,
                                          .score = .5 };
}

/* "Karabakhsau": the name, which may have words before this one, and a word of the text.
 */
static bool try_glued(doubt *d, uint32_t token)
{
    const text_token *t = &d->w->x->tokens[token];
    str text = d->w->x->text;
    for (size_t i = 0; i < d->n; i++) {
        str name = d->w->names[d->known[i]].written;
        /* The last word of the name begins this token. */
        size_t last = name.len;
        while (last && name.at[last - 1] != ' ' && name.at[last - 1] != '_')
            last--;
        size_t tail = name.len - last;
        if (t->at < last || t->len < tail + GLUED ||
            memcmp(text.at + t->at - last, name.at, name.len) != 0)
            continue;
        str rest = { text.at + t->at + tail, t->len - tail };
        str look = rest;
        if (text_letter_of(text_next(&look)) != TEXT_SMALL_LETTER ||
            !work_is_small(d->w, rest))
            continue;
        put(d, d->known[i], token, t->at - (uint32_t)last, t->at + (uint32_t)tail);
        return true;
    }
    return false;
}

/* One letter is wrong, two of a long word, or the letters are the same in another
   order. */
static bool is_near(str word, str name, size_t letters)
{
    unsigned char count[256] = { 0 };
    bool same = word.len == name.len;
    for (size_t i = 0; i < word.len && same; i++)
        count[(unsigned char)word.at[i]]++;
    for (size_t i = 0; i < name.len && same; i++)
        same = count[(unsigned char)name.at[i]]-- > 0;
    int most = letters > 9 || same ? 2 : 1;
    return text_distance(word, name, most) <= most;
}

static bool try_misspelled(doubt *d, uint32_t token)
{
    str word = article_token(d->w->x, token);
    size_t letters = text_count(word);
    if (letters < SHORTEST || word.len > MEMORY_TEXT)
        return false;
    for (size_t i = 0; i < d->n; i++) {
        str name = d->w->names[d->known[i]].written;
        if (name.at[0] != word.at[0] || !is_near(word, name, letters))
            continue;
        const text_token *t = &d->w->x->tokens[token];
        put(d, d->known[i], token, t->at, t->at + t->len);
        return true;
    }
    return false;
}

static void try_token(doubt *d, uint32_t token)
{
    work *w = d->w;
    const text_token *t = &w->x->tokens[token];
    str word = article_token(w->x, token);
    if (t->len < SHORTEST || t->len > MEMORY_TEXT || work_set_has(&w->people, word))
        return;
    const memory_word *known = memory_look(w->memory, word);
    if (!known || known->n || work_set_has(&d->tried, word))
        return;
    if (d->n_tried == DOUBTFUL || try_glued(d, token) || try_misspelled(d, token))
        return;
    work_set_add(&d->tried, word, w->a);
    d->n_tried++;
}

static int by_start(const void *a, const void *b, const void *ctx)
{
    (void)ctx;
    const work_span *x = a, *y = b;
    return x->start < y->start ? -1 : x->start > y->start;
}

void scan_doubtful(work *w)
{
    doubt d = { .w = w };
    gather(&d);
    if (!d.n)
        return;
    size_t n = w->n_spans, at = 0;
    for (uint32_t i = 0; i < w->x->n_tokens; i++) {
        if (w->x->tokens[i].shape != TEXT_CAPITAL)
            continue;
        while (at < n && w->spans[at].first + w->spans[at].n <= i)
            at++;
        bool unknown = at < n && w->spans[at].flags & WORK_UNKNOWN;
        if (at < n && w->spans[at].first <= i && !unknown)
            continue;
        size_t before = w->n_spans;
        try_token(&d, i);
        /* It is known after all. */
        if (w->n_spans > before && unknown && w->spans[at].first <= i)
            w->spans[at].flags |= WORK_PERSON;
    }
    if (w->n_spans > n)
        sort_stable(w->spans, w->n_spans, sizeof *w->spans, by_start, NULL, w->a);
    size_t kept = 0;
    for (size_t i = 0; i < w->n_spans; i++)
        if (!(w->spans[i].flags & WORK_PERSON))
            w->spans[kept++] = w->spans[i];
    w->n_spans = kept;
}
