/* What the gazetteer has by a name as it is written: the name itself, what it is a form
   of by the endings of the language, and what sounds so in another script. */
#include "name/learn.h"

#include "gazetteer/relation.h"
#include "geocode/geocode.h"
#include "text/fold.h"
#include "text/letter.h"
#include "text/sound.h"
#include "text/utf8.h"

#include <string.h>

enum {
    HITS = 40,
    STEMS = 24,
    FOLD = MEMORY_TEXT * 4,
    FORM = 4,
    BRIEF = 3,
    LONG = 7,
    HEARD = 4, /* letters of a sound that is a name's */
    LOUD = 6   /* and hardly anything else's */
};

/* A form that an ending was taken from is this much less of a name, and so is each time
   what a longer ending leaves when a shorter one leaves a name too. */
static const float INFLECTED = .06f, LONGER = .2f;
/* The houses of governments are spoken of more than others of their size. */
static const float HOUSE = .4f;
/* Names so important are understood without their marks: "Ho Chi Minh". */
static const float GREAT = .45f;
static const float FAMED = .6f;
/* A name of the same sound in another script is this much less of a name. */
static const float SOUND = .08f, BRIEFLY = .1f;
/* A town of 100,000 and more, a region; and how much less of a name what it is called
   makes for a place abroad. */
static const double OF_NOTE = .42;
static const float EXONYM = .18f;

static bool is_divider(uint32_t c)
{
    return c == '_' || c == '-' || c == '\'' || c == 0x2019 || c == '.' ||
           text_letter_of(c) == TEXT_BLANK || text_letter_of(c) == TEXT_NEWLINE;
}

/* The next code point that is no divider; 0 at the end. */
static uint32_t next_letter(str *rest)
{
    while (rest->len) {
        uint32_t c = text_next(rest);
        /* Eth for the Vietnamese letter that looks like it is common. */
        if (!is_divider(c))
            return c == 0xD0 ? 0x110 : c == 0xF0 ? 0x111 : c;
    }
    return 0;
}

/* How a name compares to what is written: SAME, BYTES, ACRONYM. */
static uint16_t compare(str written, str name)
{
    bool same = true, bytes = true, acronym = true;
    size_t n = 0;
    for (;;) {
        uint32_t a = next_letter(&written), b = next_letter(&name);
        if (!a && !b)
            break;
        acronym = acronym && b && text_letter_of(b) == TEXT_CAPITAL_LETTER;
        n++;
        bytes = bytes && a == b;
        /* The lower form of a capital I with a dot is two letters. */
        same = same && text_lower_of(a) == text_lower_of(b);
    }
    return (uint16_t)((same ? MEMORY_SAME : 0) | (bytes ? MEMORY_BYTES : 0) |
                      (acronym && n <= 5 ? MEMORY_ACRONYM : 0));
}

static bool is_plain(str s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.at[i] >= 0x80)
            return false;
    return true;
}

static double rating(const memory_place *p)
{
    return (double)p->importance - (p->flags & MEMORY_SAME ? 0 : .3) -
           (p->flags & MEMORY_FOREIGN ? .25 : 0) -
           (p->flags & MEMORY_ADJECTIVE ? .01 : 0) - (p->flags & MEMORY_SHORT ? .4 : 0);
}

static void add(memory_word *w, memory_place p)
{
    for (size_t i = 0; i < w->n; i++)
        if (w->at[i].place == p.place)
            return;
    size_t at = w->n;
    while (at && rating(&w->at[at - 1]) < rating(&p))
        at--;
    if (at == MEMORY_PLACES)
        return;
    if (w->n < MEMORY_PLACES)
        w->n++;
    for (size_t i = w->n - 1u; i > at; i--)
        w->at[i] = w->at[i - 1];
    w->at[at] = p;
}

static memory_place place_of(uint32_t index, const gazetteer_place *p, uint16_t flags)
{
    memory_place place = { .place = index,
                           .importance = (float)p->importance,
                           .lon = (float)p->where.lon,
                           .lat = (float)p->where.lat,
                           .kind = (uint8_t)p->kind,
                           .rank = (uint8_t)p->rank,
                           .flags = flags };
    memcpy(place.country, p->country, sizeof place.country);
    return place;
}

/* Names of other scripts that sound so. */
static bool find_sound(const learner *m, memory_word *w, str folded)
{
    char room[2 * FOLD];
    str sound = { room, text_sound(folded, TEXT_READ_COMMON, room, sizeof room) };
    if (sound.len < HEARD || sound.len > sizeof room)
        return false;
    gazetteer_hit hits[HITS];
    size_t n = gazetteer_find_alike(m->g, sound, 0, hits, HITS);
    for (size_t i = 0; i < n && i < HITS; i++) {
        gazetteer_place p = gazetteer_at(m->g, hits[i].place);
        memory_place place =
            place_of(hits[i].place, &p, MEMORY_SAME | MEMORY_INFLECTED | MEMORY_SOUND);
        place.importance -= sound.len < LOUD ? SOUND + BRIEFLY : SOUND;
        add(w, place);
    }
    return w->n > 0;
}

/* Every word begins with a capital. */
static bool is_titled(str written)
{
    for (bool start = true; written.len;) {
        uint32_t c = text_next(&written);
        if (start && text_letter_of(c) != TEXT_CAPITAL_LETTER)
            return false;
        start = is_divider(c);
    }
    return true;
}

/* A name that is written by its sound, as names of far places are in other scripts; with
   an ending or without. */
static void hear(const learner *m, memory_word *w, str folded)
{
    if (find_sound(m, w, folded) || memchr(folded.at, ' ', folded.len))
        return;
    gazetteer_stem stems[STEMS];
    char form[FOLD + 64];
    size_t n = gazetteer_stems(m->g, folded, stems, STEMS);
    for (size_t i = 0; i < n && i < STEMS && !w->n; i++) {
        const gazetteer_stem *s = &stems[i];
        size_t len = s->keep + s->instead.len;
        if (s->adjective || strcmp(s->lang, m->lang) != 0 || len > sizeof form)
            continue;
        memcpy(form, folded.at, s->keep);
        if (s->instead.len)
            memcpy(form + s->keep, s->instead.at, s->instead.len);
        find_sound(m, w, (str){ form, len });
    }
}

/* An abbreviation of one word with a full stop, or two capitals, of a unit. */
static bool is_short(gazetteer_kind kind, str name)
{
    if (kind != GAZETTEER_ADMIN1 || name.len < 2)
        return false;
    const char *stop = memchr(name.at, '.', name.len);
    bool code = name.len == 2 && name.at[0] >= 'A' && name.at[0] <= 'Z' &&
                name.at[1] >= 'A' && name.at[1] <= 'Z';
    return code || stop == name.at + name.len - 1;
}

/* A place has one name for each fold, its first; another may be what is written. */
static uint16_t compare_names(const learner *m, const gazetteer_hit *hit, str written)
{
    uint16_t flags = compare(written, hit->name);
    str name;
    char lang[4];
    if (flags & MEMORY_SAME || is_plain(written))
        return flags;
    for (size_t i = 0; gazetteer_name_at(m->g, hit->place, i, &name, lang); i++) {
        uint16_t other = compare(written, name);
        if (other & MEMORY_SAME)
            return other;
    }
    return flags;
}

/* The first place of note that is called so where it lies; what the language calls a
   place abroad is then less likely meant: "Hà Nam" for Henan. */
static bool find_own(const learner *m, const gazetteer_hit *hits, size_t n, str written,
                     gazetteer_place *own)
{
    for (size_t i = 0; !is_plain(written) && i < n; i++) {
        *own = gazetteer_at(m->g, hits[i].place);
        if (own->importance >= OF_NOTE && str_eq(hits[i].name, own->name) &&
            compare(written, own->name) & MEMORY_SAME)
            return true;
    }
    return false;
}

static bool is_exonym(const learner *m, const gazetteer_hit *hit,
                      const gazetteer_place *p, const gazetteer_place *own)
{
    return strcmp(hit->lang, m->lang) == 0 && !str_eq(hit->name, p->name) &&
           p->kind != GAZETTEER_COUNTRY && strcmp(p->country, own->country) != 0;
}

/* The international name, or its first words: "Zamfara" of "Zamfara State". */
static bool is_own(str name, str full)
{
    return full.len >= name.len && !memcmp(full.at, name.at, name.len) &&
           (full.len == name.len || full.at[name.len] == ' ');
}

/* How a hit stands to what is written, which is empty when a form of it was looked for.
 */
static uint16_t flags_of(const learner *m, const gazetteer_hit *hit,
                         const gazetteer_place *p, str written)
{
    bool mine = hit->lang[0] && strcmp(hit->lang, m->lang) == 0;
    bool other = hit->lang[0] && !mine && strcmp(hit->lang, "en") != 0 &&
                 !is_own(hit->name, p->name);
    bool states = p->kind == GAZETTEER_WORLD_REGION && str_eq(p->code, STR("PCL"));
    bool house = p->kind == GAZETTEER_SITE && str_eq(p->code, STR("GOVT"));
    unsigned flags = written.len ? compare_names(m, hit, written) : MEMORY_SAME;
    flags |= is_plain(hit->name) ? MEMORY_PLAIN : 0;
    flags |= hit->adjective ? MEMORY_ADJECTIVE : 0;
    flags |= other ? MEMORY_FOREIGN : mine ? MEMORY_OWN : 0;
    flags |= is_short(p->kind, hit->name) ? MEMORY_SHORT : 0;
    flags |= states ? MEMORY_UNION : 0;
    flags |= house ? MEMORY_HOUSE : 0;
    return (uint16_t)flags;
}

/* Look up a fold; written is what the names are compared to, or empty. */
static bool find(const learner *m, memory_word *w, str folded, str written,
                 uint16_t flags)
{
    gazetteer_hit hits[HITS];
    size_t n = gazetteer_find(m->g, folded, hits, HITS);
    gazetteer_place own;
    n = n < HITS ? n : HITS;
    bool owned = find_own(m, hits, n, written, &own);
    for (size_t i = 0; i < n; i++) {
        gazetteer_place p = gazetteer_at(m->g, hits[i].place);
        uint16_t all = flags | flags_of(m, &hits[i], &p, written);
        memory_place place = place_of(hits[i].place, &p, all);
        place.importance += all & MEMORY_HOUSE ? HOUSE : 0;
        place.importance -= owned && is_exonym(m, &hits[i], &p, &own) ? EXONYM : 0;
        place.importance -= flags & MEMORY_INFLECTED ? INFLECTED : 0;
        add(w, place);
    }
    return n > 0;
}

/* A letter or two make an adjective of a well-known name only: "Roman", not "Brian". */
static void keep_great(memory_word *w)
{
    uint8_t kept = 0;
    for (size_t i = 0; i < w->n; i++)
        if (w->at[i].kind != GAZETTEER_SETTLEMENT || w->at[i].importance >= FAMED)
            w->at[kept++] = w->at[i];
    w->n = kept;
}

/* Of two base forms that both are names the one that keeps more of the word is likelier:
   longer endings are tried first. */
static void step_back(const learner *m, memory_word *w, str base)
{
    gazetteer_hit hits[HITS];
    size_t n = gazetteer_find(m->g, base, hits, HITS), kept = 0;
    memory_word old = *w;
    w->n = n ? 0 : w->n;
    for (uint8_t i = 0; n && i < old.n; i++) {
        for (kept = 0; kept < n && kept < HITS && hits[kept].place != old.at[i].place;)
            kept++;
        if (kept >= n || kept >= HITS)
            old.at[i].importance -= LONGER;
        add(w, old.at[i]);
    }
}

/* The last word without one of its endings, behind the others; empty when the ending is
   of another language or leaves too little of the word. */
static str last_form(const learner *m, str folded, size_t last, const gazetteer_stem *s,
                     char *room, size_t cap)
{
    size_t keep = last + s->keep, len = keep + s->instead.len;
    str left = { folded.at + last, s->keep };
    if (strcmp(s->lang, m->lang) != 0 || len > cap ||
        text_count(left) + text_count(s->instead) < FORM)
        return (str){ 0 };
    memcpy(room, folded.at, keep);
    if (s->instead.len)
        memcpy(room + keep, s->instead.at, s->instead.len);
    return (str){ room, len };
}

/* The base forms of the last word by the endings of the text's language. */
static void find_forms(const learner *m, memory_word *w, str folded)
{
    size_t last = folded.len;
    while (last && folded.at[last - 1] != ' ')
        last--;
    str word = { folded.at + last, folded.len - last };
    gazetteer_stem stems[STEMS];
    char form[FOLD + 64];
    size_t n = gazetteer_stems(m->g, word, stems, STEMS), kept = 0;
    for (size_t i = 0; i < n && i < STEMS; i++) {
        const gazetteer_stem *s = &stems[i];
        str base = s->keep >= kept ? last_form(m, folded, last, s, form, sizeof form)
                                   : (str){ 0 };
        if (!base.len || !gazetteer_begins(m->g, base))
            continue; /* what no name begins with is none */
        unsigned flags = MEMORY_INFLECTED | (s->adjective ? MEMORY_ADJECTIVE : 0);
        bool brief = s->adjective &&
                     text_count(word) - text_count((str){ word.at, s->keep }) <= BRIEF;
        uint8_t before = w->n;
        if (kept && s->keep > kept && !s->adjective)
            step_back(m, w, base);
        if (find(m, w, base, STR(""), (uint16_t)flags))
            kept = s->keep;
        if (brief && w->n > before)
            keep_great(w);
        w->begins = w->begins || !last;
    }
}

/* A base form of a word: the i-th by the endings of the language, the word itself last;
   empty when it is of another language. */
static str base_form(const learner *m, str word, const gazetteer_stem *stems, size_t n,
                     size_t i, char *room, size_t cap)
{
    if (i == n)
        return word;
    const gazetteer_stem *s = &stems[i];
    if (strcmp(s->lang, m->lang) != 0 || s->keep + s->instead.len > cap)
        return (str){ 0 };
    memcpy(room, word.at, s->keep);
    if (s->instead.len)
        memcpy(room + s->keep, s->instead.at, s->instead.len);
    return (str){ room, s->keep + s->instead.len };
}

/* A form of the first of two words, which stands in form with a space behind, and any
   form of the last one. */
static void find_lasts(const learner *m, memory_word *w, char *form, size_t len, str last)
{
    gazetteer_stem stems[STEMS];
    char room[FOLD];
    size_t n = gazetteer_stems(m->g, last, stems, STEMS);
    n = n < STEMS ? n : STEMS;
    for (size_t i = 0; i <= n && !w->n; i++) {
        str end = base_form(m, last, stems, n, i, room, sizeof room);
        if (end.len < 2)
            continue;
        memcpy(form + len, end.at, end.len);
        find(m, w, (str){ form, len + end.len }, STR(""), MEMORY_INFLECTED);
    }
}

/* Two words that both have endings: "Индийского океана". */
static void find_pair(const learner *m, memory_word *w, str folded)
{
    const char *space = memchr(folded.at, ' ', folded.len);
    size_t cut = space ? (size_t)(space - folded.at) : 0;
    str first = { folded.at, cut }, last = { folded.at + cut + 1, folded.len - cut - 1 };
    if (!space || memchr(last.at, ' ', last.len))
        return;
    gazetteer_stem stems[STEMS];
    size_t n = gazetteer_stems(m->g, first, stems, STEMS);
    char form[2 * FOLD + 64];
    n = n < STEMS ? n : STEMS;
    for (size_t i = 0; i <= n && !w->n; i++) {
        str base = base_form(m, first, stems, n, i, form, FOLD);
        if (base.len < 2 || !gazetteer_begins(m->g, base))
            continue;
        if (base.at != form)
            memcpy(form, base.at, base.len);
        form[base.len] = ' ';
        find_lasts(m, w, form, base.len + 1, last);
    }
}

static size_t count_words(str s)
{
    size_t n = s.len > 0;
    for (size_t i = 0; i < s.len; i++)
        n += s.at[i] == ' ' || s.at[i] == '-';
    return n;
}

/* Whether a name begins as several words do: with the first one, or with a form that an
   ending of any language was taken from, and then with the first letters of the second,
   which any form of it keeps. All others are no inflected names. */
static bool begins_inflected(const learner *m, str folded)
{
    enum { ALL = 2 * STEMS, KEPT = 2 };
    gazetteer_stem stems[ALL];
    char form[2 * FOLD + 64];
    str first = str_cut(&folded, ' '), second = text_head(str_cut(&folded, ' '), KEPT);
    size_t n = gazetteer_stems(m->g, first, stems, ALL);
    for (size_t i = 0; i <= n && i <= ALL; i++) { /* the word itself comes last */
        bool itself = i == n || i == ALL;
        str instead = itself ? (str){ 0 } : stems[i].instead;
        size_t keep = itself ? first.len : stems[i].keep, len = keep + instead.len;
        if (len + 1 + second.len > sizeof form)
            return true;
        memcpy(form, first.at, keep);
        if (instead.len)
            memcpy(form + keep, instead.at, instead.len);
        form[len++] = ' ';
        memcpy(form + len, second.at, second.len);
        if (gazetteer_begins_so(m->g, (str){ form, len + second.len }))
            return true;
    }
    return false;
}

/* Several words of which more than the last may have an ending. */
static void find_phrase(const learner *m, memory_word *w, str written)
{
    geocode_answer answers[2];
    geocode_query query = { .text = written, .lang = m->lang, .spelled = true };
    size_t n = geocode_find(m->g, &query, answers, 2);
    for (size_t i = 0; i < n; i++) {
        if (answers[i].rule != GEOCODE_INFLECTED || answers[i].confidence < .3)
            continue;
        if (count_words(answers[i].name) != count_words(written))
            continue; /* "Китайской границы" is not China */
        gazetteer_place p = gazetteer_at(m->g, answers[i].place);
        memory_place place =
            place_of(answers[i].place, &p, MEMORY_INFLECTED | MEMORY_SAME);
        place.importance -= INFLECTED;
        add(w, place);
    }
}

/* Of a short word or several words with marks only what has the same, "Từ" is not "Tu",
   and what is as important as this. */
static void keep_same(memory_word *w, float importance)
{
    uint8_t kept = 0;
    for (size_t i = 0; i < w->n; i++)
        if (w->at[i].flags & MEMORY_SAME ||
            (w->at[i].flags & MEMORY_PLAIN && w->at[i].importance >= importance))
            w->at[kept++] = w->at[i];
    w->n = kept;
}

/* "Палу": Palu, or a form of "Пала"; less likely the former when the latter is what the
   language calls a place. */
static void hear_beside(const learner *m, memory_word *w, str folded)
{
    bool own = false;
    for (uint8_t i = 0; i < w->n; i++)
        own = own || w->at[i].flags & MEMORY_OWN;
    find_sound(m, w, folded);
    memory_word all = *w;
    w->n = own ? 0 : w->n;
    for (uint8_t i = 0; own && i < all.n; i++) {
        all.at[i].importance -= all.at[i].flags & MEMORY_SOUND ? LONGER : 0;
        add(w, all.at[i]);
    }
}

static bool has_same(const memory_word *w)
{
    for (size_t i = 0; i < w->n; i++)
        if (w->at[i].flags & MEMORY_SAME)
            return true;
    return false;
}

/* Forms of a text of several words that is no name itself. */
static void find_phrases(const learner *m, memory_word *w, str folded, str written)
{
    find_pair(m, w, folded);
    bool joined = count_words(written) != count_words(folded);
    if (!w->n && (joined || begins_inflected(m, folded)))
        find_phrase(m, w, written);
}

/* What is written is a form of a name, or sounds like one. endings: in a script that is
   written otherwise than the international names. */
static void find_other(const learner *m, memory_word *w, str folded, str written,
                       bool endings)
{
    bool phrase = memchr(folded.at, ' ', folded.len) != NULL;
    memory_word alike = *w; /* "Софии" is a form of "София" before it is "Софий" */
    w->n = 0;
    find_forms(m, w, folded);
    if (alike.n) {
        *w = w->n ? *w : alike;
        return;
    }
    if (!w->n && phrase && endings)
        find_phrases(m, w, folded, written);
    if (!endings || !is_titled(written))
        return;
    if (!w->n)
        hear(m, w, folded);
    else if (!phrase && !(w->at[0].flags & MEMORY_ADJECTIVE))
        hear_beside(m, w, folded);
}

void learn_word(const learner *m, str written, memory_word *w)
{
    char room[FOLD], lower[FOLD];
    str folded = { room, text_fold(written, room, sizeof room) };
    *w = (memory_word){ .len = (uint8_t)written.len };
    memcpy(w->text, written.at, written.len);
    memcpy(w->lang, m->lang, sizeof w->lang);
    if (!folded.len || folded.len > sizeof room)
        return;
    size_t len = text_lower(written, lower, sizeof lower);
    w->marked = len != folded.len && len <= sizeof lower && !is_plain(written);
    w->begins = gazetteer_begins(m->g, folded);
    if (w->begins)
        find(m, w, folded, written, 0);
    bool phrase = memchr(folded.at, ' ', folded.len) != NULL;
    if (w->marked && (phrase || text_count(written) < LONG))
        keep_same(w, phrase ? GREAT : 1);
    bool endings = (unsigned char)folded.at[folded.len - 1] >= 0x80;
    if (!w->n || (endings && !has_same(w)))
        find_other(m, w, folded, written, endings);
}
