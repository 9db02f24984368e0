/*
 * How much speaks for a name being that of a place here, in one figure: the importance
 * of the most important place of that name, more for what is long, of known kind or
 * where places stand, less for what is short, a common word or written otherwise. A span
 * is a mention from ENOUGH on.
 */
#include "name/scan.h"

#include "gazetteer/relation.h"
#include "text/utf8.h"

#include <math.h>

enum {
    LONG = 7,       /* letters of which the marks matter little */
    LETTERS = 3,    /* of an acronym */
    OWN_LETTERS = 4 /* of a name that its language's own table has */
};

static const double ENOUGH = .45, KNOWN = .6, SURE = .9, STATE = .75, MAYBE = .06,
                    INSIDE = .3;

/* What speaks for and against; in shares of importance. */
static const double WORDS = .12, TYPED = .35, AT = .22, WEAK = .08, LED = .25,
                    LISTED = .2, AGAIN = .2, TOLD = .5, OWN = .08, TOWN = .4;
static const double ACCENTS = .4, MARKED = .75, ACRONYM = .5, COMMON = .2,
                    COMMON_FIRST = .55, NO_NAME = .9, SMALL = .35, PERSON = .6, ONE = .4,
                    TWO = .3, THREE = .08, UNCASED = .08, SHOUTED = .12, FOREIGN = .25;

static bool opens(const work *w, const work_span *s)
{
    const article_sentence *in = &w->x->sentences[s->sentence];
    uint32_t at = in->first;
    while (at < s->first && w->x->tokens[at].shape >= TEXT_NUMBER)
        at++;
    return at == s->first;
}

/* What is written has other letters or marks than the name. */
static double weigh_marks(const work_span *s, const memory_word *known, size_t letters)
{
    const memory_place *p = &known->at[0];
    if (p->flags & (MEMORY_SAME | MEMORY_INFLECTED))
        return 0;
    if ((p->flags & MEMORY_PLAIN && s->n > 1) || (letters >= LONG && known->marked))
        return ACCENTS / 4;
    if (p->flags & MEMORY_ADJECTIVE)
        return MARKED;
    return (known->marked ? MARKED : ACCENTS) / (s->n > 1 ? 2 : 1);
}

/* Capitals only: of a single word that may be an abbreviation of anything. */
static double weigh_capitals(const work_span *s, const memory_place *p, uint8_t shape,
                             size_t letters)
{
    const uint16_t written = MEMORY_OWN | MEMORY_BYTES; /* "ԼՂՀ", "НКР" */
    bool upper = shape == TEXT_UPPER && !(s->flags & WORK_SHOUTED);
    bool unlike = ((upper && letters <= 4) || p->flags & MEMORY_ACRONYM) &&
                  !(p->flags & (MEMORY_BYTES | MEMORY_INFLECTED));
    bool small = upper && letters <= 5 && (double)p->importance < STATE &&
                 !(s->types >> p->kind & 1) && (p->flags & written) != written;
    /* "Mi" is not "MI" */
    bool word = unlike && p->flags & MEMORY_ACRONYM && shape == TEXT_CAPITAL &&
                letters <= LETTERS;
    if (s->n > 1)
        return 0;
    return (word ? NO_NAME : unlike ? ACRONYM : 0) + (small ? ACRONYM : 0);
}

static double weigh_length(size_t letters)
{
    return letters < 2 ? ONE : letters < 3 ? TWO : letters < 4 ? THREE : 0;
}

static double weigh_form(const work *w, const work_span *s, const memory_word *known)
{
    const memory_place *p = &known->at[0];
    size_t letters = text_count((str){ known->text, known->len });
    uint8_t shape = w->x->tokens[s->first].shape;
    bool shouted = s->flags & WORK_SHOUTED;
    double score = s->n > 1 ? WORDS * fmin(s->n - 1, 3) : 0;
    score -= weigh_marks(s, known, letters);
    if (p->flags & MEMORY_OWN && !(p->flags & MEMORY_ADJECTIVE) &&
        letters >= OWN_LETTERS && shape != TEXT_UNCASED && (double)p->importance >= TOWN)
        score += OWN; /* its press writes of it */
    bool brief =
        p->flags & MEMORY_ACRONYM && letters < 3; /* "HQ", Vietnamese for Korea */
    if (p->flags & MEMORY_FOREIGN)
        score -= brief || p->flags & MEMORY_ADJECTIVE ? MARKED : FOREIGN;
    score -= weigh_capitals(s, p, shape, letters);
    if (shape != TEXT_UPPER || shouted)
        score -= weigh_length(letters);
    if (shape == TEXT_UNCASED)
        score -= UNCASED;
    return shouted ? score - SHOUTED : score;
}

/* "in X", "shelled X", but "stormed the X". */
static double weigh_locative(uint32_t atoms, bool skipped)
{
    return atoms & LOCATIVE_WEAK || (atoms & LOCATIVE_OBJECT && skipped) ? WEAK : AT;
}

/* The words before and behind. */
static double weigh_beside(work *w, work_span *s)
{
    static const lexicon_class leading[] = { LEXICON_TITLE, LEXICON_ACTOR, LEXICON_BODY,
                                             LEXICON_PLACENOUN };
    const article_sentence *in = &w->x->sentences[s->sentence];
    uint32_t next = s->first + s->n;
    double score = s->flags & WORK_TYPED ? TYPED : 0;
    uint32_t left = work_skip_article(w, s->left, in->first);
    if (left > in->first) {
        const lexicon_tag *at = work_ending(w, left - 1, LEXICON_LOCATIVE);
        if (at && !(at->entry->atoms & (LOCATIVE_AFTER | LOCATIVE_ENDING)))
            score += weigh_locative(at->entry->atoms, left < s->left);
        else if (work_ending(w, left - 1, LEXICON_RELATIVE))
            score += WEAK;
        for (size_t i = 0; i < sizeof leading / sizeof *leading; i++)
            if (work_ending(w, left - 1, leading[i])) {
                s->flags |= WORK_SUPPORTED;
                score += LED;
                break;
            }
    }
    const lexicon_tag *after = work_beginning(w, next, LEXICON_LOCATIVE);
    if ((after && after->entry->atoms & LOCATIVE_AFTER) || work_case(w, s))
        score += AT;
    const lexicon_tag *noun = work_beginning(w, next, LEXICON_PLACENOUN);
    if (noun && noun->entry->atoms & PLACENOUN_AFTER)
        score += WEAK;
    return score;
}

/* What stands between two spans joins them: a comma, a dash, "and", a bracket. */
static bool is_list(const work *w, const work_span *a, const work_span *b)
{
    uint32_t at = a->first + a->n;
    if (a->sentence != b->sentence || at >= b->left || b->left - at > 2)
        return false;
    for (; at < b->left; at++) {
        str t = article_token(w->x, at);
        bool mark =
            t.len == 1 && (*t.at == ',' || *t.at == '-' || *t.at == '/' || *t.at == '(');
        const lexicon_tag *and = work_ending(w, at, LEXICON_RELATIVE);
        bool dash = w->x->tokens[at].shape == TEXT_MARK && t.len == 3;
        if (!mark && !dash && !(and&&and->entry->atoms & RELATIVE_AND))
            return false;
    }
    return true;
}

/* It is a part of a longer word: of "Chủ nhật" (Sunday), "Lao động" (labor). */
static bool is_inside(const work *w, const work_span *s)
{
    static const lexicon_class classes[] = { LEXICON_COMMON, LEXICON_WEEKDAY,
                                             LEXICON_MONTH, LEXICON_BODY };
    for (uint32_t at = s->first, i = 0; i < 3 && at + i >= 2; i++) {
        uint32_t first = at + i - 2; /* it begins two words before at most */
        for (size_t k = 0; first <= at && k < sizeof classes / sizeof *classes; k++) {
            const lexicon_tag *t = work_beginning(w, first, classes[k]);
            bool longer = t && t->n > s->n && t->first + t->n >= s->first + s->n;
            bool body = t && t->class == LEXICON_BODY;
            if (longer && (!body || t->entry->atoms & BODY_CLUB))
                return true;
        }
    }
    return false;
}

/* «Рубин», « Լիվերպուլի »: alone in quotation marks it is a club, a paper or a firm that
   is called after it; a region may be one that is so called. */
static bool is_quoted(const work *w, const work_span *s)
{
    const uint32_t areas = 1u << GAZETTEER_REGION | 1u << GAZETTEER_WORLD_REGION;
    uint32_t next = s->first + s->n;
    const memory_word *known = w->names[s->name].known;
    bool state = known->n && known->at[0].kind == GAZETTEER_COUNTRY && s->n > 1;
    return s->first && next < w->x->n_tokens && known->n && !state &&
           !(areas >> known->at[0].kind & 1) &&
           str_eq(article_token(w->x, s->first - 1), STR("«")) &&
           str_eq(article_token(w->x, next), STR("»"));
}

/* A name that no place is known of. */
static double weigh_unknown(work *w, const work_span *s)
{
    const lexicon_tag *ordinary = work_beginning(w, s->first, LEXICON_COMMON);
    bool person = (s->n == 1 && work_set_has(&w->people, work_text(w, s->first, s->n))) ||
                  (ordinary && ordinary->n >= s->n);
    return person ? -1 : s->flags & WORK_SHOUTED ? .4 : .5;
}

/* "US" is neither a word nor a person, "Кремль" no castle. */
static bool is_itself(const work *w, const work_span *s, const memory_place *p)
{
    const uint16_t acronym = MEMORY_ACRONYM | MEMORY_BYTES;
    uint8_t shape = w->x->tokens[s->first].shape;
    bool clear = shape == TEXT_UPPER && !(s->flags & WORK_SHOUTED) &&
                 (p->flags & (acronym | MEMORY_FOREIGN)) == acronym &&
                 (double)p->importance >= STATE;
    bool house = p->flags & MEMORY_HOUSE && !(p->flags & MEMORY_SOUND);
    return clear || (house && shape == TEXT_CAPITAL);
}

/* A word of the language, or a person's name. */
static double weigh_word(work *w, const work_span *s, const memory_place *p)
{
    str word = work_text(w, s->first, s->n);
    const lexicon_tag *common = work_beginning(w, s->first, LEXICON_COMMON);
    const lexicon_tag *given = work_beginning(w, s->first, LEXICON_PERSON);
    bool first = opens(w, s);
    double score = 0;
    if (common && common->n == s->n)
        score += common->entry->atoms & COMMON_ALWAYS ? NO_NAME
                 : first                              ? COMMON_FIRST
                                                      : COMMON;
    if (p->flags & MEMORY_SOUND && first)
        score += COMMON;
    if (given && given->n == s->n && !w->marked && !(s->flags & WORK_TYPED) &&
        (double)p->importance < KNOWN)
        score += SMALL; /* "с Виктором" */
    if (s->n > 1)
        return score;
    if (w->x->tokens[s->first].shape != TEXT_LOWER &&
        (first || s->flags & WORK_SHOUTED) && work_is_small(w, word))
        score += SMALL;
    if (work_set_has(&w->people, word))
        score += p->importance > .9f && !common ? PERSON / 2 : PERSON;
    return score;
}

static double weigh(work *w, work_span *s)
{
    const memory_word *known = w->names[s->name].known;
    const memory_place *p = &known->at[0];
    if (s->flags & WORK_PERSON)
        return -1;
    if (s->flags & WORK_FUZZY)
        return s->score;
    if (s->flags & WORK_BLOC)
        return SURE;
    if (!known->n || s->flags & WORK_UNKNOWN)
        return weigh_unknown(w, s);
    if (p->kind == GAZETTEER_ORGANIZATION)
        return s->flags & WORK_ORGANIZATION ? .5 : -1;
    double score = (double)p->importance + weigh_form(w, s, known) + weigh_beside(w, s);
    if (p->flags & MEMORY_UNION)
        score -= 1;
    if (is_inside(w, s) || is_quoted(w, s) || p->flags & MEMORY_SHORT)
        return -1;
    return is_itself(w, s, p) ? score : score - weigh_word(w, s, p);
}

/* Some place of the first name lies in some unit or country of the second. */
static bool is_contained(const work *w, const work_span *a, const work_span *b)
{
    const memory_word *in = w->names[b->name].known;
    const memory_word *inner = w->names[a->name].known;
    for (size_t i = 0; i < in->n; i++) {
        bool wide =
            in->at[i].kind == GAZETTEER_ADMIN1 || in->at[i].kind == GAZETTEER_COUNTRY;
        for (size_t k = 0; wide && k < inner->n; k++)
            if (!(inner->at[k].flags & MEMORY_ADJECTIVE) &&
                work_lies_in(w, &inner->at[k], in->at[i].place))
                return true;
    }
    return false;
}

static bool has_short(const work *w, const work_span *s)
{
    const memory_word *known = w->names[s->name].known;
    for (size_t i = 0; i < known->n; i++)
        if (known->at[i].flags & MEMORY_SHORT && known->at[i].flags & MEMORY_SAME &&
            work_is_capital(w, s->first))
            return true;
    return false;
}

/* "FREDERICKSBURG — Roads are shut": in front of the text proper. */
static bool is_dateline(const work *w, const work_span *s)
{
    uint32_t next = s->first + s->n;
    if (next >= w->x->n_tokens || !opens(w, s))
        return false;
    for (uint32_t i = s->first; i < next; i++)
        if (w->x->tokens[i].shape != TEXT_UPPER)
            return false;
    str mark = article_token(w->x, next);
    bool dash = w->x->tokens[next].shape == TEXT_MARK &&
                (mark.len == 3 || str_eq(mark, STR("-")) || str_eq(mark, STR("(")));
    return dash && text_count(work_text(w, s->first, s->n)) > LETTERS;
}

static bool is_stop(const work *w, uint32_t token)
{
    return token < w->x->n_tokens && w->x->tokens[token].gap == TEXT_GLUED &&
           str_eq(article_token(w->x, token), STR("."));
}

static bool is_state(const work *w, const work_span *s)
{
    const memory_word *known = w->names[s->name].known;
    return has_short(w, s) || (known->n && known->at[0].kind == GAZETTEER_ADMIN1 &&
                               known->at[0].flags & MEMORY_BYTES);
}

/* "D-N.Y.": behind one letter, for a party, and a hyphen. */
static bool is_of_party(const work *w, const work_span *s)
{
    return s->first && w->x->tokens[s->first].gap == TEXT_HYPHEN &&
           w->x->tokens[s->first - 1].len == 1;
}

/* "a Fla. man" */
static bool is_attribute(const work *w, const work_span *s)
{
    uint32_t behind = s->first + s->n + 1;
    return !opens(w, s) && w->x->tokens[s->first].shape == TEXT_CAPITAL &&
           behind < w->x->n_tokens && is_stop(w, behind - 1) &&
           w->x->tokens[behind].shape == TEXT_LOWER;
}

/* "Springfield, Ill.": what stands in front of a comma is in what stands behind it. */
static void tell_contained(work *w, work_span *a, work_span *b, bool brief)
{
    a->flags &= ~(uint32_t)WORK_PERSON;
    a->score = fmax(a->score, 0) + INSIDE;
    b->score = brief ? SURE : fmax(b->score, 0) + INSIDE;
    if (!is_state(w, b))
        return;
    a->score = fmax(a->score, KNOWN);
    w->names[a->name].told = true;
}

/* "(R-Cordele)": a town is meant, and no person. */
static void tell_seat(work *w, work_span *s)
{
    const memory_word *known = w->names[s->name].known;
    uint32_t bracket = s->first - 1;
    if (!known->n || !bracket || !str_eq(article_token(w->x, bracket - 1), STR("(")))
        return;
    s->flags &= ~(uint32_t)WORK_PERSON;
    s->score = fmax(s->score, (double)known->at[0].importance + AT);
}

/* What a span says of the one before it, NULL when there is none, or of itself; false
   when it says nothing. */
static bool tell_of(work *w, work_span *a, work_span *b, bool brief)
{
    uint32_t mark = b->first ? b->first - 1 : 0;
    bool comma = a && a->sentence == b->sentence && b->first == a->first + a->n + 1 &&
                 str_eq(article_token(w->x, mark), STR(","));
    if (comma && !(a->flags & WORK_ORGANIZATION) && is_contained(w, a, b)) {
        tell_contained(w, a, b, brief);
        return true;
    }
    bool of_party = is_of_party(w, b);
    if ((of_party && is_state(w, b)) || (brief && is_attribute(w, b))) {
        b->score = SURE;
        return true;
    }
    if (of_party)
        tell_seat(w, b);
    return false;
}

/* "Springfield, Ill.", "Springfield, Ohio", "(R-Ariz.)": towns and what they lie in speak
   for each other, and an abbreviation is one only there. */
static void weigh_contained(work *w)
{
    for (size_t i = 0; i < w->n_spans; i++) {
        work_span *b = &w->spans[i];
        bool brief = has_short(w, b);
        if (!tell_of(w, i ? b - 1 : NULL, b, brief))
            continue;
        b->flags &= ~(uint32_t)WORK_PERSON;
        b->types |= brief ? 1u << GAZETTEER_ADMIN1 : 0;
        if (brief && w->x->tokens[b->first].shape == TEXT_CAPITAL &&
            is_stop(w, b->first + b->n))
            b->end = w->x->tokens[b->first + b->n].at + 1;
    }
}

/* Names in a list with others that are places. */
static void weigh_lists(work *w)
{
    for (size_t i = 1; i < w->n_spans; i++) {
        work_span *a = &w->spans[i - 1], *b = &w->spans[i];
        if (!is_list(w, a, b) || (a->flags | b->flags) & WORK_PERSON)
            continue;
        bool of_a = a->score >= KNOWN, of_b = b->score >= KNOWN;
        if (of_a && !(b->flags & WORK_FUZZY))
            b->score += LISTED;
        if (of_b && !(a->flags & WORK_FUZZY))
            a->score += LISTED;
    }
}

/* A name of which too little speaks for a place, and nothing for something else. */
static bool is_tentative(work *w, const work_span *s)
{
    const memory_word *known = w->names[s->name].known;
    if (s->score < MAYBE || s->flags & (WORK_PERSON | WORK_UNKNOWN | WORK_FUZZY) ||
        !known->n || !(known->at[0].flags & (MEMORY_SAME | MEMORY_INFLECTED)))
        return false;
    const uint64_t words = work_bit(LEXICON_COMMON) | work_bit(LEXICON_PERSON) |
                           work_bit(LEXICON_MONTH) | work_bit(LEXICON_WEEKDAY);
    bool word = s->n == 1 && w->cover[s->first] & words;
    return !word && !(s->n == 1 && (work_is_small(w, work_text(w, s->first, 1)) ||
                                    work_set_has(&w->people, work_text(w, s->first, 1))));
}

/* What is sure of a name somewhere is so elsewhere. */
static void weigh_again(work *w)
{
    for (size_t i = 0; i < w->n_spans; i++) {
        const work_span *s = &w->spans[i];
        work_name *name = &w->names[s->name];
        name->asked |= s->types;
        if (s->score > name->best)
            name->best = s->score;
    }
    for (size_t i = 0; i < w->n_spans; i++) {
        work_span *s = &w->spans[i];
        const work_name *name = &w->names[s->name];
        bool common = work_beginning(w, s->first, LEXICON_COMMON) != NULL;
        if (name->best >= KNOWN && s->score > -.5 && !common && s->score < name->best)
            s->score = fmin(name->best, s->score + (name->told ? TOLD : AGAIN));
    }
}

void weigh_spans(work *w)
{
    size_t kept = 0;
    for (size_t i = 0; i < w->n_spans; i++) {
        work_span *s = &w->spans[i];
        s->score = weigh(w, s);
        if (s->score > 0 && is_dateline(w, s))
            s->score += AT;
    }
    weigh_lists(w);
    weigh_contained(w);
    weigh_again(w);
    uint32_t end = 0;
    for (size_t i = 0; i < w->n_spans; i++) {
        work_span s = w->spans[i];
        if (s.start < end)
            continue;
        if (s.score < ENOUGH) {
            if (!is_tentative(w, &s))
                continue;
            s.flags |= WORK_TENTATIVE;
        }
        end = s.end;
        w->spans[kept++] = s;
    }
    w->n_spans = kept;
}
