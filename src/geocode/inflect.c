/* Base forms: "Нагорного Карабаха", "Bakının", "თბილისში". */
#include "geocode/finder.h"
#include "text/utf8.h"

#include <math.h>
#include <string.h>

enum {
    WORDS = 6,
    STEMS = 24,
    ALL_STEMS = 48,
    STEMS_OF_PAIR = 8,
    STEMS_OF_TYPE = 8,
    SHORTEST_TYPE = 4,
    SHORT_FORM = 4
};

/* How far a name that an ending was taken from is believed, and one that the ending
   makes an adjective of. */
static const double BELIEVED = .9, ADJECTIVE = .7;
/* The same of a form for which more was cut off than for one that is a name. */
static const double LESS_KEPT = .3;
/* The same of one of three letters: any word begins like that. */
static const double TOO_SHORT = .1;

/* Letters that, among the languages that put endings to names in Latin letters, tell
   the ones that do. */
static bool is_telling(uint32_t c)
{
    switch (c) {
    case 0x0131: /* dotless i */
    case 0x0130:
    case 0x0259: /* schwa */
    case 0x018F:
    case 0x011F: /* g with breve */
    case 0x011E:
    case 0x015F: /* s with cedilla */
    case 0x015E:
        return true;
    default:
        return false;
    }
}

/* Endings of Latin letters are short and many names end like that; without a word on
   the language or a letter that tells it, they hardly count. */
double finder_fit(const finder *f, str folded, const gazetteer_stem *stem)
{
    bool latin = (unsigned char)folded.at[folded.len - 1] < 0x80;
    bool same = f->lang && !strcmp(f->lang, stem->lang), told = !latin;
    for (str rest = f->written; rest.len && !told;) {
        uint32_t c = text_next(&rest);
        bool apostrophe = c == '\'' || c == 0x2019;
        told = is_telling(c) || (apostrophe && !stem->adjective);
    }
    if (same)
        return told ? 1 : .3;
    if (told)
        return latin ? .8 : .9;
    bool other = f->lang && f->lang[0];
    return other || folded.len - stem->keep < 2 ? 0 : .005;
}

uint32_t finder_type(const gazetteer *g, str phrase, gazetteer_side side)
{
    uint32_t bits = gazetteer_type(g, phrase, side);
    size_t last = phrase.len;
    while (last && phrase.at[last - 1] != ' ')
        last--;
    gazetteer_stem stems[STEMS_OF_TYPE];
    str word = { phrase.at + last, phrase.len - last };
    if (bits || phrase.len > FINDER_FORM || text_count(word) <= SHORTEST_TYPE)
        return bits;
    size_t n = gazetteer_stems(g, word, stems, STEMS_OF_TYPE);
    char room[FINDER_FORM + 64];
    for (size_t i = 0; i < n && i < STEMS_OF_TYPE && !bits; i++) {
        size_t len = last + stems[i].keep;
        if (stems[i].adjective || len + stems[i].instead.len > sizeof room)
            continue;
        memcpy(room, phrase.at, len);
        if (stems[i].instead.len)
            memcpy(room + len, stems[i].instead.at, stems[i].instead.len);
        str form = { room, len + stems[i].instead.len };
        bool whole = text_count(form) >= SHORTEST_TYPE;
        bits = whole ? gazetteer_type(g, form, side) & (uint32_t)~GAZETTEER_RELATIONS : 0;
    }
    return bits;
}

typedef struct word_stems {
    gazetteer_stem at[STEMS];
    double fit[STEMS];
    size_t n;
} word_stems;

static void read_stems(const finder *f, str word, word_stems *out)
{
    gazetteer_stem all[ALL_STEMS];
    size_t n = gazetteer_stems(f->g, word, all, ALL_STEMS);
    n = n < ALL_STEMS ? n : ALL_STEMS;
    double best = 0;
    for (size_t i = 0; i < n; i++)
        best = fmax(best, finder_fit(f, word, &all[i]));
    out->n = 0;
    for (size_t i = 0; i < n && out->n < STEMS; i++) {
        /* Where the language of the text has an ending, no other's counts. */
        double fit = finder_fit(f, word, &all[i]);
        if (fit <= 0 || fit < best)
            continue;
        out->at[out->n] = all[i];
        out->fit[out->n++] = fit;
    }
}

/* The text with some words in a base form: stem[i] is the one of word i, or NULL. */
static void add_form(finder_forms *out, const str *words, size_t n,
                     const gazetteer_stem *const stem[WORDS], double fit)
{
    char *start = out->room + out->used;
    size_t room = sizeof out->room - out->used, len = 0;
    finder_form form = { .fit = fit };
    if (out->n == FINDER_FORMS)
        return;
    for (size_t i = 0; i < n; i++) {
        str end = stem[i] ? stem[i]->instead : (str){ "", 0 };
        size_t keep = stem[i] ? stem[i]->keep : words[i].len;
        if (len + keep + end.len + 1 > room)
            return;
        if (i)
            start[len++] = ' ';
        memcpy(start + len, words[i].at, keep);
        if (end.len)
            memcpy(start + len + keep, end.at, end.len);
        len += keep + end.len;
        form.kept += keep;
        form.adjective = form.adjective || (stem[i] && stem[i]->adjective);
        form.instead = i + 1 == n ? end.len : 0;
    }
    form.folded = (str){ start, len };
    for (size_t i = 0; i < out->n; i++)
        if (str_eq(out->at[i].folded, form.folded))
            return;
    out->at[out->n++] = form;
    out->used += len;
}

static void inflect_one(finder_forms *out, const str *words, size_t n, size_t which,
                        const word_stems *stems)
{
    const gazetteer_stem *stem[WORDS] = { 0 };
    for (size_t i = 0; i < stems[which].n; i++) {
        stem[which] = &stems[which].at[i];
        add_form(out, words, n, stem, stems[which].fit[i]);
    }
}

/* Two words that agree are of one language. */
static void inflect_two(finder_forms *out, const str *words, size_t n,
                        const size_t which[2], const word_stems *stems)
{
    const gazetteer_stem *stem[WORDS] = { 0 };
    const word_stems *a = &stems[which[0]], *b = &stems[which[1]];
    for (size_t i = 0; i < a->n && i < STEMS_OF_PAIR; i++)
        for (size_t k = 0; k < b->n && k < STEMS_OF_PAIR; k++) {
            if (strcmp(a->at[i].lang, b->at[k].lang) != 0)
                continue;
            stem[which[0]] = &a->at[i];
            stem[which[1]] = &b->at[k];
            add_form(out, words, n, stem, a->fit[i]);
        }
}

void finder_inflect(const finder *f, str folded, finder_forms *out)
{
    out->n = out->used = 0;
    str words[WORDS], rest = folded;
    word_stems stems[WORDS];
    size_t n = 0;
    if (folded.len > FINDER_FORM)
        return;
    for (; rest.len && n < WORDS; n++) {
        words[n] = str_cut(&rest, ' ');
        read_stems(f, words[n], &stems[n]);
    }
    if (rest.len || !n)
        return;
    inflect_one(out, words, n, n - 1, stems);
    if (n > 1)
        inflect_one(out, words, n, 0, stems);
    if (n > 1)
        inflect_two(out, words, n, (const size_t[]){ 0, n - 1 }, stems);
    if (n > 2)
        inflect_two(out, words, n, (const size_t[]){ 0, 1 }, stems);
    for (size_t i = 1; i + 1 < n; i++)
        inflect_one(out, words, n, i, stems);
}

/* Those that keep more of what is written come first. */
static void sort_forms(finder_forms *forms)
{
    for (size_t i = 1; i < forms->n; i++) {
        finder_form moving = forms->at[i];
        size_t at = i;
        for (; at > 0 && forms->at[at - 1].kept < moving.kept; at--)
            forms->at[at] = forms->at[at - 1];
        forms->at[at] = moving;
    }
}

static void find_forms(finder *f, str folded, uint32_t kinds, double trust)
{
    finder_forms forms;
    size_t kept = 0;
    finder_inflect(f, folded, &forms);
    sort_forms(&forms);
    for (size_t i = 0; i < forms.n; i++) {
        const finder_form *form = &forms.at[i];
        double believed = form->adjective ? ADJECTIVE : BELIEVED;
        size_t letters = text_count(form->folded);
        if (form->kept < kept)
            believed *= LESS_KEPT;
        if (letters < SHORT_FORM)
            believed *= TOO_SHORT;
        finder_way way = { .kinds = kinds,
                           .factor = form->fit * believed * trust,
                           .rule = GEOCODE_INFLECTED,
                           .sure = letters < SHORT_FORM ? .6
                                   : letters > 4        ? .97
                                                        : .9,
                           .adjective = form->adjective,
                           .instead = form->instead };
        if (finder_exact(f, form->folded, &way) && form->kept > kept)
            kept = form->kept;
    }
}

void finder_inflected(finder *f)
{
    double trust = finder_trust(f, .8);
    for (size_t i = 0; i < f->n_spans; i++)
        find_forms(f, f->spans[i].folded, f->spans[i].kinds, trust);
    find_forms(f, f->folded, 0, trust);
}
