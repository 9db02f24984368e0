#include "reading/reading.h"

#include <string.h>

/*
 * How many were killed: the number beside the word, and the words that say how sure it
 * is. "At least" is a lower bound; "thousands" is one, too.
 */

enum { BACK = 7, FORTH = 5, MOST_DIGITS = 9 };

typedef struct number {
    uint32_t first, end;
    int64_t value;
} number;

static bool add_digits(str s, int64_t *value, int *digits)
{
    for (size_t i = 0; i < s.len; i++) {
        if (s.at[i] < '0' || s.at[i] > '9' || ++*digits > MOST_DIGITS)
            return false;
        *value = *value * 10 + (s.at[i] - '0');
    }
    return true;
}

/* Digits in groups of three: "30.000", "6,500"; false for "5.2". */
static bool number_at(const article *x, uint32_t i, uint32_t end, number *out)
{
    int digits = 0;
    *out = (number){ i, i + 1, 0 };
    if (x->tokens[i].shape != TEXT_NUMBER ||
        !add_digits(article_token(x, i), &out->value, &digits))
        return false;
    while (out->end + 1 < end && x->tokens[out->end].shape == TEXT_MARK &&
           x->tokens[out->end].gap == TEXT_GLUED &&
           x->tokens[out->end + 1].gap == TEXT_GLUED &&
           x->tokens[out->end + 1].shape == TEXT_NUMBER) {
        str group = article_token(x, out->end + 1), sign = article_token(x, out->end);
        if (group.len != 3 || sign.len != 1 || (*sign.at != '.' && *sign.at != ','))
            return false;
        if (!add_digits(group, &out->value, &digits))
            return false;
        out->end += 2;
    }
    return true;
}

static bool word_number(const article *x, uint32_t token, number *out)
{
    for (uint32_t i = article_tag_from(x, NULL, token);
         i < x->n_tags && x->tags[i].first == token; i++)
        if (x->tags[i].entry->class == LEXICON_NUMBER && x->tags[i].entry->number > 0) {
            *out = (number){ token, token + x->tags[i].n, x->tags[i].entry->number };
            return true;
        }
    return false;
}

static bool any_number(const article *x, uint32_t i, uint32_t end, number *out)
{
    return number_at(x, i, end, out) || word_number(x, i, out);
}

/* Atoms of all words of quantity from a token to another. */
static uint32_t quantity(const article *x, uint32_t from, uint32_t end)
{
    uint32_t atoms = 0;
    for (uint32_t i = article_tag_from(x, NULL, from);
         i < x->n_tags && x->tags[i].first < end; i++)
        if (x->tags[i].entry->class == LEXICON_QUANTITY)
            atoms |= x->tags[i].entry->atoms;
    return atoms;
}

static reading_figures bounds(int64_t n, uint32_t atoms)
{
    reading_figures f = { n, n, n };
    if (atoms & QUANTITY_AT_LEAST || atoms & QUANTITY_MORE)
        f.high = -1;
    if (atoms & QUANTITY_AT_MOST)
        f.low = -1;
    if (atoms & QUANTITY_ABOUT)
        f.low = f.high = -1;
    return f;
}

static reading_figures vague(uint32_t atoms)
{
    int64_t low = atoms & QUANTITY_THOUSANDS  ? 1000
                  : atoms & QUANTITY_HUNDREDS ? 100
                  : atoms & QUANTITY_TENS     ? 10
                                              : -1;
    return (reading_figures){ low, -1, -1 };
}

static bool comes_between(const article *x, uint32_t from, uint32_t end)
{
    for (uint32_t i = from; i < end; i++) {
        str t = article_token(x, i);
        if (x->tokens[i].shape == TEXT_MARK && t.len == 1 &&
            (*t.at == ',' || *t.at == ';' || *t.at == '.'))
            return true;
    }
    return false;
}

static reading_figures figures_at(const reading *r, const lexicon_tag *tag,
                                  uint32_t first, uint32_t end)
{
    const article *x = r->x;
    number n;
    uint32_t from = tag->first > first + BACK ? tag->first - BACK : first;
    uint32_t to = tag->first + tag->n + FORTH < end ? tag->first + tag->n + FORTH : end;
    for (uint32_t i = tag->first; i > from; i--) {
        bool middle = i - 1 > first && x->tokens[i - 1].gap == TEXT_GLUED;
        if (middle || !any_number(x, i - 1, end, &n) || reading_in_date(r, i - 1))
            continue;
        uint32_t before = n.first > first + 3 ? n.first - 3 : first;
        return bounds(n.value, quantity(x, before, n.end + 2));
    }
    uint32_t atoms = quantity(x, from, tag->first);
    if (atoms & (QUANTITY_THOUSANDS | QUANTITY_HUNDREDS | QUANTITY_TENS))
        return vague(atoms);
    for (uint32_t i = tag->first + tag->n; i < to; i++) {
        if (comes_between(x, i, i + 1))
            break;
        if (any_number(x, i, end, &n) && !reading_in_date(r, i))
            return bounds(n.value, quantity(x, tag->first, n.end));
    }
    atoms = quantity(x, tag->first, to);
    return vague(atoms);
}

reading_figures reading_killed(const reading *r, uint32_t first, uint32_t end)
{
    const article *x = r->x;
    reading_figures none = { -1, -1, -1 };
    for (uint32_t i = article_tag_from(x, NULL, first);
         i < x->n_tags && x->tags[i].first < end; i++) {
        const lexicon_tag *tag = &x->tags[i];
        if (tag->entry->class != LEXICON_CASUALTY ||
            !(tag->entry->atoms & CASUALTY_KILLED))
            continue;
        reading_figures f = figures_at(r, tag, first, end);
        if (f.low >= 0 || f.middle >= 0 || f.high >= 0)
            return f;
    }
    return none;
}

bool reading_has_casualty(const reading *r, uint32_t first, uint32_t end)
{
    const article *x = r->x;
    for (uint32_t i = article_tag_from(x, NULL, first);
         i < x->n_tags && x->tags[i].first < end; i++)
        if (x->tags[i].entry->class == LEXICON_CASUALTY &&
            x->tags[i].entry->atoms & (CASUALTY_KILLED | CASUALTY_WOUNDED |
                                       CASUALTY_MISSING | CASUALTY_CAPTURED))
            return true;
    return false;
}
