#include "phrase/check.h"

#include "phrase/number.h"

/* Where an expression begins. */
typedef struct span {
    const phrase_view *v;
    uint32_t first;
} span;

static bool sign_at(const phrase_view *v, uint32_t token, char sign)
{
    return token < v->end && v->cells[token - v->first].sign == sign;
}

static bool is_digit_joint(const phrase_view *v, uint32_t token)
{
    return sign_at(v, token, '.') || sign_at(v, token, ',') || sign_at(v, token, '/') ||
           sign_at(v, token, ':') || sign_at(v, token, '-');
}

static bool is_number(const phrase_view *v, uint32_t token)
{
    return token < v->end && v->x->tokens[token].shape == TEXT_NUMBER;
}

static bool is_price(const phrase_view *v, uint32_t token)
{
    str s = article_token(v->x, token);
    return str_eq(s, STR("$")) || str_eq(s, STR("#")) || str_eq(s, STR("+")) ||
           str_eq(s, STR("\u20AC")) || str_eq(s, STR("\u00A3")) ||
           str_eq(s, STR("\u2116"));
}

/* A number that goes on to the left is a part of another one: "2.000", "A-4". */
bool phrase_starts_clean(const phrase_view *v, uint32_t token)
{
    const text_token *t = &v->x->tokens[token];
    bool joined = t->gap == TEXT_GLUED || t->gap == TEXT_APOSTROPHE;
    if (t->shape < TEXT_NUMBER && t->len == 1 && joined)
        return false; /* the end of a word: "Russia's" */
    if (token == v->first || !is_number(v, token))
        return true;
    if (is_price(v, token - 1))
        return false;
    if (v->x->tokens[token].gap != TEXT_GLUED)
        return true;
    if (v->x->tokens[token - 1].shape < TEXT_NUMBER)
        return false;
    return !is_digit_joint(v, token - 1) || token < v->first + 2 ||
           v->x->tokens[token - 1].gap != TEXT_GLUED ||
           phrase_tag_at(v, token - 2, LEXICON_MONTH, 0);
}

/* And to the right: "15,5", "20%", "5km". */
static bool ends_clean(const phrase_view *v, uint32_t end)
{
    if (end >= v->end || !is_number(v, end - 1))
        return true;
    if (sign_at(v, end, '%') || sign_at(v, end, '$'))
        return false;
    if (v->x->tokens[end].gap != TEXT_GLUED)
        return true;
    if (v->x->tokens[end].shape < TEXT_NUMBER)
        return false;
    return !(is_digit_joint(v, end) && end + 1 < v->end &&
             v->x->tokens[end + 1].gap == TEXT_GLUED && is_number(v, end + 1));
}

enum { WEEKS = 5, QUARTERS = 4 };
enum {
    SURE_LEADS =
        DATEWORD_IN | DATEWORD_SINCE | DATEWORD_UNTIL | DATEWORD_BEFORE | DATEWORD_AFTER,
    LEADS = SURE_LEADS | DATEWORD_FROM | DATEWORD_TO | DATEWORD_DATE_MARK |
            DATEWORD_ABOUT | DATEWORD_BETWEEN | DATEWORD_AT
};

/* A word before that makes more likely that a date follows. */
static bool led(const phrase_view *v, uint32_t token, uint32_t leads)
{
    if (token == v->first)
        return false;
    if (sign_at(v, token - 1, '('))
        return true;
    for (uint32_t back = 1; back <= 3 && token >= v->first + back; back++) {
        const lexicon_tag *t = phrase_tag_at(v, token - back, LEXICON_DATEWORD, leads);
        if (t && t->n == back)
            return true;
    }
    return false;
}

/* The tag of a class that ends before a token. */
static const lexicon_tag *tag_before(const phrase_view *v, uint32_t token,
                                     lexicon_class c, uint32_t atoms)
{
    for (uint32_t back = 1; back <= 3 && token >= v->first + back; back++) {
        const lexicon_tag *t = phrase_tag_at(v, token - back, c, atoms);
        if (t && t->n == back)
            return t;
    }
    return NULL;
}

/* A word for the day or for a time of it stands before, and it is not that of a weekday:
   "they won on Tuesday night 6-2". */
static bool is_of_day(const phrase_view *v, uint32_t token)
{
    const lexicon_tag *t = tag_before(v, token, LEXICON_UNIT, UNIT_DAY);
    if (!t)
        t = tag_before(v, token, LEXICON_DAYPART, 0);
    return t && !tag_before(v, token, LEXICON_WEEKDAY, 0) &&
           !tag_before(v, t->first, LEXICON_WEEKDAY, 0);
}

/* Nothing follows, or a sign, or a word that goes on with time: no noun that is
   counted. */
static bool is_closed(const phrase_view *v, uint32_t end)
{
    return end >= v->end || v->x->tokens[end].shape != TEXT_LOWER ||
           v->cells[end - v->first].words;
}

/* "6-2" is a score and "3-5" a range, but where days are written so. */
static bool is_hyphen_date(const span *m, const phrase_seen *s, uint32_t end)
{
    const uint32_t leads =
        DATEWORD_FROM | DATEWORD_SINCE | DATEWORD_BETWEEN | DATEWORD_IN;
    const uint32_t ends = DATEWORD_TO | DATEWORD_UNTIL | DATEWORD_BEFORE | DATEWORD_AFTER;
    if (is_of_day(m->v, m->first))
        return true;
    bool falls = s->day[0] > s->month[0];
    if (m->v->hyphens)
        return led(m->v, m->first, leads | ends) && (falls || is_closed(m->v, end));
    return led(m->v, m->first, leads) && is_closed(m->v, end);
}

/* "15/7" and "2/3", "15-7" and "2-1": which are dates. */
static bool is_bare_date(const span *m, const phrase_seen *s, uint32_t end)
{
    if (m->v->whole)
        return true;
    if (s->sign == '-')
        return is_hyphen_date(m, s, end);
    if (s->sign == '.') /* a decimal number */
        return is_of_day(m->v, m->first);
    if (led(m->v, m->first, LEADS))
        return true;
    if (s->sign != '/')
        return false;
    return s->padded || s->day[0] > s->month[0];
}

/* A year that stands for itself needs something that says so. */
static bool is_bare_year(const span *m, const phrase_seen *s, uint32_t end)
{
    const phrase_view *v = m->v;
    int year = s->year[0];
    if (year < 1800 || year > 2100)
        return false;
    if (v->whole || led(v, m->first, year % 100 ? LEADS : SURE_LEADS))
        return true;
    return year % 100 != 0 && (end >= v->end || sign_at(v, end, ')') ||
                               sign_at(v, end, ',') || sign_at(v, end, '.'));
}

/* A word that is also another one, with nothing beside it that makes it a date. */
static bool is_bare_name(const span *m, const phrase_seen *s, uint32_t end)
{
    const text_token *t = m->v->x->tokens;
    bool alone = !s->cores && !s->days && !s->years && !s->deictic && !s->unit &&
                 !s->part &&
                 !(s->words & (DATEWORD_NEXT | DATEWORD_LAST | DATEWORD_THIS));
    if (!alone || m->v->whole)
        return true;
    bool behind = led(m->v, m->first, LEADS);
    if (end == m->first + 1)
        return behind && t[m->first].shape != TEXT_LOWER;
    for (uint32_t i = m->first; i > m->v->first && i + 3 > m->first && !behind; i--)
        behind = phrase_tag_at(m->v, i - 1, LEXICON_DAYPART, 0) != NULL;
    return behind || t[end - 1].shape == TEXT_CAPITAL;
}

/* Years that somebody has lived: behind a word for that, or set off behind a name. */
static bool is_age(const span *m, const phrase_seen *s, uint32_t end)
{
    const phrase_view *v = m->v;
    if (s->unit & UNIT_HOUR && end < v->end && is_number(v, end)) /* a clock time */
        return true;
    if (m->first == v->first || s->words & DATEWORD_DURING || !(s->unit & UNIT_YEAR))
        return false;
    uint32_t before = m->first - 1;
    if (v->cells[before - v->first].core == PHRASE_BLOCKED)
        return true;
    /* Of so many years, as an adjective. */
    const lexicon_tag *of = phrase_tag_at(v, end - 1, LEXICON_DATEWORD, DATEWORD_OF);
    if (of && of->n == 1 && phrase_tag_at(v, end - 1, LEXICON_UNIT, UNIT_YEAR))
        return true;
    bool apart = sign_at(v, before, ',') || sign_at(v, before, '(');
    return apart && before > v->first && end < v->end &&
           v->x->tokens[before - 1].shape == TEXT_CAPITAL &&
           (sign_at(v, end, ',') || sign_at(v, end, ')') || sign_at(v, end, '.'));
}

/* A clock time and a date are one, and a weekday and a day. */
static bool belong(const phrase_view *v, const phrase_seen *s)
{
    const phrase_seen *a = &v->found[s->core[0]].seen, *b = &v->found[s->core[1]].seen;
    if (v->found[s->core[0]].op != PHRASE_POINT ||
        v->found[s->core[1]].op != PHRASE_POINT)
        return false;
    if (a->clock != b->clock)
        return true;
    return !a->clock && !a->weekday != !b->weekday && !a->days != !b->days;
}

/* "Three months after the": a word for "later" that also says "after", and an article. */
static bool leads_on(const phrase_view *v, const phrase_row *row, uint32_t end)
{
    if (row->op != PHRASE_LATER || end >= v->end ||
        !(v->cells[end - v->first].words & DATEWORD_DATE_MARK))
        return false;
    const lexicon_tag *t = phrase_tag_at(v, end - 1, LEXICON_DATEWORD, DATEWORD_LATER);
    return t && t->n == 1 && t->entry->atoms & DATEWORD_AFTER;
}

/* "From May to June": a word for "next" that also says "to", and goes on to a date. */
static bool goes_on(const phrase_view *v, const phrase_seen *s, uint32_t end)
{
    if (!(s->words & DATEWORD_NEXT) || end >= v->end)
        return false;
    const lexicon_tag *to = phrase_tag_at(v, end - 1, LEXICON_DATEWORD, DATEWORD_TO);
    const phrase_cell *c = &v->cells[end - v->first];
    const uint32_t number = 1u << (LEXICON_NUMBER - LEXICON_MONTH);
    const uint32_t unit = 1u << (LEXICON_UNIT - LEXICON_MONTH);
    const uint32_t deictic = 1u << (LEXICON_DEICTIC - LEXICON_MONTH);
    const uint32_t named = (1u << (LEXICON_SEASON - LEXICON_MONTH)) * 2 - 1;
    return to && to->n == 1 && to->entry->atoms & DATEWORD_NEXT &&
           (c->number || c->classes & (number | unit | deictic | named));
}

/* "Before the day": a word for "last" or "next" that also says "before" or "after", in
   front of a unit that is not counted from. */
static bool is_preposition(const span *m, const phrase_row *row, const phrase_seen *s)
{
    bool turned =
        row->op == PHRASE_POINT || row->op == PHRASE_EARLIER || row->op == PHRASE_LATER;
    if (!turned || s->cores || s->landmark.len || !s->unit || s->count)
        return false;
    const lexicon_tag *t = phrase_tag_at(m->v, m->first, LEXICON_DATEWORD,
                                         DATEWORD_BEFORE | DATEWORD_AFTER | DATEWORD_TO);
    return t && t->entry->atoms & (DATEWORD_LAST | DATEWORD_NEXT);
}

static bool has_case(const phrase_view *v, uint32_t token, uint32_t words)
{
    return v->cells[token - v->first].words & words;
}

/* An ending, or a word with it, that says from or until. */
enum { FROM_CASE = DATEWORD_FROM | DATEWORD_SINCE, TO_CASE = DATEWORD_UNTIL };

static bool has_from(const phrase_view *v, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i + 1 < end; i++)
        if (has_case(v, i, FROM_CASE))
            return true;
    return false;
}

/* "2021-ci il mayın 3-dən iyunun 5-dək". */
static bool are_cases(const span *m, const phrase_seen *s, uint32_t end)
{
    const phrase_match *a = &m->v->found[s->core[0]], *b = &m->v->found[s->core[1]];
    uint32_t last = a->first + a->n - 1;
    bool dates = a->op == PHRASE_POINT && b->op == PHRASE_POINT && !a->seen.clock &&
                 (b->seen.days || b->seen.months || b->seen.years);
    return dates && a->n > 1 && has_case(m->v, last, FROM_CASE) &&
           (b->first == last + 1 || has_case(m->v, end - 1, TO_CASE));
}

static bool is_one_case(const span *m, uint32_t end, uint32_t words)
{
    const phrase_match *core = &m->v->found[m->v->cells[m->first - m->v->first].core];
    return core->op == PHRASE_POINT && end > m->first + 1 && !core->seen.clock &&
           has_case(m->v, end - 1, words);
}

/* What a word for "of" may say beside: it leads to a date. */
enum {
    OF_ITSELF = DATEWORD_FROM | DATEWORD_SINCE | DATEWORD_DATE_MARK | DATEWORD_BETWEEN |
                DATEWORD_AT | DATEWORD_DURING | DATEWORD_LAST | DATEWORD_NEXT |
                DATEWORD_THIS | DATEWORD_ENDING
};

/* Numbers that are of something else. */
static bool is_number_trap(const span *m, const phrase_row *row, const phrase_seen *s,
                           uint32_t end)
{
    if (s->weekday && row->op == PHRASE_POINT && s->count > WEEKS) /* in a month */
        return true;
    if (s->unit & UNIT_QUARTER && row->op == PHRASE_POINT && s->count > QUARTERS)
        return true;
    /* How a match ended: "on Tuesday night 6-2", "in May 4-1". */
    bool hyphen = s->sign == '-' && !s->years && !s->unit;
    if (hyphen &&
        (s->weekday || (s->daypart && tag_before(m->v, m->first, LEXICON_WEEKDAY, 0))))
        return true;
    if (row->op == PHRASE_DAYS && s->dash && s->days == 2 && s->months == 1 &&
        s->day[0] >= s->day[1])
        return true;
    /* "About 13 hours 20 May": the number is of the month. */
    return s->clock && !row->pass && !(s->unit & UNIT_MINUTE) && end < m->v->end &&
           is_number(m->v, end - 1) && phrase_tag_at(m->v, end, LEXICON_MONTH, 0);
}

/* Words that mean something else where they stand. */
static bool is_word_trap(const span *m, const phrase_row *row, const phrase_seen *s,
                         uint32_t end)
{
    const phrase_cell *c = &m->v->cells[m->first - m->v->first];
    /* "The years 1990" are ten. */
    if (s->years == 1 && s->unit == UNIT_YEAR && !s->months &&
        phrase_tag_at(m->v, m->first, LEXICON_UNIT, UNIT_DECADE))
        return true;
    /* Sunday that is also the week. */
    if (s->weak && s->weekday && s->count && s->words & (DATEWORD_AGO | DATEWORD_LATER))
        return true;
    /* Behind a month a word for "last" that also says "end" is its end. */
    if (!row->pass && s->months && !s->weekday && s->words & DATEWORD_LAST &&
        phrase_tag_at(m->v, end - 1, LEXICON_PART, 0))
        return true;
    /* "Of" is of what stands before: "the end of May". */
    return !row->pass && c->words & DATEWORD_OF && !c->classes && !(c->words & OF_ITSELF);
}

/* What no row may take. */
static bool is_out(const span *m, const phrase_row *row, const phrase_seen *s,
                   uint32_t end)
{
    if (!ends_clean(m->v, end) || (row->op == PHRASE_MERGE && !belong(m->v, s)) ||
        is_number_trap(m, row, s, end) || is_word_trap(m, row, s, end))
        return true;
    if (leads_on(m->v, row, end) || goes_on(m->v, s, end) || is_preposition(m, row, s) ||
        phrase_tag_at(m->v, end, LEXICON_DATEWORD, DATEWORD_ERA_BC))
        return true;
    bool leads = row->op == PHRASE_SINCE || row->op == PHRASE_UNTIL;
    return leads && row->check != PHRASE_BEHIND && s->words & DATEWORD_BEHIND;
}

bool phrase_accept(const phrase_view *v, const phrase_row *row, uint32_t first,
                   uint32_t end, const phrase_seen *s)
{
    const span here = { v, first }, *m = &here;
    if (is_out(m, row, s, end))
        return false;
    switch (row->check) {
    case PHRASE_BARE_DATE:
        return is_bare_date(m, s, end);
    case PHRASE_MONTH_FIRST:
        return s->sign != '.' && s->day[0] > 12 && is_bare_date(m, s, end);
    case PHRASE_BARE_YEAR:
        return is_bare_year(m, s, end);
    case PHRASE_FIGURES:
        return v->whole && !s->worded;
    case PHRASE_LED:
        return (v->whole && s->words & (DATEWORD_OF | DATEWORD_DATE_MARK)) ||
               led(m->v, m->first, LEADS);
    case PHRASE_LONE:
        return end >= v->end || v->cells[end - v->first].sign;
    case PHRASE_WHOLE:
        return v->whole;
    case PHRASE_BEHIND:
        return s->words & DATEWORD_BEHIND;
    case PHRASE_NO_AGE:
        return !is_age(m, s, end);
    case PHRASE_NO_NAME:
        return end >= v->end || v->x->tokens[end].shape != TEXT_CAPITAL;
    case PHRASE_FREE:
        return !is_number(m->v, end);
    case PHRASE_AT_HOUR:
        return has_case(v, first, DATEWORD_AT);
    case PHRASE_FROM_CASE:
        return row->op == PHRASE_DAYS ? has_from(v, first, end)
                                      : is_one_case(m, end, FROM_CASE);
    case PHRASE_TO_CASE:
        return is_one_case(m, end, TO_CASE);
    case PHRASE_CASES:
        return are_cases(m, s, end);
    case PHRASE_RISING:
        return s->years != 2 ||
               (s->year[0] < s->year[1] && s->year[0] >= 1800 && s->year[1] <= 2100);
    default:
        return !s->weak || is_bare_name(m, s, end);
    }
}
