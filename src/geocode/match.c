#include "geocode/match.h"

#include "geocode/finder.h"
#include "text/fold.h"
#include "text/near.h"
#include "text/sound.h"
#include "text/utf8.h"

#include <math.h>
#include <string.h>

enum { SOUND_ROOM = 128 };

/* A reading this good needs no other beside it. */
static const double GOOD = .3;
/* One this good is a name still, if a doubtful one; what is further off counts less. */
static const double DOUBTFUL = .05;
/* What is left of a name that is not the main one: its first words, one of a language,
   one of none. */
static const double SHORT = .6, TAGGED = .3, ALIAS_SHORT = .15, ALIAS_LONG = .3;
/* What is left of a reading of some words, when all of them are a name. */
static const double PART_OF_NAME = .1;
static const double LONGER = .3;   /* of one whose first words are written */
static const double WORD = .25;    /* how sure a name can be that is a word of the news */
static const double OF_NOTE = .42; /* a town of 100,000 and more, a region */
static const double OWN_NAME = .36;   /* one that is called so where it lies: of 50,000 */
static const double TRANSLATION = .1; /* the same, where the names are unlike */
static const double NAMESAKE = .5;    /* of one that is found by another's name */
/* Of a name in another language, where a place of note has it as its own. */
static const double EXONYM = .1;
/* Few villages have a word for what belongs to them. */
static const double ADJECTIVE_OF = .25;
/* How good a reading as an area must be beside that of the town which it is named after.
 */
static const double KNOWN_AREA = .4;
static const double SITE_KM = 15; /* how far off its town an airport is at most */

static bool is_ascii(str s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.at[i] >= 0x80)
            return false;
    return true;
}

/* Part of the text is the name, letter by letter; ASCII letters without case. */
static bool contains(str text, str name)
{
    for (size_t i = 0; name.len && i + name.len <= text.len; i++)
        if (str_eq_nocase((str){ text.at + i, name.len }, name))
            return true;
    return false;
}

/* The words at one end of the name: "Salon" of Salon-de-Provence, "San Sebastián" of
   Donostia / San Sebastián. */
static bool is_short_of(str part, str whole)
{
    if (part.len + 1 >= whole.len)
        return false;
    char after = whole.at[part.len];
    if ((after == ' ' || after == '-') &&
        str_eq_nocase((str){ whole.at, part.len }, part))
        return true;
    str last = { whole.at + whole.len - part.len, part.len };
    return last.at[-1] == ' ' && last.at - whole.at > 1 && last.at[-2] == '/' &&
           str_eq_nocase(last, part);
}

match_name match_name_of(const gazetteer_hit *hit, const gazetteer_place *place)
{
    if (str_eq(hit->name, place->name) || !strcmp(hit->lang, "en"))
        return MATCH_MAIN;
    if (is_short_of(hit->name, place->name))
        return MATCH_SHORT;
    return hit->lang[0] ? MATCH_TAGGED : MATCH_ALIAS;
}

/* Names of another spelling have the same fold; the same spelling is worth more, and
   letters beyond ASCII that agree say as much as a language does. The preferred name
   and an English one, which serve between languages, are worth more than one that is of
   another language, or that a settlement has for no stated reason: such names are at
   times another place's, the more so the shorter they are. */
static double spelling(const finder *f, const gazetteer_hit *hit,
                       const gazetteer_place *place, bool same)
{
    enum { LONG = 9 };
    double v = same ? 1 : f->plain ? .97 : .6;
    match_name is = match_name_of(hit, place);
    if (is == MATCH_MAIN || (same && !f->plain && hit->lang[0]))
        return v;
    if (is == MATCH_SHORT)
        return v * SHORT;
    if (is == MATCH_ALIAS)
        /* A plain spelling that no language claims is often a declined form or an
           airport's; one in a script of its own seldom is. */
        return place->kind != GAZETTEER_SETTLEMENT ? v
               : !f->plain                         ? v * .5
               : text_count(hit->name) < LONG      ? v * ALIAS_SHORT
                                                   : v * ALIAS_LONG;
    if (!f->lang || !f->lang[0])
        return v * TAGGED;
    return strcmp(hit->lang, f->lang) ? v * .15 : v;
}

/* An area that is asked for by name and type, and known only by the town that it is
   named after, is around that town. */
static bool is_area(uint32_t kinds)
{
    const uint32_t areas =
        1u << GAZETTEER_ADMIN1 | 1u << GAZETTEER_ADMIN2 | 1u << GAZETTEER_REGION;
    return kinds && !(kinds & ~areas);
}

/* A site or road that is known only by the town in its name is near the town. */
static bool is_site(uint32_t kinds)
{
    const uint32_t sites =
        1u << GAZETTEER_SITE | 1u << GAZETTEER_ROAD | 1u << GAZETTEER_LINE;
    return kinds && !(kinds & ~sites);
}

match finder_kinds(match m, uint32_t kinds)
{
    m.small = kinds & GAZETTEER_SMALL;
    kinds &= ~(uint32_t)GAZETTEER_SMALL;
    m.kinds = kinds;
    if (!kinds)
        return m;
    bool plain = m.rule == GEOCODE_WHOLE || m.rule == GEOCODE_ADJECTIVE;
    m.associative = false; /* "Lachin district" in Russian is "the Lachinian" one */
    if (kinds & 1u << m.at.kind) {
        m.rule = plain ? GEOCODE_TYPED : m.rule;
        m.quality *= .98;
    } else if (is_area(kinds) && m.at.kind == GAZETTEER_SETTLEMENT) {
        m.rule = GEOCODE_WIDENED;
        m.quality *= .5;
    } else if (is_site(kinds) && m.at.kind == GAZETTEER_SETTLEMENT) {
        m.rule = GEOCODE_NEAR;
        m.radius_km = fmax(m.at.radius_km, SITE_KM);
        m.kinds = 0;
        m.sure *= .6;
        m.quality *= .12;
    } else {
        m.rule = plain ? GEOCODE_TYPED : m.rule;
        m.quality *= .01;
    }
    return m;
}

void finder_add(finder *f, match m)
{
    for (size_t i = 0; i < f->n; i++)
        if (f->out[i].at.index == m.at.index) {
            if (m.quality > f->out[i].quality)
                f->out[i] = m;
            return;
        }
    if (f->n < f->cap)
        f->out[f->n++] = m;
}

double finder_best(const finder *f)
{
    double best = 0;
    for (size_t i = 0; i < f->n; i++)
        best = fmax(best, f->out[i].quality);
    return best;
}

bool finder_is_done(const finder *f)
{
    for (size_t i = 0; i < f->n; i++)
        if (f->out[i].quality >= GOOD && f->out[i].rule != GEOCODE_WIDENED)
            return true;
    return false;
}

double finder_trust(const finder *f, double share)
{
    double best = finder_best(f);
    return best >= DOUBTFUL ? best * share : 1;
}

/* The match that a hit is when the text was come by in this way. */
static match match_of(const finder *f, const gazetteer_hit *hit, const finder_way *way,
                      bool same)
{
    bool of = hit->adjective || way->adjective;
    match m = { .at = gazetteer_at(f->g, hit->place),
                .name = hit->name,
                .rule = way->rule,
                .associative = of,
                .sure = way->sure > 0 ? way->sure : 1 };
    if (!m.rule || (of && m.rule == GEOCODE_INFLECTED))
        m.rule = of ? GEOCODE_ADJECTIVE : GEOCODE_WHOLE;
    m.where = m.at.where;
    m.is = match_name_of(hit, &m.at);
    m.quality = way->factor * spelling(f, hit, &m.at, same);
    if (of && m.at.kind == GAZETTEER_SETTLEMENT && m.at.importance < ADJECTIVE_OF)
        m.quality *= .1;
    return m;
}

/* A place has one name for each fold, its first; another may be spelt as it is written.
 */
static void respell(const finder *f, gazetteer_hit *hit)
{
    str name, own = hit->name;
    char lang[4], mine[FINDER_FOLD], other[FINDER_FOLD];
    size_t len = text_fold(own, mine, sizeof mine);
    if (len > sizeof mine)
        return;
    for (size_t i = 0; gazetteer_name_at(f->g, hit->place, i, &name, lang); i++) {
        if (is_ascii(name) || !contains(f->written, name))
            continue;
        size_t n = text_fold(name, other, sizeof other);
        if (n != len || memcmp(mine, other, n) != 0)
            continue;
        hit->name = name;
        memcpy(hit->lang, lang, sizeof hit->lang);
        return;
    }
}

/* A place of some note that is so called where it lies; NULL if there is none. What
   another language calls a place abroad is then hardly meant: "Thái Nguyên" for Taiyuan.
 */
static const gazetteer_place *own_name(const finder *f, const gazetteer_hit *hit,
                                       gazetteer_place *p)
{
    if (f->plain || is_ascii(hit->name))
        return NULL;
    *p = gazetteer_at(f->g, hit->place);
    return str_eq(hit->name, p->name) && p->importance >= OWN_NAME ? p : NULL;
}

static bool is_exonym(const match *m, const gazetteer_place *own)
{
    return own && m->is == MATCH_TAGGED && m->at.kind != GAZETTEER_COUNTRY &&
           strcmp(m->at.country, own->country) != 0;
}

size_t finder_exact(finder *f, str folded, const finder_way *way)
{
    gazetteer_hit hits[MATCH_MOST];
    if (--*f->left < 0)
        return 0;
    size_t n = gazetteer_find(f->g, folded, hits, f->cap);
    bool same[MATCH_MOST], some = false;
    gazetteer_place place;
    const gazetteer_place *own = NULL;
    n = n < f->cap ? n : f->cap;
    for (size_t i = 0; i < n; i++) {
        if (!f->plain && !way->instead && is_ascii(hits[i].name))
            respell(f, &hits[i]);
        str name = hits[i].name;
        name.len -= way->instead < name.len ? way->instead : 0;
        same[i] = contains(f->written, name);
        some = some || same[i];
        if (same[i] && !own)
            own = own_name(f, &hits[i], &place);
    }
    for (size_t i = 0; i < n; i++) {
        match m = match_of(f, &hits[i], way, same[i]);
        /* Who writes marks means them, if there is such a name. */
        if (some && !same[i] && !f->plain)
            m.quality *= .1;
        if (is_exonym(&m, own))
            m.quality *= EXONYM;
        finder_add(f, finder_kinds(m, way->kinds));
    }
    return n;
}

static uint32_t type_of(const finder *f, str phrase, gazetteer_side side, bool inflected)
{
    uint32_t bits =
        inflected ? finder_type(f->g, phrase, side) : gazetteer_type(f->g, phrase, side);
    return bits & (((1u << GAZETTEER_KINDS) - 1) | GAZETTEER_SMALL);
}

static bool is_inside(str part, str whole)
{
    return part.at >= whole.at && part.at + part.len <= whole.at + whole.len &&
           part.len < whole.len;
}

static void add_span(finder *f, str folded, uint32_t kinds)
{
    for (size_t i = 0; i < f->n_spans; i++)
        if (f->spans[i].folded.at == folded.at && f->spans[i].folded.len == folded.len)
            return;
    if (f->n_spans == FINDER_SPANS)
        return;
    double factor = f->whole ? PART_OF_NAME : 1;
    for (size_t i = 0; i < f->n_spans; i++)
        if (f->spans[i].found && is_inside(folded, f->spans[i].folded))
            factor = PART_OF_NAME;
    finder_span *span = &f->spans[f->n_spans++];
    *span = (finder_span){ .folded = folded, .kinds = kinds };
    span->found =
        finder_exact(f, folded, &(finder_way){ .kinds = kinds, .factor = factor }) > 0;
}

/* Syllables that hyphens join are one word: in "Át-lan-ta" is no Swedish län. */
static bool is_spelt_out(const finder *f)
{
    enum { SYLLABLES = 3 };
    return f->n_words >= SYLLABLES && !memchr(f->written.at, ' ', f->written.len);
}

/* The part without type words before it, after it, or both. */
static void find_typed(finder *f, bool inflected)
{
    size_t n = is_spelt_out(f) ? 0 : f->n_words;
    uint32_t ahead[FINDER_PHRASE] = { 0 }, behind[FINDER_PHRASE] = { 0 };
    for (size_t k = 1; k < FINDER_PHRASE && k < n; k++) {
        ahead[k] =
            type_of(f, finder_span_of(f->words, 0, k), GAZETTEER_BEFORE, inflected);
        behind[k] =
            type_of(f, finder_span_of(f->words, n - k, n), GAZETTEER_AFTER, inflected);
    }
    for (size_t i = 0; i < FINDER_PHRASE && i < n; i++)
        for (size_t k = 0; k < FINDER_PHRASE && i + k < n; k++)
            if ((i || k) && (!i || ahead[i]) && (!k || behind[k]))
                add_span(f, finder_span_of(f->words, i, n - k), ahead[i] | behind[k]);
}

/* The town does not stand for the area or the site when that itself is known. */
static void weaken_widened(finder *f)
{
    bool known = false;
    double town = 0;
    uint32_t asked = 0;
    for (size_t i = 0; i < f->n; i++) {
        asked |= f->out[i].kinds;
        if (f->out[i].rule == GEOCODE_WIDENED)
            town = fmax(town, f->out[i].quality);
    }
    for (size_t i = 0; i < f->n; i++)
        known = known || (asked & 1u << f->out[i].at.kind &&
                          f->out[i].quality > fmax(.1, town * KNOWN_AREA));
    for (size_t i = 0; i < f->n && known; i++)
        if (f->out[i].rule == GEOCODE_WIDENED || f->out[i].rule == GEOCODE_NEAR)
            f->out[i].quality *= .01;
}

static void cut_words(finder *f, str folded)
{
    f->folded = folded;
    f->n_words = f->n_spans = 0;
    f->whole = false;
    while (folded.len && f->n_words < FINDER_WORDS)
        f->words[f->n_words++] = str_cut(&folded, ' ');
    if (folded.len)
        f->n_words = 0;
}

static bool is_whole(const match *m)
{
    return m->rule == GEOCODE_WHOLE && !m->kinds;
}

/* What is called "Puerto San José" as a whole is meant, and not a port of San José. */
static void find_exact(finder *f)
{
    f->whole = finder_exact(f, f->folded, &(finder_way){ .factor = 1 }) > 0;
    if (f->n_words > 1)
        find_typed(f, false);
}

/* Who says "Campos" may mean the Campos dos Goytacazes that everybody knows. */
static void find_longer(finder *f)
{
    enum { FEWEST_LETTERS = 5, MOST_LONGER = 64 };
    gazetteer_hit hits[MOST_LONGER];
    if (text_count(f->folded) < FEWEST_LETTERS || --*f->left < 0)
        return;
    size_t n = gazetteer_find_longer(f->g, f->folded, hits, MOST_LONGER);
    for (size_t i = 0; i < n; i++) {
        match m = { .at = gazetteer_at(f->g, hits[i].place),
                    .name = hits[i].name,
                    .is = MATCH_SHORT,
                    .sure = .8,
                    .rule = GEOCODE_WHOLE,
                    .quality = LONGER };
        m.where = m.at.where;
        if (m.at.kind == GAZETTEER_SETTLEMENT && m.at.rank != GAZETTEER_VILLAGE)
            finder_add(f, m);
    }
}

static void find_loose(finder *f, match_effort effort)
{
    if (!finder_is_done(f) && f->n_words > 1)
        find_typed(f, true);
    if (!finder_is_done(f))
        finder_translated(f);
    if (!finder_is_done(f))
        finder_inflected(f);
    if (!finder_is_done(f) && f->n_words > 1 && !is_spelt_out(f))
        finder_relation(f);
    if (effort == MATCH_SPELLED && finder_best(f) <= 0)
        return;
    if (finder_best(f) <= 0)
        finder_slips(f);
    if (finder_best(f) < GOOD)
        finder_alike(f);
}

/* One name is the other, in other letters: half of what is heard is the same. */
static bool is_spelling(str a, str b)
{
    char x[SOUND_ROOM], y[SOUND_ROOM];
    size_t n = text_sound(a, TEXT_READ_COMMON, x, sizeof x);
    size_t k = text_sound(b, TEXT_READ_COMMON, y, sizeof y);
    if (!n || !k || n > sizeof x || k > sizeof y)
        return true;
    int most = (int)(n > k ? n : k) / 2;
    return text_distance((str){ x, n }, (str){ y, k }, most) <= most;
}

/* "Картахена" stands in the tables for one Cartagena; who writes so may mean any. That is
   less likely where the name is no mere spelling of the other: few call a second Vienna
   "Wien". */
static void add_namesakes(finder *f)
{
    enum { MOST_NAMES = 6 };
    char room[FINDER_FOLD];
    gazetteer_hit hits[MATCH_MOST];
    for (size_t i = 0, n = f->n, tried = 0; i < n && tried < MOST_NAMES; i++) {
        match of = f->out[i];
        bool other = of.is == MATCH_TAGGED || of.is == MATCH_ALIAS;
        if (!other || of.associative || of.edits || of.rule == GEOCODE_NEAR ||
            of.at.kind != GAZETTEER_SETTLEMENT || --*f->left < 0)
            continue;
        size_t len = text_fold(of.at.name, room, sizeof room);
        if (len > sizeof room)
            continue;
        tried++;
        double share = is_spelling(of.name, of.at.name) ? NAMESAKE : TRANSLATION;
        size_t same = gazetteer_find(f->g, (str){ room, len }, hits, MATCH_MOST);
        for (size_t k = 0; k < same && k < MATCH_MOST; k++) {
            match m = of;
            m.at = gazetteer_at(f->g, hits[k].place);
            if (m.at.kind != of.at.kind || !str_eq(m.at.name, of.at.name))
                continue;
            m.name = hits[k].name;
            m.where = m.at.where;
            m.quality *= share;
            finder_add(f, m);
        }
    }
}

/* An apostrophe behind one letter ends a word (French "d'Erevan"); any other, which a
   fold drops, is a part of it. Returns the length, or 0 when there is none. */
static size_t part_elided(str s, char *out, size_t cap)
{
    size_t n = 0, letters = 0;
    bool some = false;
    while (s.len) {
        const char *at = s.at;
        uint32_t c = text_next(&s);
        bool mark = c == '\'' || c == 0x2019;
        size_t len = (size_t)(s.at - at);
        if (n + len > cap)
            return 0;
        if (mark && letters == 1) {
            out[n++] = ' ';
            some = true;
        } else {
            memcpy(out + n, at, len);
            n += len;
        }
        letters = c == ' ' || c == '-' || mark ? 0 : letters + 1;
    }
    return some ? n : 0;
}

static void read_elided(finder *f, char *room)
{
    char apart[LIMIT_NAME];
    size_t len = part_elided(f->written, apart, sizeof apart);
    if (!len)
        return;
    len = text_fold((str){ apart, len }, room, FINDER_FOLD);
    if (!len || len > FINDER_FOLD)
        return;
    cut_words(f, (str){ room, len });
    find_exact(f);
}

void finder_inner(const finder *f, str folded, finder *in, match *out, size_t cap)
{
    *in = (finder){ .g = f->g,
                    .lang = f->lang,
                    .written = f->written,
                    .plain = f->plain,
                    .left = f->left,
                    .out = out,
                    .cap = cap };
    cut_words(in, folded);
    find_exact(in);
    if (!finder_is_done(in) && in->n_words > 1)
        find_typed(in, true);
    if (!finder_is_done(in))
        finder_inflected(in);
}

/* Of a word that is no name, only what is called so remains; and that is sure only when
   everybody knows the place. */
static size_t keep_main(finder *f)
{
    size_t n = 0;
    for (size_t i = 0; i < f->n; i++) {
        match m = f->out[i];
        if (m.is != MATCH_MAIN || !is_whole(&m))
            continue;
        m.sure *= m.at.importance < OF_NOTE ? WORD : 1;
        f->out[n++] = m;
    }
    return n;
}

size_t match_find(const gazetteer *g, str part, const char *lang, match_effort effort,
                  match *out)
{
    char room[FINDER_FOLD], elided[FINDER_FOLD];
    if (part.len > LIMIT_NAME)
        return 0;
    size_t len = text_fold(part, room, sizeof room);
    if (!len || len > sizeof room)
        return 0;
    int left = MATCH_LOOKUPS;
    finder f = { .g = g,
                 .lang = lang,
                 .written = part,
                 .plain = is_ascii(part),
                 .out = out,
                 .cap = MATCH_MOST,
                 .left = &left };
    cut_words(&f, (str){ room, len });
    find_exact(&f);
    if (gazetteer_type(g, f.folded, GAZETTEER_BEFORE) & GAZETTEER_NOTHING)
        return keep_main(&f);
    if (!finder_is_done(&f))
        read_elided(&f, elided);
    if (effort != MATCH_EXACT) {
        find_longer(&f);
        find_loose(&f, effort);
    }
    add_namesakes(&f);
    weaken_widened(&f);
    return f.n;
}
