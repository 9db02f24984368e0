/* "this region", "the country": what was named before. */
#include "mention/work.h"

enum { BACK = 64 }; /* mentions that are looked at for an antecedent */

static bool is_fit(uint32_t atoms, const mention *m)
{
    if (m->answer.place == GEOCODE_NOWHERE || m->nominal)
        return false;
    switch (m->place.kind) {
    case GAZETTEER_COUNTRY:
        return atoms & ANAPHOR_COUNTRY ||
               (atoms & ANAPHOR_ANY && m->sense == MENTION_LITERAL);
    case GAZETTEER_SETTLEMENT:
        return atoms & (ANAPHOR_CITY | ANAPHOR_ANY) && m->sense == MENTION_LITERAL;
    case GAZETTEER_ADMIN1:
    case GAZETTEER_ADMIN2:
    case GAZETTEER_REGION:
        return atoms & (ANAPHOR_REGION | ANAPHOR_ANY);
    default:
        return atoms & (ANAPHOR_REGION | ANAPHOR_ANY) && m->sense == MENTION_LITERAL;
    }
}

/* The last mention of the story before that it can stand for; of a country, the one that
   acts. */
static uint32_t antecedent(const work *w, const lexicon_tag *t, const mention *all,
                           size_t before)
{
    uint32_t found = UINT32_MAX;
    uint32_t story = w->x->sentences[article_sentence_of(w->x, t->first)].story;
    for (size_t i = before, seen = 0; i > 0 && seen < BACK; i--, seen++) {
        const mention *m = &all[i - 1];
        if (w->x->sentences[m->sentence].story != story)
            break;
        if (!is_fit(t->entry->atoms, m))
            continue;
        bool acts = m->sense != MENTION_LITERAL;
        if (m->place.kind != GAZETTEER_COUNTRY || acts)
            return (uint32_t)(i - 1);
        found = found == UINT32_MAX ? (uint32_t)(i - 1) : found;
    }
    return found;
}

static bool overlaps(const lexicon_tag *t, const mention *m)
{
    return m->first < t->first + t->n && t->first < m->first + m->n;
}

/* The word stands for a place only when no name follows it: "the town of X". */
static bool is_beside(const work *w, const lexicon_tag *t, const mention *m)
{
    uint32_t end = t->first + t->n;
    if (m->first != end + 1)
        return m->first == end;
    const lexicon_tag *of = work_ending(w, end, LEXICON_RELATIVE);
    const lexicon_tag *from = work_ending(w, end, LEXICON_LOCATIVE);
    return (of && of->entry->atoms & RELATIVE_OF) ||
           (from && from->entry->atoms & LOCATIVE_WEAK);
}

size_t nominal_find(const work *w, mention **all, size_t n, size_t *cap)
{
    size_t at = 0, total = n;
    uint32_t end = 0;
    for (size_t i = 0; i < w->x->n_tags; i++) {
        const lexicon_tag *t = &w->x->tags[i];
        if (t->class == LEXICON_TIMEZONE && t->first + t->n > end)
            end = t->first + t->n; /* "local time" is no place */
        if (t->class != LEXICON_ANAPHOR || t->first < end)
            continue;
        while (at < n && (*all)[at].first < t->first)
            at++;
        bool name =
            (at < n && (overlaps(t, &(*all)[at]) || is_beside(w, t, &(*all)[at]))) ||
            (at > 0 && overlaps(t, &(*all)[at - 1]));
        uint32_t is = name ? UINT32_MAX : antecedent(w, t, *all, at);
        if (is == UINT32_MAX)
            continue;
        *all = arena_grow(w->a, *all, total, cap, sizeof **all);
        str text = work_text(w, t->first, t->n);
        uint32_t start = (uint32_t)(text.at - w->x->text.at);
        mention m = (*all)[is];
        const lexicon_tag *in =
            t->first ? work_ending(w, t->first - 1, LEXICON_LOCATIVE) : NULL;
        bool country = m.place.kind == GAZETTEER_COUNTRY && !in;
        m.start = start;
        m.end = start + (uint32_t)text.len;
        m.first = t->first;
        m.n = t->n;
        m.sentence = article_sentence_of(w->x, t->first);
        m.nominal = true;
        m.antecedent = is;
        m.sense = country ? MENTION_METONYMIC : MENTION_LITERAL;
        m.role = in ? MENTION_AT : MENTION_SOMEWHERE;
        m.confidence *= .8;
        m.government = m.fuzzy = false;
        m.rule = "anaphor";
        article_zone zone = w->x->sentences[m.sentence].zone;
        m.dateline = zone == ARTICLE_CAPTION || zone == ARTICLE_DATELINE;
        (*all)[total++] = m;
        end = t->first + t->n;
    }
    return total;
}
