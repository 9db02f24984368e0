#include "phrase/number.h"

#include <string.h>

enum {
    LONGEST_DIGITS = 9,
    LONGEST_ENDING = 4,
    WORDS = 6,
    HUNDRED = 100,
    THOUSAND = 1000
};

const lexicon_tag *phrase_tag_at(const phrase_view *v, uint32_t token, lexicon_class c,
                                 uint32_t atoms)
{
    if (token >= v->end)
        return NULL;
    const article *x = v->x;
    const phrase_cell *cell = &v->cells[token - v->first];
    /* Mostly there is none. */
    if (c == LEXICON_DATEWORD ? atoms && !(cell->words & atoms)
                              : !(cell->classes >> (c - LEXICON_MONTH) & 1))
        return NULL;
    for (size_t i = cell->tag; i < x->n_tags && x->tags[i].first == token; i++) {
        const lexicon_tag *t = &x->tags[i];
        if (t->class == c && (!atoms || (t->entry->atoms & atoms)) &&
            t->first + t->n <= v->end)
            return t;
    }
    return NULL;
}

static bool glued(const phrase_view *v, uint32_t token)
{
    return token < v->end && v->x->tokens[token].gap == TEXT_GLUED;
}

static bool is_mark(const phrase_view *v, uint32_t token, str mark)
{
    return token < v->end && str_eq(article_token(v->x, token), mark);
}

static bool is_joint(const phrase_view *v, uint32_t token)
{
    return glued(v, token) &&
           (is_mark(v, token, STR("-")) || is_mark(v, token, STR("'")) ||
            is_mark(v, token, STR("\u2019")) || is_mark(v, token, STR("\u2011")));
}

/* Where the ending of the number before a token ends: "15th", "18-го", "2020'de". */
static uint32_t ending(const phrase_view *v, uint32_t token)
{
    uint32_t at = is_joint(v, token) ? token + 1 : token;
    if (!glued(v, at))
        return token;
    const lexicon_tag *t = phrase_tag_at(v, at, LEXICON_DATEWORD, DATEWORD_ENDING);
    return t ? at + t->n : token;
}

static phrase_number digits_at(const phrase_view *v, uint32_t token)
{
    phrase_number out = { 0 };
    str s = article_token(v->x, token);
    if (s.len > LONGEST_DIGITS)
        return out;
    for (size_t i = 0; i < s.len; i++) {
        if (s.at[i] < '0' || s.at[i] > '9')
            return (phrase_number){ 0 };
        out.value = out.value * 10 + (s.at[i] - '0');
    }
    out.digits = (int)s.len;
    out.n = ending(v, token + 1) - token;
    return out;
}

/* What may follow a number's last word has to be less than this. */
static int room_after(int last)
{
    if (last >= THOUSAND)
        return THOUSAND;
    if (last >= HUNDRED)
        return HUNDRED;
    return last >= 20 && last % 10 == 0 ? 10 : 0;
}

/* Take one word into a number: 20 and 3, 3 and 100, 2 and 1000. False when it does not
   go on with it. */
static bool join(int *total, int *part, int *last, int value)
{
    bool times = value == HUNDRED || value == THOUSAND;
    if (times && (*last >= value || *part >= value))
        return false;
    if (!times && *last && value >= room_after(*last))
        return false;
    *last = value;
    if (!times) {
        *part += value;
        return true;
    }
    *part = (*part ? *part : 1) * value;
    if (value == THOUSAND) {
        *total += *part;
        *part = 0;
    }
    return true;
}

static phrase_number words_at(const phrase_view *v, uint32_t token)
{
    phrase_number out = { 0 };
    int total = 0, part = 0, last = 0;
    uint32_t at = token;
    for (int i = 0; i < WORDS; i++) {
        const lexicon_tag *t = phrase_tag_at(v, at, LEXICON_NUMBER, 0);
        if (!t || !join(&total, &part, &last, t->entry->number))
            break;
        at += t->n;
        out.n = at - token;
    }
    out.value = total + part;
    return out;
}

void phrase_number_note(const phrase_view *v, uint32_t token, phrase_cell *c)
{
    phrase_number n = digits_at(v, token);
    c->digits_value = n.value;
    c->digits = (uint8_t)n.digits;
    c->digits_n = n.n;
}

phrase_number phrase_number_at(const phrase_view *v, uint32_t token)
{
    if (token >= v->end)
        return (phrase_number){ 0 };
    const phrase_cell *c = &v->cells[token - v->first];
    if (c->number)
        return (phrase_number){ .value = c->digits_value,
                                .digits = c->digits,
                                .n = c->digits_n };
    /* An ending may stand before: Georgian ordinals. */
    const lexicon_tag *t = phrase_tag_at(v, token, LEXICON_DATEWORD, DATEWORD_ENDING);
    if (t && t->n == 1 && is_joint(v, token + 1) && glued(v, token + 2) &&
        v->x->tokens[token + 2].shape == TEXT_NUMBER) {
        phrase_number out = digits_at(v, token + 2);
        out.n += out.n ? 2 : 0;
        return out;
    }
    return words_at(v, token);
}

int phrase_roman(str s)
{
    static const char letters[] = "IVXLC";
    static const int values[] = { 1, 5, 10, 50, 100 };
    size_t n = 0;
    if (!s.len ||
        (*s.at != 'I' && *s.at != 'V' && *s.at != 'X' && *s.at != 'L' && *s.at != 'C'))
        return 0; /* most words */
    while (n < s.len && memchr(letters, s.at[n], sizeof letters - 1))
        n++;
    if (n > 6 || s.len - n > LONGEST_ENDING)
        return 0;
    for (size_t i = n; i < s.len; i++)
        if (s.at[i] >= 'A' && s.at[i] <= 'Z')
            return 0;
    int total = 0, before = 0;
    for (size_t i = n; i-- > 0;) {
        const char *at = memchr(letters, s.at[i], sizeof letters - 1);
        int value = values[at - letters];
        total += value < before ? -value : value;
        before = value;
    }
    return total;
}
