/* Words such as "village" beside names. */
#include "name/scan.h"

#include "gazetteer/relation.h"
#include "text/utf8.h"

enum { WORDS = 4 /* of a phrase such as "autonomous republic of" */ };

/* Names so important are meant themselves. */
static const float CLEAR = .55f;

static const uint32_t KINDS = (1u << GAZETTEER_KINDS) - 1;

/* Words that can be a type word: nothing but blanks between them and what follows; and
   where marks make other words, the lexicon must know the last one as such. */
static bool is_type(const work *w, uint32_t first, uint32_t n)
{
    const text_token *t = &w->x->tokens[first];
    if (!work_is_joined(w, first + n) || t->gap == TEXT_APOSTROPHE ||
        text_count(work_text(w, first, 1)) < 2) /* "с Виктором" is with him */
        return false;
    for (uint32_t i = first; i < first + n; i++)
        if (w->x->tokens[i].shape >= TEXT_NUMBER || (i > first && !work_is_joined(w, i)))
            return false;
    return !w->marked || w->cover[first + n - 1] & work_bit(LEXICON_PLACENOUN);
}

/* A capital that is a well-known name too: "Kent" of "Ryan Kent" is no town. */
static bool is_name_itself(work *w, uint32_t first, uint32_t n)
{
    const memory_word *known = n == 1 && work_is_capital(w, first) && !w->marked
                                   ? memory_look(w->memory, article_token(w->x, first))
                                   : NULL;
    return known && known->n && known->at[0].importance >= CLEAR &&
           known->at[0].flags & MEMORY_SAME;
}

/* The kinds of the words in front of a token; where they begin. */
static uint32_t read_before(work *w, const work_span *s, uint32_t at, uint32_t begin,
                            uint32_t *left)
{
    for (uint32_t n = WORDS; n; n--) {
        if (at < begin + n || !is_type(w, at - n, n) || !work_is_joined(w, s->first))
            continue;
        uint32_t kinds =
            memory_type(w->memory, work_text(w, at - n, n), GAZETTEER_BEFORE) & KINDS;
        if (!kinds || (at < s->first && !(kinds & 1u << GAZETTEER_SETTLEMENT)))
            continue;
        *left = at - n;
        return kinds;
    }
    return 0;
}

/* The kinds of the words from a token on; how many words these are. */
static uint32_t read_behind(work *w, uint32_t at, uint32_t end, uint32_t *right)
{
    for (uint32_t n = 2; n; n--) {
        if (at + n > end || !work_is_joined(w, at) ||
            w->x->tokens[at].gap == TEXT_APOSTROPHE ||
            w->x->tokens[at + n - 1].shape == TEXT_MARK)
            continue;
        uint32_t kinds =
            memory_type(w->memory, work_text(w, at, n), GAZETTEER_AFTER) & KINDS;
        if (!kinds || is_name_itself(w, at, n))
            continue;
        *right = n;
        return kinds;
    }
    return 0;
}

void type_read(work *w, work_span *s, uint32_t begin, uint32_t end)
{
    uint32_t at = s->first;
    /* "the village of X" */
    const lexicon_tag *of = at > begin ? work_ending(w, at - 1, LEXICON_RELATIVE) : NULL;
    if (of && of->entry->atoms & RELATIVE_OF && of->first > begin)
        at = of->first;
    bool noun = at > begin &&
                (w->cover[at - 1] & work_bit(LEXICON_PLACENOUN) ||
                 (is_type(w, at - 1, 1) &&
                  memory_type(w->memory, article_token(w->x, at - 1), GAZETTEER_BEFORE)));
    uint32_t kinds = noun ? read_before(w, s, at, begin, &s->left) : 0;
    if (!kinds)
        kinds = read_behind(w, s->first + s->n, end, &s->right);
    if (!kinds)
        return;
    s->types = kinds;
    s->flags |= WORK_TYPED;
}

void type_take(work *w, work_span *s)
{
    uint32_t next = s->first + s->n;
    bool shouted = s->flags & WORK_SHOUTED && s->types & TYPE_TELLING;
    if (!s->right || !work_is_capital(w, next) || shouted || w->marked)
        return;
    const memory_word *known = w->names[s->name].known;
    bool same = false;
    for (size_t i = 0; i < known->n; i++)
        same = same || s->types >> known->at[i].kind & 1;
    bool adjective = known->n && known->at[0].flags & MEMORY_ADJECTIVE;
    uint32_t behind = next + s->right;
    bool body = s->types & 1u << GAZETTEER_ADMIN1 && behind < w->x->n_tokens &&
                work_is_joined(w, behind) && work_is_capital(w, behind);
    bool unit = s->n > 1 && known->n && known->at[0].kind == GAZETTEER_ADMIN2;
    if (adjective || body || unit)
        return; /* "Alaska State Troopers", "Clark County District Court" */
    if (!(s->types & (TYPE_TELLING | 1u << GAZETTEER_REGION)))
        s->flags |= WORK_PERSON; /* a road, a hospital: it stands in no town for that */
    else if (!same && !(s->types & TYPE_UNITS))
        s->flags |= WORK_UNKNOWN;
    s->n += s->right;
    s->end = w->x->tokens[next + s->right - 1].at + w->x->tokens[next + s->right - 1].len;
}

void type_drop(work *w, work_span *s)
{
    str word = article_token(w->x, s->first);
    uint32_t kinds = memory_type(w->memory, word, GAZETTEER_BEFORE);
    if (s->n < 2 || !(kinds & TYPE_UNITS) || !is_type(w, s->first, 1))
        return;
    s->left = s->first++;
    s->n--;
    s->start = w->x->tokens[s->first].at;
    s->types = kinds & TYPE_UNITS;
    s->flags |= WORK_TYPED;
}
