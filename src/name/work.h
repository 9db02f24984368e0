/*
 * name/work - the names of an article, and where they stand.
 */
#ifndef NAME_WORK_H
#define NAME_WORK_H

#include "article/article.h"
#include "name/memory.h"

#define WORK_NONE UINT32_MAX

enum { WORK_BEHIND = 2 }; /* tokens behind the last that may be asked for */

/* A set of words by their hashes. */
typedef struct work_set {
    uint64_t *at;
    size_t n, cap; /* cap is a power of two, or 0 */
} work_set;

void work_set_add(work_set *s, str word, arena *a);
bool work_set_has(const work_set *s, str word);

/* A name of the article, however often it stands there as it is written. */
typedef struct work_name {
    const memory_word *known; /* until the memory is opened again */
    str written;              /* in the text */
    double best;              /* of the scores of where it stands */
    uint32_t asked;           /* kinds that type words ask for anywhere */
    bool told;                /* its state stands behind it somewhere */
    uint32_t next;            /* in the table */
} work_name;

enum {
    WORK_TYPED = 1,        /* a word for its kind stands beside it */
    WORK_ORGANIZATION = 2, /* it is in the name of an organization, or is one */
    WORK_PERSON = 4,       /* it is in the name of a person */
    WORK_FUZZY = 8,
    WORK_UNKNOWN = 16,    /* no place is known of that name */
    WORK_SHOUTED = 32,    /* the words around it are capitals too */
    WORK_OWNED = 64,      /* a person's or organization's words follow in the same run */
    WORK_BLOC = 256,      /* of states, and no place: "the West" */
    WORK_TENTATIVE = 512, /* a place only if what the article surely names is near */
    WORK_SUPPORTED = 128, /* a title, troops or a border stand beside it */
};

typedef struct work_span {
    uint32_t start, end; /* bytes */
    uint32_t first, n;   /* tokens */
    uint32_t sentence;
    uint32_t name;  /* index of names */
    uint32_t flags; /* WORK_ */
    uint32_t types; /* kinds that the words beside it ask for */
    uint32_t right; /* tokens of a type word behind it */
    uint32_t left;  /* the token behind which its own words begin: that of a type word */
    double score;
} work_span;

typedef struct work {
    const article *x;
    const gazetteer *g;
    name_memory *memory;
    arena *a;
    uint32_t *tag_at; /* of each token and one more: the first tag that begins there */
    uint64_t *cover; /* of each token and WORK_BEHIND more: classes, 1 << lexicon_class */
    work_name *names;
    size_t n_names, cap_names;
    uint32_t *table; /* of names by hash: index + 1 */
    size_t n_table;
    work_span *spans;
    size_t n_spans, cap_spans;
    work_set small, people;
    bool has_small;
    bool marked; /* marks make other words in this language: "đội" is no "đồi" */
} work;

static inline uint64_t work_bit(lexicon_class c)
{
    return (uint64_t)1 << c;
}

/* The longest tag of a class that ends with a token, or begins with it; NULL. */
const lexicon_tag *work_ending(const work *w, uint32_t token, lexicon_class c);
static inline const lexicon_tag *work_beginning(const work *w, uint32_t token,
                                                lexicon_class c)
{
    if (token >= w->x->n_tokens || !(w->cover[token] & work_bit(c)))
        return NULL;
    for (uint32_t i = w->tag_at[token]; i < w->tag_at[token + 1]; i++)
        if (w->x->tags[i].class == c)
            return &w->x->tags[i];
    return NULL;
}
/* The locative that an inflected name ends with, as atoms; 0 when it has none. */
uint32_t work_case(const work *w, const work_span *s);
/* Past a word that says nothing, such as "the", between a cue and what begins with a
   token: where that word begins, else the token itself. */
uint32_t work_skip_article(const work *w, uint32_t token, uint32_t begin);
/* Whether a word stands in the article in small letters. */
bool work_is_small(work *w, str word);
/* The index of a name as it is written; WORK_NONE for what cannot be one. */
uint32_t work_name_of(work *w, str written);
static inline str work_text(const work *w, uint32_t first, uint32_t n)
{
    return text_span(w->x->text, &w->x->tokens[first], n);
}
static inline bool work_is_capital(const work *w, uint32_t token)
{
    uint8_t shape = w->x->tokens[token].shape;
    return shape >= TEXT_CAPITAL && shape <= TEXT_MIXED;
}
/* It and the one before can be of one name: nothing but a blank or a hyphen divides
   them. */
static inline bool work_is_joined(const work *w, uint32_t token)
{
    uint8_t gap = w->x->tokens[token].gap;
    return gap >= TEXT_SPACE && gap <= TEXT_APOSTROPHE;
}

/* Whether a candidate lies in a place. */
bool work_lies_in(const work *w, const memory_place *p, uint32_t place);
#endif
