#include "article/part.h"
#include "base/hash.h"
#include "text/letter.h"
#include "text/utf8.h"

bool article_is_capital(const article_reader *r, uint32_t i)
{
    uint8_t shape = r->x->tokens[i].shape;
    if (shape != TEXT_MIXED)
        return shape == TEXT_CAPITAL || shape == TEXT_UPPER;
    str s = article_token(r->x, i);
    return text_letter_of(text_next(&s)) == TEXT_CAPITAL_LETTER;
}

uint64_t article_word_hash(const article_reader *r, uint32_t i)
{
    char lower[96];
    str s = article_token(r->x, i);
    size_t n = text_lower(s, lower, sizeof lower);
    return hash_str((str){ lower, n < sizeof lower ? n : sizeof lower });
}

bool article_is_dash(const article_reader *r, uint32_t i)
{
    uint32_t c = article_sign(r, i);
    return c == '-' || (c >= 0x2012 && c <= 0x2015) || c == 0x2212;
}

bool article_is_dated(const article_reader *r, uint32_t first, uint32_t end)
{
    const text_token *t = r->x->tokens;
    uint32_t last = end - first > 5 ? first + 5 : end;
    for (uint32_t i = first; i < last; i++) {
        bool month = r->marks[i] & MARK_MONTH;
        if (t[i].shape == TEXT_MARK)
            return false;
        if (t[i].shape != TEXT_NUMBER && !month)
            continue;
        if (i + 1 >= end)
            return false;
        if (month)
            return t[i + 1].shape == TEXT_NUMBER ||
                   (i > first && t[i - 1].shape == TEXT_NUMBER);
        uint32_t c = article_sign(r, i + 1);
        if ((c == '/' || c == '.' || c == '-') && i + 2 < end)
            return t[i + 2].shape == TEXT_NUMBER && t[i].len <= 4;
        if (r->marks[i + 1] & MARK_MONTH)
            return true;
    }
    return false;
}

uint32_t article_tag_from(const article *x, const article_sentence *s, uint32_t token)
{
    uint32_t low = s ? s->first_tag : 0;
    uint32_t high = s ? s->first_tag + s->n_tags : (uint32_t)x->n_tags;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (x->tags[mid].first < token)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

uint32_t article_phrase(const article *x, uint32_t token, lexicon_class c, uint32_t atoms)
{
    for (size_t i = article_tag_from(x, NULL, token);
         i < x->n_tags && x->tags[i].first == token; i++) {
        const lexicon_entry *e = x->tags[i].entry;
        if (e->class == c && (!atoms || (e->atoms & atoms)))
            return x->tags[i].n;
    }
    return 0;
}

/* Classes that have an effect. */
#define BIT(class) ((uint64_t)1 << LEXICON_##class)
static const uint64_t MARKING =
    BIT(PHOTO) | BIT(AGENCY) | BIT(CORRESPONDENT) | BIT(FURNITURE) | BIT(RELATED) |
    BIT(ABBREVIATION) | BIT(MONTH) | BIT(WEEKDAY) | BIT(UNIT) | BIT(DEICTIC) |
    BIT(DATEWORD) | BIT(SAY) | BIT(FUNCTION) | BIT(CLAIM) | BIT(LOCATIVE) | BIT(ANAPHOR) |
    BIT(TITLE) | BIT(BODY) | BIT(ACTOR);

typedef struct effect {
    uint16_t start, all, last;
} effect;

static effect effect_of(const lexicon_tag *t)
{
    const lexicon_entry *e = t->entry;
    switch (t->class) {
    case LEXICON_PHOTO:
        return (effect){ (uint16_t)((e->atoms & PHOTO_LEAD ? MARK_PHOTO_LEAD
                                                           : MARK_PHOTO_START) |
                                    (e->atoms & PHOTO_SOURCE ? MARK_SOURCE_START : 0)),
                         0, MARK_INSIDE };
    case LEXICON_AGENCY:
        return (effect){ 0, MARK_AGENCY, 0 };
    case LEXICON_CORRESPONDENT:
        return (effect){ MARK_CORRESPONDENT_START, 0, MARK_INSIDE };
    case LEXICON_FURNITURE:
        return (effect){ e->atoms & FURNITURE_STRONG ? MARK_FURNITURE_START : 0,
                         MARK_FURNITURE, 0 };
    case LEXICON_RELATED:
        return (effect){ MARK_RELATED_START, 0, MARK_INSIDE };
    case LEXICON_ABBREVIATION:
        return (effect){ 0, MARK_ABBREVIATION,
                         e->atoms & ABBREVIATION_END ? MARK_MAY_END : 0 };
    case LEXICON_MONTH:
        return (effect){ MARK_COMMON_START, MARK_TIME | MARK_MONTH, 0 };
    case LEXICON_WEEKDAY:
    case LEXICON_UNIT:
        return (effect){ MARK_COMMON_START, MARK_TIME, 0 };
    case LEXICON_DEICTIC:
    case LEXICON_DATEWORD:
        return (effect){ MARK_COMMON_START | MARK_FUNCTION_START, MARK_TIME, 0 };
    case LEXICON_SAY:
        return (effect){ MARK_COMMON_START, MARK_SAY, 0 };
    case LEXICON_FUNCTION:
    case LEXICON_CLAIM:
    case LEXICON_LOCATIVE:
    case LEXICON_ANAPHOR:
        return (effect){ MARK_COMMON_START | MARK_FUNCTION_START, 0, 0 };
    case LEXICON_TITLE:
    case LEXICON_BODY:
    case LEXICON_ACTOR:
        return (effect){ MARK_COMMON_START, 0, 0 };
    default:
        return (effect){ 0, 0, 0 };
    }
}

void article_mark(article_reader *r)
{
    const article *x = r->x;
    r->marks = arena_array(r->a, uint16_t, x->n_tokens + 1);
    for (size_t i = 0; i < x->n_tags; i++) {
        const lexicon_tag *t = &x->tags[i];
        if (!(MARKING >> t->class & 1))
            continue;
        effect e = effect_of(t);
        r->marks[t->first] |= e.start;
        r->marks[t->first + t->n - 1] |= t->n > 1 || e.last != MARK_INSIDE ? e.last : 0;
        for (uint32_t k = 0; e.all && k < t->n; k++)
            r->marks[t->first + k] |= e.all;
    }
}
