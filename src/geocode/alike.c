/* By sound: other scripts, other spellings, misspellings. */
#include "geocode/finder.h"
#include "geocode/likeness.h"
#include "text/fold.h"
#include "text/sound.h"
#include "text/utf8.h"

#include <math.h>
#include <string.h>

enum {
    SOUND_ROOM = 96,
    HEARD = 16,   /* sounds that are looked for as they are */
    MISHEARD = 8, /* the same with edits */
    STEMS = 12,
    FORMS = 4, /* base forms of the last word */
    READINGS = 3,
};

/* What a wrong first letter costs; likeness counts it so. */
static const double FIRST_LETTER = 1.5;

/* Once for the text, once for what a relation leaves of it. */
_Static_assert(2 * (HEARD + MISHEARD) <= MATCH_ALIKE, "what match.h promises");

typedef struct heard {
    str sound, written;
    uint32_t kinds;
    double factor;
} heard;

typedef struct ear {
    finder *f;
    likeness keys;
    text_reading readings[READINGS];
    size_t n_readings;
    heard at[HEARD];
    size_t n;
    char room[HEARD * (SOUND_ROOM + FINDER_FORM)];
    size_t used;
} ear;

enum script {
    SCRIPT_NONE = -1,
    SCRIPT_LATIN,
    SCRIPT_GREEK,
    SCRIPT_CYRILLIC,
    SCRIPT_ARMENIAN,
    SCRIPT_HEBREW,
    SCRIPT_ARABIC,
    SCRIPT_OTHER,
    SCRIPT_GEORGIAN,
};

/* By the blocks of Unicode. */
static int script_of(uint32_t c)
{
    static const uint32_t begins[] = { 0,      0x370,  0x400,  0x530,  0x590,
                                       0x600,  0x700,  0x10A0, 0x1100, 0x1C80,
                                       0x1C90, 0x1CC0, 0x1E00, 0x1F00, 0x2000 };
    static const int scripts[] = { SCRIPT_LATIN,    SCRIPT_GREEK,    SCRIPT_CYRILLIC,
                                   SCRIPT_ARMENIAN, SCRIPT_HEBREW,   SCRIPT_ARABIC,
                                   SCRIPT_OTHER,    SCRIPT_GEORGIAN, SCRIPT_OTHER,
                                   SCRIPT_CYRILLIC, SCRIPT_GEORGIAN, SCRIPT_OTHER,
                                   SCRIPT_LATIN,    SCRIPT_GREEK,    SCRIPT_OTHER };
    size_t i = sizeof begins / sizeof *begins - 1;
    while (i && c < begins[i])
        i--;
    return scripts[i];
}

static int script(str s)
{
    while (s.len) {
        uint32_t c = text_next(&s);
        if (c >= 0xC0 || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'))
            return script_of(c);
    }
    return SCRIPT_NONE;
}

static bool is_one_of(uint32_t c, const uint32_t *set, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (c == set[i])
            return true;
    return false;
}

/* The custom that a letter tells; COMMON for one that tells none. */
static text_reading told_by(uint32_t c)
{
    static const uint32_t turkic[] = { 0x0131, 0x0130, 0x0259, 0x018F,
                                       0x011F, 0x011E, 0x015F, 0x015E };
    static const uint32_t vietnamese[] = {
        0x01A0, 0x01A1, 0x01AF, 0x01B0, 0x0102, 0x0103
    };
    static const uint32_t slavic[] = { 0x0106, 0x0107, 0x010C, 0x010D, 0x0160, 0x0161,
                                       0x017D, 0x017E, 0x0141, 0x0142, 0x0158, 0x0159,
                                       0x011A, 0x011B, 0x0143, 0x0144, 0x015A, 0x015B,
                                       0x017B, 0x017C, 0x0104, 0x0105, 0x0118, 0x0119 };
    static const uint32_t german[] = { 0xDF, 0xC4, 0xE4, 0xD6, 0xF6, 0xDC, 0xFC };
    static const uint32_t french[] = { 0xC9, 0xE9, 0xC8, 0xE8, 0xC7,  0xE7,
                                       0xCF, 0xEF, 0xCB, 0xEB, 0x153, 0x152 };
#define TELLS(set) is_one_of(c, set, sizeof set / sizeof *set)
    if ((c >= 0x1EA0 && c <= 0x1EF9) || TELLS(vietnamese))
        return TEXT_READ_VIETNAMESE;
    return TELLS(turkic)   ? TEXT_READ_TURKIC
           : TELLS(slavic) ? TEXT_READ_SLAVIC
           : TELLS(german) ? TEXT_READ_GERMAN
           : TELLS(french) ? TEXT_READ_FRENCH
                           : TEXT_READ_COMMON;
#undef TELLS
}

static void add_reading(ear *e, text_reading r)
{
    for (size_t i = 0; i < e->n_readings; i++)
        if (e->readings[i] == r)
            return;
    if (e->n_readings < READINGS)
        e->readings[e->n_readings++] = r;
}

/* That of the language first; without one, those that the letters tell. */
static void choose_readings(ear *e)
{
    const char *lang = e->f->lang;
    str rest = e->f->written;
    if (lang && *lang)
        add_reading(e, text_reading_of(lang));
    while (rest.len && (!lang || !*lang) && e->n_readings + 1 < READINGS) {
        text_reading r = told_by(text_next(&rest));
        if (r)
            add_reading(e, r);
    }
    add_reading(e, TEXT_READ_COMMON);
}

static void hear(ear *e, str written, uint32_t kinds, double factor)
{
    /* A single letter is nobody's name, whatever it sounds like. */
    if (written.len > FINDER_FORM || text_count(written) < 2)
        return;
    for (size_t i = 0; i < e->n_readings && e->n < HEARD; i++) {
        char *out = e->room + e->used;
        size_t len = text_sound(written, e->readings[i], out, SOUND_ROOM);
        bool known = false;
        for (size_t k = 0; k < e->n; k++)
            known = known || (str_eq(e->at[k].sound, (str){ out, len }) &&
                              e->at[k].kinds == kinds);
        if (len < 2 || len > SOUND_ROOM || known)
            continue;
        memcpy(out + len, written.at, written.len);
        e->at[e->n++] = (heard){ .sound = { out, len },
                                 .written = { out + len, written.len },
                                 .kinds = kinds,
                                 .factor = factor };
        e->used += len + written.len;
    }
}

/* A code point is a part of a word: a fold neither drops it nor makes it a space. */
typedef enum part { PART_LETTER, PART_DROPPED, PART_SPACE } part;

static part part_of(str point)
{
    char apart[8] = "a", folded[32];
    memcpy(apart + 1, point.at, point.len);
    apart[point.len + 1] = 'a';
    size_t len = text_fold((str){ apart, point.len + 2 }, folded, sizeof folded);
    bool space = len == 3 && folded[1] == ' ';
    return space ? PART_SPACE : len == 2 ? PART_DROPPED : PART_LETTER;
}

/* The words as they are written, one for one with the folded ones: a fold has lost the
   marks by which letters are read. False when they do not agree. */
static bool written_words(const finder *f, str *words)
{
    size_t n = 0;
    bool inside = false;
    for (str rest = f->written; rest.len;) {
        const char *at = rest.at;
        text_next(&rest);
        size_t len = (size_t)(rest.at - at);
        part p = part_of((str){ at, len });
        if (p == PART_SPACE)
            inside = false;
        if (p == PART_LETTER && !inside) {
            if (n == FINDER_WORDS)
                return false;
            words[n++] = (str){ at, 0 };
            inside = true;
        }
        if (inside)
            words[n - 1].len = (size_t)(rest.at - words[n - 1].at);
    }
    return n && n == f->n_words;
}

/* s without its last n code points. */
static str without(str s, size_t n)
{
    for (; n && s.len; n--)
        do
            s.len--;
        while (s.len && ((unsigned char)s.at[s.len] & 0xC0) == 0x80);
    return s;
}

/* The base forms of a text whose last word is folded to this. */
static void hear_forms(ear *e, str written, str word, uint32_t kinds)
{
    gazetteer_stem stems[STEMS];
    size_t n = gazetteer_stems(e->f->g, word, stems, STEMS), used = 0;
    for (size_t i = 0; i < n && i < STEMS && used < FORMS; i++) {
        double fit = finder_fit(e->f, word, &stems[i]);
        size_t cut =
            text_count((str){ word.at + stems[i].keep, word.len - stems[i].keep });
        str kept = without(written, cut), end = stems[i].instead;
        char form[FINDER_FORM];
        if (fit < .5 || (stems[i].adjective && !kinds) ||
            kept.len + end.len > sizeof form || kept.len < 4)
            continue;
        memcpy(form, kept.at, kept.len);
        if (end.len)
            memcpy(form + kept.len, end.at, end.len);
        hear(e, (str){ form, kept.len + end.len }, kinds, fit * .9);
        used++;
    }
}

static size_t word_at(const finder *f, const char *at)
{
    size_t i = 0;
    while (i + 1 < f->n_words && f->words[i].at < at)
        i++;
    return i;
}

static void hear_span(ear *e, const str *words, finder_span span)
{
    const finder *f = e->f;
    size_t first = word_at(f, span.folded.at);
    size_t last = word_at(f, span.folded.at + span.folded.len - 1);
    last -= f->words[last].at > span.folded.at + span.folded.len - 1;
    str written = words ? finder_span_of(words, first, last + 1) : span.folded;
    hear(e, written, span.kinds, 1);
    hear_forms(e, written, f->words[last], span.kinds);
}

/* What it costs to make what is written of a name. */
static double cost_of(const ear *e, const heard *h, const gazetteer_hit *hit)
{
    char mine[FINDER_FORM * 2], other[FINDER_FORM * 2];
    double most = hit->edits * FIRST_LETTER;
    if (script(h->written) == script(hit->name)) {
        size_t n = text_fold(h->written, mine, sizeof mine);
        size_t k = text_fold(hit->name, other, sizeof other);
        if (n > sizeof mine || k > sizeof other)
            return most;
        /* A custom of spelling may change many letters and no sound. */
        return fmin(likeness_cost(&e->keys, (str){ mine, n }, (str){ other, k }),
                    most + .5);
    }
    size_t k = text_sound(hit->name, text_reading_of(hit->lang), other, sizeof other);
    if (!hit->edits || !k || k > sizeof other)
        return most;
    return fmin(likeness_cost(&e->keys, h->sound, (str){ other, k }), most);
}

/* Whether what sounds alike is alike. Arabic, Hebrew and kana leave out or add vowels;
   the reader of Latin letters writes the name in these, whatever others make of it;
   and a language with a custom of its own for Latin letters speaks for itself. */
static double standing(const ear *e, const heard *h, const gazetteer_hit *hit,
                       const gazetteer_place *place)
{
    int mine = script(h->written), other = script(hit->name);
    double v = 1;
    if (mine != other && mine == SCRIPT_LATIN)
        v *= .1;
    else if (mine != other && other >= SCRIPT_HEBREW && other != SCRIPT_GEORGIAN)
        v *= .2;
    text_reading own = text_reading_of(hit->lang);
    bool known = !own;
    for (size_t i = 0; i < e->n_readings; i++)
        known = known || e->readings[i] == own;
    if (other == SCRIPT_LATIN && !known)
        v *= .3;
    match_name is = match_name_of(hit, place);
    /* Who carries a name into another script starts from the name itself. */
    if (mine != other && other == SCRIPT_LATIN && is == MATCH_TAGGED)
        return v * .25;
    return is == MATCH_ALIAS && place->kind == GAZETTEER_SETTLEMENT ? v * .6 : v;
}

/* How sure it can be at most. There are many more villages than listed ones, so that a
   short name that only sounds like one is seldom that one; a slip of the pen is likelier
   the longer the name. Where the script is another, spellings differ anyway. */
static double most_sure(const heard *h, const gazetteer_hit *hit, match_name is,
                        double cost)
{
    int mine = script(h->written), other = script(hit->name);
    double letters = (double)h->sound.len;
    if (mine == SCRIPT_LATIN && mine != other)
        return .5;
    if (mine != other && hit->edits)
        return .85 * exp(-cost * 2 / letters);
    if (mine != other)
        return (is == MATCH_MAIN ? 1 : .7) * fmin(.5 + .08 * letters, .97);
    if (hit->edits)
        return .75 * exp(-cost * 4 / letters);
    /* Little more than spaces and doubled letters. */
    return cost <= .3 ? .95 : fmin(.1 * letters, .88);
}

static match match_of(const ear *e, const heard *h, const gazetteer_hit *hit)
{
    match m = { .at = gazetteer_at(e->f->g, hit->place),
                .name = hit->name,
                .rule = hit->edits ? GEOCODE_MISSPELT : GEOCODE_SOUND,
                .edits = hit->edits,
                .associative = hit->adjective };
    double cost = cost_of(e, h, hit), strict = 10 / (double)h->sound.len;
    strict = strict < .7 ? .7 : strict > 2.5 ? 2.5 : strict;
    m.where = m.at.where;
    m.is = match_name_of(hit, &m.at);
    m.sure = most_sure(h, hit, m.is, cost);
    m.quality = h->factor * standing(e, h, hit, &m.at) * (hit->edits ? .4 : .7) *
                exp(-cost * strict);
    m = finder_kinds(m, h->kinds);
    /* That the word means something else and beside that is heard wrong is much. */
    if (h->kinds && !(h->kinds & 1u << m.at.kind))
        m.quality *= .2;
    return m;
}

static void listen(ear *e, const heard *h, unsigned most_edits, double trust,
                   double important)
{
    finder *f = e->f;
    gazetteer_hit hits[MATCH_MOST];
    size_t n = gazetteer_find_alike(f->g, h->sound, most_edits, hits, f->cap);
    for (size_t i = 0; i < n && i < f->cap; i++) {
        match m = match_of(e, h, &hits[i]);
        m.quality *= trust;
        /* A word for what belongs to a place is no name that one may hear wrong. */
        if (m.at.importance >= important && !(hits[i].adjective && hits[i].edits))
            finder_add(f, m);
    }
}

/* Short words are near to too many: of what they are near to, only places that
   everybody knows are meant. */
static const double KNOWN = .42; /* a town of some 100,000 and more, a country */

static unsigned most_edits(const heard *h)
{
    size_t n = h->sound.len;
    return n < 4 || (n < 5 && text_count(h->written) < 6) ? 0 : n < 10 ? 1 : 2;
}

static double known(const heard *h)
{
    return h->sound.len < 6 ? KNOWN : 0;
}

static bool has_some(const finder *f, double quality)
{
    for (size_t i = 0; i < f->n; i++)
        if (f->out[i].quality >= quality &&
            (f->out[i].rule == GEOCODE_SOUND || f->out[i].edits))
            return true;
    return false;
}

void finder_alike(finder *f)
{
    static const double HEARD_WELL = .1;
    ear e = { .f = f };
    str words[FINDER_WORDS];
    bool apart = written_words(f, words);
    likeness_prepare(&e.keys);
    choose_readings(&e);
    for (size_t i = 0; i < f->n_spans; i++)
        hear_span(&e, apart ? words : NULL, f->spans[i]);
    hear(&e, f->written, 0, 1);
    if (f->n_words)
        hear_forms(&e, f->written, f->words[f->n_words - 1], 0);
    double trust = finder_trust(f, .5);
    for (size_t i = 0; i < e.n; i++)
        listen(&e, &e.at[i], 0, trust, 0);
    bool named = trust < 1; /* a name that exists is no slip */
    for (size_t i = 0; i < e.n && i < MISHEARD && !named && !has_some(f, HEARD_WELL); i++)
        if (most_edits(&e.at[i]))
            listen(&e, &e.at[i], most_edits(&e.at[i]), 1, known(&e.at[i]));
}
