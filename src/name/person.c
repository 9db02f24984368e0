/* Runs of capitals that are names of people: "Paris Hilton" is in no town. */
#include "name/scan.h"

/* Places so important are meant also in front of or behind words of a person's or an
   organization's name: "Armenia Nikol Pashinyan", "Air France". */
static const float STRONG = .75f;
/* In front of words that nothing is known of, so important is enough: "Minnesota Twins".
 */
static const float LEADING = .55f;
/* Words so important as places are no part of a person's name. */
static const float GREAT = .6f;
/* Places less important than this give way to a person behind the title of an office. */
static const float OFFICE = .5f;

static bool ends_any(const work *w, uint32_t token, const lexicon_class *classes,
                     size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (work_ending(w, token, classes[i]))
            return true;
    return false;
}

/* The words before it speak for a place that somebody or something is of. */
static bool is_led(work *w, uint32_t token)
{
    static const lexicon_class classes[] = { LEXICON_TITLE,    LEXICON_BODY,
                                             LEXICON_ACTOR,    LEXICON_PLACENOUN,
                                             LEXICON_LOCATIVE, LEXICON_RELATIVE,
                                             LEXICON_MONTH,    LEXICON_WEEKDAY,
                                             LEXICON_DATEWORD };
    return ends_any(w, token, classes, sizeof classes / sizeof *classes) ||
           memory_type(w->memory, article_token(w->x, token), GAZETTEER_BEFORE);
}

/* The words behind it are no name of a person's. */
static bool is_ruled(const work *w, uint32_t token)
{
    static const lexicon_class classes[] = { LEXICON_TITLE, LEXICON_BODY,
                                             LEXICON_ACTOR, LEXICON_PLACENOUN,
                                             LEXICON_MONTH, LEXICON_WEEKDAY };
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        if (work_beginning(w, token, classes[i]))
            return true;
    return false;
}

static bool is_followed(work *w, uint32_t token)
{
    uint32_t kinds = (1u << GAZETTEER_KINDS) - 1;
    if (is_ruled(w, token))
        return true;
    return memory_type(w->memory, article_token(w->x, token), GAZETTEER_AFTER) & kinds;
}

/* "in", "village", "north" end with a token. */
static bool is_located(work *w, uint32_t token)
{
    const lexicon_tag *in = work_ending(w, token, LEXICON_LOCATIVE);
    return (in && !(in->entry->atoms & (LOCATIVE_WEAK | LOCATIVE_OBJECT))) ||
           work_ending(w, token, LEXICON_PLACENOUN);
}

static bool is_so_strong(const work *w, const work_span *s, float importance)
{
    const memory_place *p = &w->names[s->name].known->at[0];
    bool big = p->importance >= importance || p->flags & MEMORY_HOUSE;
    bool place =
        w->names[s->name].known->n && big && p->flags & (MEMORY_SAME | MEMORY_INFLECTED);
    const lexicon_tag *common = work_beginning(w, s->first, LEXICON_COMMON);
    return place &&
           !(common && common->n == s->n && common->entry->atoms & COMMON_ALWAYS);
}

static bool is_strong(const work *w, const work_span *s)
{
    return is_so_strong(w, s, STRONG);
}

/* A word of a class that is no part of people's names. */
static bool is_ordinary(work *w, uint32_t token)
{
    uint64_t names = work_bit(LEXICON_PERSON) | work_bit(LEXICON_COMMON);
    return w->cover[token] & ~names || work_is_small(w, article_token(w->x, token));
}

static bool is_adjective(const work *w, const work_span *s)
{
    const memory_word *known = w->names[s->name].known;
    return known->n && known->at[0].flags & MEMORY_ADJECTIVE;
}

/* A word such as "Mr", and not the end of another: of "trẻ em" ("children"). */
static bool is_form(const work *w, const lexicon_tag *title)
{
    if (!title || !(title->entry->atoms & TITLE_FORM))
        return false;
    const lexicon_tag *actor = work_ending(w, title->first + title->n - 1, LEXICON_ACTOR);
    return !actor || actor->n <= title->n;
}

/* It stands alone in its run. */
static bool is_person_alone(const work *w, const work_span *s, const lexicon_tag *title)
{
    const memory_word *known = w->names[s->name].known;
    if (is_form(w, title))
        return !is_adjective(w, s);
    bool office = title && title->entry->atoms & TITLE_OFFICE;
    return office && known->n && !is_adjective(w, s) && known->at[0].importance < OFFICE;
}

/* Its last word says that it is a unit: "Rapides Parish". */
static bool is_unit(const work *w, const work_span *s)
{
    const memory_place *p = &w->names[s->name].known->at[0];
    return s->n > 1 && p->kind == GAZETTEER_ADMIN2 && p->flags & MEMORY_SAME &&
           memory_type(w->memory, article_token(w->x, s->first + s->n - 1),
                       GAZETTEER_AFTER) >>
                   GAZETTEER_ADMIN2 &
               1;
}

/* Other words of the run follow it, and it is led by words that say nothing of people:
   whether it is a person's name by what it is itself. */
static bool is_person_named(work *w, const work_span *s, uint32_t begin, bool given)
{
    uint32_t next = s->first + s->n;
    bool led = s->first > begin && is_led(w, s->first - 1);
    if (given)
        return !(led && is_strong(w, s));
    const memory_word *known = w->names[s->name].known;
    bool of_office = s->first > begin && work_ending(w, s->first - 1, LEXICON_TITLE) &&
                     known->n && known->at[0].importance >= OFFICE &&
                     known->at[0].flags & MEMORY_SAME;
    if (of_office)
        return false;
    if (w->x->tokens[next].gap == TEXT_HYPHEN)
        return !is_strong(w, s);
    bool behind = s->first > begin && work_is_joined(w, s->first) &&
                  work_is_capital(w, s->first - 1); /* "Russia's Vladimir" */
    if (is_so_strong(w, s, behind ? STRONG : LEADING) || is_ordinary(w, next) ||
        is_unit(w, s))
        return false;
    return !(led && is_located(w, s->first - 1));
}

/* Other words of the run follow it. */
static bool is_person_first(work *w, const work_span *s, uint32_t begin)
{
    uint32_t next = s->first + s->n;
    const memory_word *known = w->names[s->name].known;
    bool form = known->n && known->at[0].flags & MEMORY_INFLECTED;
    if (s->first > begin && is_form(w, work_ending(w, s->first - 1, LEXICON_TITLE)))
        return true;
    if (form && w->x->tokens[next].gap == TEXT_HYPHEN)
        return true; /* "Berners-Lee" */
    const lexicon_tag *person = work_beginning(w, s->first, LEXICON_PERSON);
    bool given = person && person->n >= s->n;
    if (given && !is_ruled(w, next) && !is_strong(w, s) && !is_adjective(w, s))
        return true; /* "Kanye West" */
    return !is_adjective(w, s) && !is_followed(w, next) &&
           is_person_named(w, s, begin, given);
}

/* Its locative stands behind it: "Erdoğan Bakü'de", "Əliyevin Soçi şəhərinə səfəri". */
static bool has_case_behind(const work *w, const work_span *s)
{
    uint32_t next = s->first + s->n;
    if (next >= w->x->n_tokens)
        return false;
    uint32_t wanted =
        w->x->tokens[next].gap == TEXT_APOSTROPHE ? LOCATIVE_ENDING : LOCATIVE_AFTER;
    const lexicon_tag *t = work_beginning(w, next, LEXICON_LOCATIVE);
    return t && t->entry->atoms & wanted;
}

/* Other words of the run stand before it. */
static bool is_person_last(work *w, const work_span *s, uint32_t begin)
{
    uint32_t last = s->first - 1;
    bool placed_behind =
        has_case_behind(w, s) && !work_beginning(w, s->first, LEXICON_PERSON);
    if (work_ending(w, last, LEXICON_PLACENOUN) || work_case(w, s) || placed_behind)
        return false; /* "Փաշինյանը Երևանում" */
    const memory_place *p = &w->names[s->name].known->at[0];
    bool great = s->n > 1 && is_strong(w, s) && p->kind == GAZETTEER_COUNTRY;
    bool state = (p->kind == GAZETTEER_COUNTRY || p->kind == GAZETTEER_ADMIN1) &&
                 is_so_strong(w, s, LEADING);
    if ((work_ending(w, last, LEXICON_PERSON) && !great) ||
        is_form(w, work_ending(w, last, LEXICON_TITLE)))
        return true;
    if (is_led(w, last) || is_adjective(w, s))
        return false;
    if (w->x->tokens[last].shape == TEXT_UPPER && w->x->tokens[last].len > 1)
        return false; /* "BBC Scotland" */
    bool opens = last == begin || w->x->tokens[last - 1].shape == TEXT_MARK;
    if (opens &&
        (w->cover[last] & work_bit(LEXICON_FUNCTION) || is_so_strong(w, s, LEADING) ||
         work_is_small(w, article_token(w->x, last))))
        return false;
    bool placed = p->flags & MEMORY_INFLECTED && is_so_strong(w, s, LEADING);
    return !state && !placed && !is_unit(w, s) && !is_strong(w, s);
}

/* Words that go on being places, though they stand among a person's. */
static bool is_place(const work *w, uint32_t token)
{
    if (w->cover[token] & work_bit(LEXICON_FUNCTION))
        return true;
    if (work_beginning(w, token, LEXICON_PERSON))
        return false;
    const memory_word *known = memory_look(w->memory, article_token(w->x, token));
    return known && known->n && known->at[0].importance >= GREAT &&
           known->at[0].flags & (MEMORY_SAME | MEMORY_INFLECTED);
}

static void add_people(work *w, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++)
        if (!(w->cover[i] & (work_bit(LEXICON_TITLE) | work_bit(LEXICON_BODY))) &&
            !is_place(w, i))
            work_set_add(&w->people, article_token(w->x, i), w->a);
}

/* A run without a place: it is a person's when a title or a given name says so. */
static void read_people(work *w, uint32_t first, uint32_t end, bool titled)
{
    bool given = false;
    for (uint32_t i = first; i < end && !given; i++)
        given = work_beginning(w, i, LEXICON_PERSON) != NULL;
    if (titled || (given && end - first > 1))
        add_people(w, first, end);
}

/* "Russia's Sochi": a country and right behind it what lies there. */
static bool holds_next(const work *w, size_t at)
{
    const work_span *s = &w->spans[at], *next = s + 1;
    if (at + 1 >= w->n_spans || next->first != s->first + s->n)
        return false;
    const memory_word *whole = w->names[s->name].known;
    const memory_word *inner = w->names[next->name].known;
    return whole->n && inner->n && whole->at[0].kind == GAZETTEER_COUNTRY &&
           whole->at[0].flags & MEMORY_INFLECTED && is_strong(w, s) &&
           work_lies_in(w, &inner->at[0], whole->at[0].place);
}

/* A run of capitals while its spans are told from people. */
typedef struct run {
    uint32_t begin;           /* of the sentence */
    uint32_t first, end;      /* without the titles in front */
    const lexicon_tag *title; /* before it */
    uint32_t kept;            /* behind the last place in front */
    uint32_t added;           /* the words from here on are of people */
} run;

static bool is_person(work *w, const work_span *s, const run *r, bool after)
{
    bool before = s->first > r->kept;
    if (s->flags & WORK_ORGANIZATION)
        return false;
    if (!before && !after)
        return is_person_alone(w, s, r->kept == r->first ? r->title : NULL);
    return (before && is_person_last(w, s, r->begin)) ||
           (after && is_person_first(w, s, r->begin));
}

static void read_span(work *w, size_t i, run *r)
{
    work_span *s = &w->spans[i];
    uint32_t stop = s->first + s->n;
    if (holds_next(w, i)) {
        r->kept = stop;
        return;
    }
    bool next = i + 1 < w->n_spans && w->spans[i + 1].first == stop &&
                is_strong(w, &w->spans[i + 1]) && is_strong(w, s);
    bool after = stop < r->end && !next, person = is_person(w, s, r, after);
    s->flags |= (person ? WORK_PERSON : 0u) | (after ? WORK_OWNED : 0u);
    if (!person && s->first <= r->kept)
        r->kept = stop;
    uint32_t from = r->kept < s->first ? r->kept : s->first;
    if (person && from < r->added) { /* later ones of the run are among these */
        add_people(w, from, r->end);
        r->added = from;
    }
}

/* "President Biden": the title is a capital too. Where the run goes on behind it. */
static uint32_t past_titles(const work *w, uint32_t first, uint32_t end)
{
    const lexicon_tag *title;
    while (first < end && (title = work_beginning(w, first, LEXICON_TITLE)) != NULL &&
           !(title->entry->atoms & TITLE_AFTER))
        first += title->n;
    return first;
}

void person_run(work *w, uint32_t first, uint32_t end, size_t first_span)
{
    bool none = first_span == w->n_spans;
    run r = { .begin = w->x->sentences[article_sentence_of(w->x, first)].first,
              .first = past_titles(w, first, none ? end : w->spans[first_span].first),
              .end = end,
              .added = end };
    r.title = r.first > r.begin ? work_ending(w, r.first - 1, LEXICON_TITLE) : NULL;
    r.kept = r.first;
    if (none && r.first < end)
        read_people(w, r.first, end, r.title != NULL);
    for (size_t i = first_span; i < w->n_spans; i++)
        read_span(w, i, &r);
    if (!none && r.kept > r.first && r.kept < r.added && r.title)
        add_people(w, r.kept, end);
}
