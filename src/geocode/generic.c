/* Towns are named after lakes, rivers and falls, and translators at times carry that word
   over too: "Deer Gölü" is the town of Deer Lake. */
#include "geocode/finder.h"

#include <string.h>

enum { MOST_WORDS = 64, ROOM = FINDER_FORM + 64 };

static const double TRANSLATED = .5, SURE = .85;

/* The main name of a place is this fold. */
static void add_named(finder *f, str folded)
{
    gazetteer_hit hits[MATCH_MOST];
    if (--*f->left < 0)
        return;
    size_t n = gazetteer_find(f->g, folded, hits, MATCH_MOST);
    for (size_t i = 0; i < n && i < MATCH_MOST; i++) {
        match m = { .at = gazetteer_at(f->g, hits[i].place),
                    .name = hits[i].name,
                    .sure = SURE,
                    .rule = GEOCODE_TYPED,
                    .quality = TRANSLATED };
        m.where = m.at.where;
        m.is = match_name_of(&hits[i], &m.at);
        if (m.is == MATCH_MAIN && !hits[i].adjective)
            finder_add(f, m);
    }
}

static void try_word(finder *f, str name, str word, bool first)
{
    char room[ROOM];
    str ahead = first ? word : name, behind = first ? name : word;
    if (ahead.len + 1 + behind.len > sizeof room)
        return;
    memcpy(room, ahead.at, ahead.len);
    room[ahead.len] = ' ';
    memcpy(room + ahead.len + 1, behind.at, behind.len);
    add_named(f, (str){ room, ahead.len + 1 + behind.len });
}

void finder_translated(finder *f)
{
    const uint32_t own = 1u << GAZETTEER_SETTLEMENT;
    str words[MOST_WORDS];
    for (size_t i = 0; i < f->n_spans; i++) {
        finder_span span = f->spans[i];
        /* Of words for a settlement there are too many. */
        uint32_t kinds = span.kinds & ((1u << GAZETTEER_KINDS) - 1) & ~own;
        for (int first = 0; first < 2 && kinds; first++) {
            gazetteer_side side = first ? GAZETTEER_BEFORE : GAZETTEER_AFTER;
            size_t n = gazetteer_type_words(f->g, "en", side, kinds, words, MOST_WORDS);
            for (size_t k = 0; k < n; k++)
                if (!memchr(words[k].at, ' ', words[k].len))
                    try_word(f, span.folded, words[k], first);
        }
    }
}
