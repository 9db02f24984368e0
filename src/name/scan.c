/* What can be a name: the longest ones of the gazetteer, and what stands behind a word
   such as "village". */
#include "name/scan.h"

#include "gazetteer/relation.h"
#include "text/utf8.h"

enum {
    ADJECTIVE_BYTES = 5,
    LONGEST = 7,       /* tokens of a name */
    UNKNOWN_WORDS = 3, /* of a name that the gazetteer does not have */
    SHORTEST = 5       /* capitals that are a name and no abbreviation */
};

/* What is named inside another name is at least so important. */
static const float CLEAR = .55f;
/* Names so important are no words, though they may look like one. */
static const float KNOWN = .75f;

static bool is_stop(const work *w, uint32_t token)
{
    str t = article_token(w->x, token);
    return t.len == 1 && *t.at == '.' && w->x->tokens[token].gap == TEXT_GLUED;
}

/* "Nagorny - Karabakh": a dash between blanks, as word segmenters write hyphens. */
static bool is_dash(const work *w, uint32_t token)
{
    str t = article_token(w->x, token);
    return t.len == 1 && *t.at == '-' && w->x->tokens[token].gap == TEXT_SPACE;
}

/* A match of the gazetteer. */
typedef struct found {
    uint32_t n;    /* tokens; 0: none */
    uint32_t stop; /* a full stop behind it is its own: "U.S." */
} found;

/* The text reads on: no more than a blank, a hyphen or the stop of an abbreviation. */
static bool goes_on(const work *w, uint32_t at, uint32_t end)
{
    if (at >= end)
        return false;
    if (is_dash(w, at))
        return at + 1 < end && work_is_capital(w, at + 1) &&
               w->x->tokens[at + 1].gap == TEXT_SPACE;
    if (work_is_joined(w, at))
        return w->x->tokens[at].shape != TEXT_MARK;
    if (is_stop(w, at))
        return at + 1 < end && work_is_capital(w, at + 1) &&
               w->x->tokens[at + 1].gap <= TEXT_SPACE && w->x->tokens[at].at > 0 &&
               w->x->tokens[at - 1].len <= 4;
    return w->x->tokens[at].gap == TEXT_GLUED && is_stop(w, at - 1);
}

/* Small letters at the end of a name are its own when the name has them. */
static bool fits(const work *w, uint32_t first, uint32_t n, const memory_word *known)
{
    for (uint32_t i = first; i < first + n; i++)
        if (w->x->tokens[i].shape == TEXT_LOWER)
            return known->at[0].flags & (MEMORY_SAME | MEMORY_INFLECTED);
    return true;
}

/* What an apostrophe before the last of n words makes of them. */
typedef enum apostrophe {
    OF_NAME,
    NOT_YET, /* of a longer name: "Prince George's County", but not "Prince George's" */
    BEHIND,  /* "I've", "Britain's" */
} apostrophe;

static apostrophe read_apostrophe(const work *w, uint32_t first, uint32_t n,
                                  const memory_word *known, bool any)
{
    const text_token *t = &w->x->tokens[first + n - 1];
    if (t->gap != TEXT_APOSTROPHE)
        return OF_NAME;
    bool ending = known->n && known->at[0].flags & MEMORY_INFLECTED;
    bool verb = n == 2 && t->shape == TEXT_LOWER && w->x->tokens[first].len == 1;
    bool owner = t->len == 1 && n > 1;
    if (owner && n > 2 && known->begins && !w->marked)
        return NOT_YET;
    return verb || owner || (any && ending) ? BEHIND : OF_NAME;
}

/* A word can be of a name that begins with it or before it. */
static bool is_next(const work *w, uint32_t first, uint32_t last, uint32_t end)
{
    bool initial = w->x->tokens[first].len == 1; /* "D-N.Y." */
    if (last == first)
        return true;
    return goes_on(w, last, end) && !(initial && w->x->tokens[last].gap == TEXT_HYPHEN);
}

static found longest(work *w, uint32_t first, uint32_t end)
{
    found best = { 0 };
    bool dotted = false;
    for (uint32_t n = 1; n <= LONGEST && first + n <= end; n++) {
        uint32_t last = first + n - 1;
        if (!is_next(w, first, last, end))
            break;
        bool mark = w->x->tokens[last].shape == TEXT_MARK,
             stop = mark && is_stop(w, last);
        dotted = dotted || stop;
        if (stop || (mark && is_dash(w, last)))
            continue;
        const memory_word *known = memory_look(w->memory, work_text(w, first, n));
        if (!known)
            break;
        apostrophe is = read_apostrophe(w, first, n, known, best.n);
        if (is == BEHIND)
            break;
        if (is == OF_NAME && known->n && fits(w, first, n, known))
            best = (found){ n, dotted && last + 1 < end && is_stop(w, last + 1) };
        if (!known->begins)
            break;
    }
    return best;
}

work_span *scan_put(work *w, uint32_t first, uint32_t n, uint32_t sentence)
{
    str text = work_text(w, first, n);
    uint32_t name = work_name_of(w, text);
    if (name == WORK_NONE)
        return NULL;
    w->spans = arena_grow(w->a, w->spans, w->n_spans, &w->cap_spans, sizeof *w->spans);
    work_span *s = &w->spans[w->n_spans++];
    uint32_t start = (uint32_t)(text.at - w->x->text.at);
    *s = (work_span){ .start = start,
                      .end = start + (uint32_t)text.len,
                      .first = first,
                      .n = n,
                      .sentence = sentence,
                      .name = name,
                      .left = first };
    return s;
}

static bool is_whole_organization(const work *w, uint32_t first, uint32_t n)
{
    const lexicon_tag *body = work_beginning(w, first, LEXICON_BODY);
    bool media = body && body->n == n && n > 1 && body->entry->atoms & BODY_MEDIA;
    const lexicon_tag *agency = work_beginning(w, first, LEXICON_AGENCY);
    return media || (agency && agency->n == n && n > 1);
}

static bool is_organization(const memory_word *known)
{
    const memory_place *p = &known->at[0];
    if (p->kind == GAZETTEER_ORGANIZATION || p->flags & MEMORY_UNION)
        return true;
    for (size_t i = 0; i < known->n; i++)
        if (known->at[i].kind == GAZETTEER_ORGANIZATION &&
            known->at[i].flags & MEMORY_BYTES)
            return p->importance < .5f;
    return false;
}

/* A court or a council, which the gazetteer knows by its house. */
static bool is_office(const work *w, uint32_t first, const memory_word *known)
{
    bool house = known->at[0].flags & MEMORY_HOUSE;
    return house && (known->at[0].flags & MEMORY_ACRONYM ||
                     work_beginning(w, first, LEXICON_BODY));
}

/* The places in the name of an organization or of a government's house are what is
   named; it is no place itself. */
static uint32_t put_inner(work *w, uint32_t first, uint32_t n, uint32_t sentence)
{
    uint32_t many = 0;
    for (uint32_t i = first; i < first + n;) {
        found f = longest(w, i, i == first ? first + n - 1 : first + n);
        const memory_word *known =
            f.n ? memory_look(w->memory, work_text(w, i, f.n)) : NULL;
        bool clear = known && known->at[0].importance >= CLEAR &&
                     known->at[0].flags & (MEMORY_SAME | MEMORY_INFLECTED) &&
                     !(known->at[0].flags & MEMORY_HOUSE);
        work_span *s = clear ? scan_put(w, i, f.n, sentence) : NULL;
        if (s) {
            const memory_place *p = &w->names[s->name].known->at[0];
            s->flags |= WORK_ORGANIZATION;
            many += p->kind == GAZETTEER_COUNTRY || p->kind == GAZETTEER_WORLD_REGION ||
                    p->flags & MEMORY_ADJECTIVE;
        }
        i += s ? f.n : 1;
    }
    return many;
}

/* A direction or a word such as "island", and not a name of itself. */
static bool is_word(work *w, uint32_t first, uint32_t n, const memory_place *best)
{
    if (best && best->importance >= KNOWN && !(best->flags & MEMORY_FOREIGN))
        return false;
    str text = work_text(w, first, n);
    uint32_t before = memory_type(w->memory, text, GAZETTEER_BEFORE);
    uint32_t after = memory_type(w->memory, text, GAZETTEER_AFTER);
    uint32_t kinds = (1u << GAZETTEER_KINDS) - 1;
    if (before & (GAZETTEER_NORTH | GAZETTEER_EAST | GAZETTEER_SOUTH | GAZETTEER_WEST))
        return true;
    bool unit = best && best->kind == GAZETTEER_ADMIN1 && best->importance >= CLEAR &&
                best->flags & MEMORY_BYTES && !(best->flags & MEMORY_FOREIGN);
    if (unit)
        return false; /* "Montana" is no mountain */
    return n == 1 && !w->marked && (before | after) & kinds;
}

/* One name of the gazetteer, or what is named in it. */
static void put_found(work *w, uint32_t first, uint32_t n, uint32_t sentence)
{
    const memory_word *known = memory_look(w->memory, work_text(w, first, n));
    bool body = known && is_organization(known);
    bool house = known && n > 1 && known->at[0].kind == GAZETTEER_SITE;
    body = body || (known && is_office(w, first, known));
    bool particle = n == 1 && w->cover[first] & work_bit(LEXICON_FUNCTION);
    const lexicon_tag *office = work_beginning(w, first, LEXICON_BODY);
    if (!known || particle ||
        (office && !body && office->n >= n && known->at[0].importance < CLEAR) ||
        is_word(w, first, n, &known->at[0]))
        return;
    size_t before = w->n_spans;
    if (body && is_whole_organization(w, first, n)) {
        work_span *s = scan_put(w, first, n, sentence);
        if (s)
            s->flags |= WORK_ORGANIZATION;
        return;
    }
    uint32_t many = n > 1 && (body || house) ? put_inner(w, first, n, sentence) : 0;
    if (body || many)
        return;
    w->n_spans = before;
    scan_put(w, first, n, sentence);
}

/* A small word before a run that is part of the name: "điện Kremlin", "châu Âu". */
static uint32_t look_back(work *w, uint32_t first, uint32_t begin, uint32_t end)
{
    if (first == begin || w->x->tokens[first - 1].shape != TEXT_LOWER ||
        !work_is_joined(w, first))
        return 0;
    found wide = longest(w, first - 1, end);
    if (wide.n < 2)
        return 0;
    const memory_word *known = memory_look(w->memory, work_text(w, first - 1, wide.n));
    bool same = known->at[0].flags & MEMORY_SAME;
    uint8_t kind = known->at[0].kind;
    uint32_t kinds = memory_type(w->memory, work_text(w, first - 1, 1), GAZETTEER_BEFORE);
    found rest = longest(w, first, end);
    /* What begins a word later and goes further is the name: "la Grande-Bretagne". */
    bool elided = rest.n && w->x->tokens[first].gap == TEXT_APOSTROPHE &&
                  w->x->tokens[first - 1].len == 1; /* "l'UE" */
    if (!same || elided || rest.n + 1 > wide.n ||
        kinds & (GAZETTEER_NORTH | GAZETTEER_EAST | GAZETTEER_SOUTH | GAZETTEER_WEST))
        return 0;
    if (!kinds || rest.n + 1 < wide.n)
        return wide.n;
    known = memory_look(w->memory, work_text(w, first, rest.n));
    for (size_t i = 0; i < known->n; i++)
        if (known->at[i].kind == kind || kinds >> known->at[i].kind & 1)
            return 0;
    return wide.n;
}

/* The capital of a sentence's first word tells nothing: "La Grande-Bretagne". Whether the
   name begins with the next word, which is found then. */
static bool begins_later(work *w, uint32_t first, uint32_t stop, found *f)
{
    const uint64_t small = work_bit(LEXICON_LOCATIVE) | work_bit(LEXICON_RELATIVE) |
                           work_bit(LEXICON_FUNCTION);
    found later = f->n ? longest(w, first + 1, stop) : (found){ 0 };
    if (!later.n || !work_is_capital(w, first + 1))
        return false;
    bool led = later.n + 1 == f->n && w->cover[first] & small;
    bool wider = later.n > 1 && later.n >= f->n && (f->n > 1 || w->cover[first] & small);
    if (led || wider)
        *f = later;
    return led || wider;
}

/* Names of a run of capitals [first, end); the sentence goes on to stop. Where the last
   of them ends. */
static uint32_t scan_run(work *w, uint32_t first, uint32_t end, uint32_t sentence)
{
    const article_sentence *s = &w->x->sentences[sentence];
    uint32_t stop = s->first + s->n, at = first;
    uint32_t wide = look_back(w, first, s->first, stop);
    if (wide) {
        size_t before = w->n_spans;
        put_found(w, first - 1, wide, sentence);
        if (w->n_spans == before + 1)
            type_drop(w, &w->spans[before]);
        at = first - 1 + wide;
    }
    while (at < end) {
        found f = longest(w, at, stop);
        at += at == s->first && begins_later(w, at, stop, &f);
        if (f.n) {
            size_t before = w->n_spans;
            put_found(w, at, f.n, sentence);
            if (f.stop && w->n_spans == before + 1)
                w->spans[before].end++;
        }
        at += f.n ? f.n : 1;
    }
    return at > end ? at : end;
}

/* A name that the gazetteer does not have, behind a word such as "village". */
static void put_unknown(work *w, uint32_t first, uint32_t end, uint32_t sentence)
{
    const uint64_t beside = work_bit(LEXICON_PLACENOUN) | work_bit(LEXICON_RELATIVE);
    const article_sentence *in = &w->x->sentences[sentence];
    bool led = first > in->first && w->cover[first - 1] & work_bit(LEXICON_PLACENOUN);
    const lexicon_tag *noun = work_beginning(w, first, LEXICON_PLACENOUN);
    bool own = !led && end - first > 1 && noun && noun->n == 1 &&
               memory_type(w->memory, article_token(w->x, first), GAZETTEER_BEFORE);
    first += own; /* "TP Thủ Đức" */
    uint32_t behind =
        end - first > 1 && end - first <= UNKNOWN_WORDS
            ? memory_type(w->memory, article_token(w->x, end - 1), GAZETTEER_AFTER)
            : 0;
    bool titled = first > in->first && work_ending(w, first - 1, LEXICON_TITLE);
    bool named = w->x->tokens[end - 1].len > 1 && /* not "Charles S." */
                 !(w->cover[end - 1] & work_bit(LEXICON_BODY));
    if (behind & TYPE_TELLING && named && !titled && !w->marked) { /* "Harris County" */
        work_span *unit = scan_put(w, first, end - first, sentence);
        if (unit)
            unit->flags |= WORK_TYPED | WORK_UNKNOWN;
        return;
    }
    uint32_t n = end - first < UNKNOWN_WORDS ? end - first : UNKNOWN_WORDS;
    bool initials = n == 1 && w->x->tokens[first].shape == TEXT_UPPER &&
                    text_count(work_text(w, first, n)) < SHORTEST;
    if (first == in->first || !(w->cover[first - 1] & beside) || initials ||
        text_count(work_text(w, first, n)) < 3)
        return;
    work_span s = { .first = first, .n = n };
    type_read(w, &s, in->first, in->first + in->n);
    if (!(s.types & TYPE_TELLING) || s.left == first || is_word(w, first, n, NULL))
        return;
    work_span *made = scan_put(w, first, n, sentence);
    if (!made)
        return;
    made->types = s.types;
    made->left = s.left;
    made->flags |= WORK_TYPED | WORK_UNKNOWN;
}

/* Whether the capitals of a sentence tell nothing: all or nearly all words have them. */
static bool is_shouted(const work *w, const article_sentence *s)
{
    uint32_t upper = 0, capital = 0, small = 0;
    for (uint32_t i = s->first; i < s->first + s->n; i++) {
        uint8_t shape = w->x->tokens[i].shape;
        bool item = i > s->first && w->x->text.at[w->x->tokens[i - 1].at] == ',';
        upper += shape == TEXT_UPPER;
        capital += shape == TEXT_CAPITAL && !item;
        small += shape == TEXT_LOWER;
    }
    return upper > 2 * (small + capital) || (capital + upper > 5 && capital > 2 * small);
}

/* Where a run of capitals that begins here ends. */
uint32_t scan_run_end(const work *w, uint32_t first, uint32_t end)
{
    uint32_t at = first + 1;
    while (at < end && work_is_joined(w, at) && work_is_capital(w, at))
        at++;
    return at;
}

/* "the West": how many tokens of it begin here. */
static uint32_t put_bloc(work *w, uint32_t first, uint32_t sentence)
{
    const lexicon_tag *t = work_beginning(w, first, LEXICON_BLOC);
    uint32_t next = t ? first + t->n : 0;
    if (!t || !work_is_capital(w, next - 1) ||
        (next < w->x->n_tokens && work_is_joined(w, next) && work_is_capital(w, next)))
        return 0;
    work_span *s = scan_put(w, first, t->n, sentence);
    if (s)
        s->flags |= WORK_BLOC | WORK_UNKNOWN;
    return t->n;
}

/* Words for who acts, beside which an adjective says for whom. */
static const uint64_t ACTORS =
    (uint64_t)1 << LEXICON_ACTOR | (uint64_t)1 << LEXICON_TITLE |
    (uint64_t)1 << LEXICON_BODY | (uint64_t)1 << LEXICON_PLACENOUN;

static inline bool is_actor(const work *w, uint32_t token)
{
    return w->cover[token] & ACTORS;
}

/* Most words: in small letters, and none for who acts is near. */
static inline bool is_idle(const work *w, uint32_t token)
{
    const uint64_t *cover = w->cover + token;
    uint64_t near = cover[1] | cover[2] | (token ? cover[-1] : 0);
    return w->x->tokens[token].shape == TEXT_LOWER && !(near & ACTORS) &&
           !(*cover & work_bit(LEXICON_BLOC));
}

/* An adjective of a country, in a form that the gazetteer has. */
static bool is_adjective(work *w, uint32_t first, uint32_t n)
{
    const memory_word *known = memory_look(w->memory, work_text(w, first, n));
    const memory_place *p = known ? &known->at[0] : NULL;
    const uint16_t flags = MEMORY_ADJECTIVE | MEMORY_SAME;
    return p && (p->flags & flags) == flags && p->kind == GAZETTEER_COUNTRY &&
           !(p->flags & (MEMORY_FOREIGN | MEMORY_INFLECTED));
}

/* The words that begin here are an adjective of a country, as the gazetteer has it or,
   if so asked, in another form: how many tokens. */
static uint32_t adjective_at(work *w, uint32_t first, uint32_t end, bool inflected)
{
    found f = longest(w, first, end);
    if (!f.n)
        return 0;
    const memory_place *p = &memory_look(w->memory, work_text(w, first, f.n))->at[0];
    const uint16_t flags = MEMORY_ADJECTIVE | MEMORY_SAME;
    if ((p->flags & flags) != flags || p->flags & MEMORY_FOREIGN ||
        (p->flags & MEMORY_INFLECTED && !inflected) || p->kind != GAZETTEER_COUNTRY)
        return 0;
    return f.n;
}

/* "frontière arméno-turque": two adjectives that a hyphen joins, of which only the last
   is inflected. */
static uint32_t put_compound(work *w, uint32_t first, uint32_t sentence)
{
    const article_sentence *in = &w->x->sentences[sentence];
    uint32_t end = in->first + in->n, last = first + 1;
    if (last >= end || w->x->tokens[last].gap != TEXT_HYPHEN ||
        (w->x->tokens[last].shape != TEXT_LOWER &&
         w->x->tokens[last].shape != TEXT_UNCASED) ||
        adjective_at(w, first, last, false) != 1)
        return 0;
    uint32_t n = adjective_at(w, last, end, true);
    if (!n || !scan_put(w, first, 1, sentence) || !scan_put(w, last, n, sentence))
        return 0;
    return 1 + n;
}

/* In languages that write "les autorités françaises": an adjective in small letters, in a
   form that the gazetteer has of a country, beside who acts. How many tokens it has. */
static uint32_t put_adjective(work *w, uint32_t first, uint32_t sentence)
{
    const article_sentence *in = &w->x->sentences[sentence];
    uint32_t end = in->first + in->n;
    if (w->x->tokens[first].shape != TEXT_LOWER)
        return 0;
    bool led = first > in->first && is_actor(w, first - 1);
    bool one = first + 1 < end && is_actor(w, first + 1);
    bool two = first + 2 < end && is_actor(w, first + 2) && work_is_joined(w, first + 1);
    /* Most are told by the only number of words that will do. */
    if (!led && !(one && is_adjective(w, first, 1)) &&
        !(two && is_adjective(w, first, 2)))
        return 0;
    found f = longest(w, first, end);
    uint32_t next = first + f.n;
    if (!f.n || !(led || (next < end && is_actor(w, next))) ||
        !is_adjective(w, first, f.n))
        return 0;
    return scan_put(w, first, f.n, sentence) ? f.n : 0;
}

/* "ԱՄՆ-ին": an ending that a hyphen joins to a name is a part of the word, in scripts
   where endings are written so. */
static void take_ending(const work *w, work_span *s, uint32_t end)
{
    enum { LETTERS = 4 };
    uint32_t next = s->first + s->n;
    if (next >= end || w->x->tokens[next].gap != TEXT_HYPHEN ||
        w->x->tokens[next].shape != TEXT_LOWER)
        return;
    str word = article_token(w->x, next);
    if ((unsigned char)word.at[0] >= 0x80 && text_count(word) <= LETTERS &&
        (next + 1 >= end || w->x->tokens[next + 1].gap != TEXT_HYPHEN))
        s->end = w->x->tokens[next].at + w->x->tokens[next].len;
}

/* In a script without capitals a name may begin with any word. */
static uint32_t scan_uncased(work *w, uint32_t first, uint32_t end, uint32_t sentence)
{
    found f = longest(w, first, end);
    if (f.n)
        put_found(w, first, f.n, sentence);
    return f.n ? f.n : 1;
}

/* What begins at a token; where the sentence goes on. */
static uint32_t scan_token(work *w, uint32_t first, uint32_t end, uint32_t sentence)
{
    uint32_t n = put_bloc(w, first, sentence);
    size_t before = w->n_spans;
    uint8_t shape = w->x->tokens[first].shape;
    if (n || shape >= TEXT_NUMBER)
        return first + (n ? n : 1);
    n = put_compound(w, first, sentence);
    if (n)
        return first + n;
    if (shape == TEXT_UNCASED)
        return first + scan_uncased(w, first, end, sentence);
    if (!work_is_capital(w, first)) {
        n = put_adjective(w, first, sentence);
        return first + (n ? n : 1);
    }
    uint32_t stop = scan_run_end(w, first, end);
    uint32_t next = scan_run(w, first, stop, sentence);
    if (w->n_spans == before)
        put_unknown(w, first, stop, sentence);
    person_run(w, first, stop, before);
    return next;
}

void scan_sentence(work *w, uint32_t sentence)
{
    const article_sentence *s = &w->x->sentences[sentence];
    uint32_t end = s->first + s->n;
    size_t begin = w->n_spans;
    for (uint32_t i = s->first; i < end;)
        i = is_idle(w, i) ? i + 1 : scan_token(w, i, end, sentence);
    bool shouted = w->n_spans > begin && is_shouted(w, s);
    for (size_t i = begin; i < w->n_spans; i++) {
        work_span *p = &w->spans[i];
        if (!(p->flags & WORK_UNKNOWN) && p->left == p->first)
            type_read(w, p, s->first, end);
        p->flags |= shouted ? WORK_SHOUTED : 0;
        take_ending(w, p, end);
        if (!(p->flags & WORK_UNKNOWN))
            type_take(w, p);
    }
}
