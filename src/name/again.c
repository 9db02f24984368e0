/* Names that no gazetteer has and the article itself explains: a village that it has
   called a village elsewhere, the next one of a list of villages, one that it says to lie
   in a province, a numbered ward. */
#include "name/scan.h"

#include "base/sort.h"
#include "gazetteer/relation.h"

enum {
    WORDS = 3,  /* of a name that the gazetteer does not have */
    DIGITS = 2, /* of a ward's number: "Quận 5" */
};

typedef struct again {
    work *w;
    work_set told; /* names behind a type word */
    size_t n;      /* spans that were there before; they are by where they begin */
    size_t at;     /* the first of them that ends behind the token */
    uint32_t list; /* the token behind which the next name of a list begins */
} again;

static bool is_mark(const work *w, uint32_t token, const char *marks)
{
    if (token >= w->x->n_tokens)
        return true;
    str t = article_token(w->x, token);
    for (; t.len == 1 && *marks; marks++)
        if (*t.at == *marks)
            return true;
    return false;
}

static bool is_number(const work *w, uint32_t token)
{
    return token < w->x->n_tokens && w->x->tokens[token].shape == TEXT_NUMBER &&
           w->x->tokens[token].len <= DIGITS && work_is_joined(w, token);
}

static bool is_free(again *a, uint32_t first, uint32_t end)
{
    work *w = a->w;
    while (a->at < a->n && w->spans[a->at].first + w->spans[a->at].n <= first)
        a->at++;
    return a->at == a->n || w->spans[a->at].first >= end;
}

/* "in" or "from" ends before it. */
static bool is_led(const work *w, uint32_t first)
{
    const lexicon_tag *in = first ? work_ending(w, first - 1, LEXICON_LOCATIVE) : NULL;
    return in && !(in->entry->atoms & (LOCATIVE_WEAK | LOCATIVE_OBJECT));
}

/* "ở Nghi Hải (Nghệ An)": it stands behind "in" and before what it lies in. */
static bool is_placed(const again *a, uint32_t first, uint32_t end)
{
    const work *w = a->w;
    const work_span *next = a->at < a->n ? &w->spans[a->at] : NULL;
    if (!is_led(w, first) || !is_mark(w, end, ",(") || !next || next->left != end + 1 ||
        next->flags & (WORK_PERSON | WORK_ORGANIZATION))
        return false;
    const memory_word *known = w->names[next->name].known;
    return known->n && (TYPE_UNITS | 1u << GAZETTEER_COUNTRY) >> known->at[0].kind & 1;
}

static bool is_listed(const again *a, uint32_t first, uint32_t end)
{
    const work *w = a->w;
    const lexicon_tag *and = first ? work_ending(w, first - 1, LEXICON_RELATIVE) : NULL;
    bool joined =
        first && (is_mark(w, first - 1, ",") || (and&&and->entry->atoms & RELATIVE_AND));
    bool open = is_mark(w, end, ",.;()") || work_beginning(w, end, LEXICON_RELATIVE);
    return joined && open && a->list == first - 1 && end - first > 1;
}

static bool is_explained(const again *a, uint32_t first, uint32_t end)
{
    const work *w = a->w;
    str text = work_text(w, first, end - first);
    if (end - first > WORDS || work_set_has(&w->people, text))
        return false;
    if (work_set_has(&a->told, text) && (end - first > 1 || is_led(w, first)))
        return true;
    const lexicon_tag *person = work_beginning(w, first, LEXICON_PERSON);
    const uint64_t others = work_bit(LEXICON_TITLE) | work_bit(LEXICON_BODY) |
                            work_bit(LEXICON_ACTOR) | work_bit(LEXICON_COMMON);
    if (!w->marked || w->cover[first] & others ||
        (person && person->entry->atoms & PERSON_FAMILY))
        return false;
    return is_placed(a, first, end) || is_listed(a, first, end);
}

static void add(again *a, uint32_t first, uint32_t n, uint32_t sentence)
{
    work_span *s = scan_put(a->w, first, n, sentence);
    if (s)
        s->flags |= WORK_TYPED | (a->w->names[s->name].known->n ? 0u : WORK_UNKNOWN);
    a->list = first + n;
}

/* A mark, "in" or "police of" stands before it. */
static bool is_introduced(const work *w, uint32_t first)
{
    return first && (is_led(w, first) || is_mark(w, first - 1, ",(-") ||
                     work_ending(w, first - 1, LEXICON_BODY) ||
                     work_ending(w, first - 1, LEXICON_ACTOR));
}

/* "quận 5", "thôn 3": the type word is of the name. How many tokens it has. */
static uint32_t read_number(again *a, uint32_t first, uint32_t sentence)
{
    work *w = a->w;
    if (!(w->cover[first] & work_bit(LEXICON_PLACENOUN)) || !is_number(w, first + 1) ||
        !is_mark(w, first + 2, ",.;()") || !is_free(a, first, first + 2) ||
        !is_introduced(w, first))
        return 0;
    if (!(memory_type(w->memory, article_token(w->x, first), GAZETTEER_BEFORE) &
          TYPE_UNITS))
        return 0;
    add(a, first, 2, sentence);
    return 2;
}

static void read_sentence(again *a, uint32_t sentence)
{
    work *w = a->w;
    const article_sentence *s = &w->x->sentences[sentence];
    uint32_t end = s->first + s->n;
    for (uint32_t i = s->first; i < end;) {
        uint32_t n = w->marked ? read_number(a, i, sentence) : 0;
        if (n || !work_is_capital(w, i)) {
            i += n ? n : 1;
            continue;
        }
        uint32_t stop = scan_run_end(w, i, end);
        const uint64_t cues = work_bit(LEXICON_LOCATIVE) | work_bit(LEXICON_RELATIVE);
        i += i == s->first && stop - i > 1 && w->cover[i] & cues; /* "Ở Nghi Hải" */
        if (!is_free(a, i, stop)) {
            const work_span *last = &w->spans[a->at];
            bool typed = last->flags & WORK_TYPED && last->types & TYPE_UNITS;
            a->list = typed ? last->first + last->n : WORK_NONE;
        } else if (is_explained(a, i, stop)) {
            add(a, i, stop - i, sentence);
        }
        i = stop;
    }
}

/* "thôn Lệ Sơn 2": the number is of the name. */
static void take_number(const again *a, work_span *s)
{
    const work *w = a->w;
    uint32_t next = s->first + s->n;
    if (!w->marked || !(s->flags & WORK_TYPED) || !(s->types & TYPE_UNITS) ||
        s->left == s->first || !is_number(w, next) || !is_mark(w, next + 1, ",.;()"))
        return;
    s->n++;
    s->end = w->x->tokens[next].at + w->x->tokens[next].len;
}

static int by_start(const void *a, const void *b, const void *ctx)
{
    (void)ctx;
    const work_span *x = a, *y = b;
    return x->start < y->start ? -1 : x->start > y->start;
}

void scan_again(work *w)
{
    again a = { .w = w, .n = w->n_spans, .list = WORK_NONE };
    for (size_t i = 0; i < w->n_spans; i++) {
        work_span *s = &w->spans[i];
        take_number(&a, s);
        if (s->flags & WORK_UNKNOWN && s->flags & WORK_TYPED && !(s->flags & WORK_PERSON))
            work_set_add(&a.told, work_text(w, s->first, s->n), w->a);
    }
    if (!a.told.n && !w->marked)
        return;
    for (uint32_t i = 0; i < w->x->n_sentences; i++)
        if (w->x->sentences[i].zone != ARTICLE_FURNITURE)
            read_sentence(&a, i);
    if (w->n_spans > a.n)
        sort_stable(w->spans, w->n_spans, sizeof *w->spans, by_start, NULL, w->a);
}
