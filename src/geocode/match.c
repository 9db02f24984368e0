#include "geocode/match.h"

#include "base/limits.h"
#include "text/fold.h"
#include "text/utf8.h"

#include <string.h>

enum { FOLD_ROOM = LIMIT_NAME * 4, MOST_WORDS = 24, TYPE_WORDS = 3 };

/* What stands between parts; 0 for a code point that is no separator. */
static int separator(uint32_t c)
{
    switch (c) {
    case ',':
    case ';':
    case '(':
    case ')':
    case '[':
    case ']':
    case '\n':
    case 0x060C: /* Arabic comma */
    case 0x3001: /* ideographic comma */
    case 0xFF0C: /* full-width comma and brackets */
    case 0xFF08:
    case 0xFF09:
        return MATCH_WITHIN;
    case '/':
    case '|':
        return MATCH_OTHER;
    default:
        return 0;
    }
}

static bool is_dash(uint32_t c)
{
    return c == '-' || c == 0x2013 || c == 0x2014;
}

static size_t add_part(match_part *parts, size_t n, str text, match_role role)
{
    text = str_trim(text);
    if (!text.len || n == MATCH_PARTS)
        return n;
    parts[n] = (match_part){ text, n ? role : MATCH_NAME };
    return n + 1;
}

size_t match_split(str text, match_part parts[MATCH_PARTS])
{
    size_t n = 0;
    if (!text.len)
        return 0;
    str rest = text, part = { text.at, 0 };
    match_role role = MATCH_NAME;
    while (rest.len) {
        const char *at = rest.at;
        uint32_t c = text_next(&rest);
        int sep = separator(c);
        bool dash =
            is_dash(c) && at > text.at && at[-1] == ' ' && rest.len && rest.at[0] == ' ';
        if (!sep && !dash)
            continue;
        part.len = (size_t)(at - part.at);
        n = add_part(parts, n, part, role);
        part = (str){ rest.at, 0 };
        role = dash ? MATCH_WITHIN : (match_role)sep;
    }
    part.len = (size_t)(text.at + text.len - part.at);
    return add_part(parts, n, part, role);
}

typedef struct finder {
    const gazetteer *g;
    const char *lang;
    str written; /* the part as it stands */
    bool plain;  /* it is ASCII: the writer may have had no other letters */
    match *out;
    size_t n;
} finder;

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

/* Names of another spelling have the same fold; the same spelling is worth more, and
   letters beyond ASCII that agree say as much as a language does. The preferred name
   and an English one, which serve between languages, are worth more than one that is of
   another language, or that a settlement has for no stated reason: such names are at
   times another place's. */
static double spelling(const finder *f, const gazetteer_hit *hit,
                       const gazetteer_place *place)
{
    bool same = contains(f->written, hit->name);
    double v = same ? 1 : f->plain ? .97 : .6;
    bool international = str_eq(hit->name, place->name) || !strcmp(hit->lang, "en");
    if (international || (same && !f->plain && hit->lang[0]))
        return v;
    if (!hit->lang[0])
        /* A plain spelling that no language claims is often a declined form or an
           airport's; one in a script of its own seldom is. */
        return place->kind == GAZETTEER_SETTLEMENT ? v * (f->plain ? .22 : .5) : v;
    if (!f->lang || !f->lang[0])
        return v * .16;
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

static match judge_kind(match m, uint32_t kinds)
{
    m.kinds = kinds;
    if (!kinds)
        return m;
    if (kinds & 1u << m.at.kind) {
        m.rule = GEOCODE_TYPED;
        m.quality *= .98;
    } else if (is_area(kinds) && m.at.kind == GAZETTEER_SETTLEMENT) {
        m.rule = GEOCODE_WIDENED;
        m.quality *= .5;
    } else {
        m.rule = GEOCODE_TYPED;
        m.quality *= .01;
    }
    return m;
}

static void add_match(finder *f, match m)
{
    for (size_t i = 0; i < f->n; i++)
        if (f->out[i].at.index == m.at.index) {
            if (m.quality > f->out[i].quality)
                f->out[i] = m;
            return;
        }
    if (f->n < MATCH_MOST)
        f->out[f->n++] = m;
}

static void add_hits(finder *f, str folded, uint32_t kinds)
{
    gazetteer_hit hits[MATCH_MOST];
    size_t n = gazetteer_find(f->g, folded, hits, MATCH_MOST);
    for (size_t i = 0; i < n && i < MATCH_MOST; i++) {
        match m = { .at = gazetteer_at(f->g, hits[i].place),
                    .name = hits[i].name,
                    .rule = GEOCODE_WHOLE };
        m.quality = spelling(f, &hits[i], &m.at);
        add_match(f, judge_kind(m, kinds));
    }
}

/* Words from first up to, not including, end; they stand with one space between. */
static str span(const str *words, size_t first, size_t end)
{
    const char *start = words[first].at, *stop = words[end - 1].at + words[end - 1].len;
    return (str){ start, (size_t)(stop - start) };
}

/* The part without type words before it, after it, or both. */
static void add_typed(finder *f, const str *words, size_t n)
{
    for (size_t before = 0; before <= TYPE_WORDS && before < n; before++) {
        uint32_t ahead =
            before ? gazetteer_type(f->g, span(words, 0, before), GAZETTEER_BEFORE) : 0;
        if (before && !ahead)
            continue;
        for (size_t after = 0; after <= TYPE_WORDS && before + after < n; after++) {
            uint32_t behind =
                after ? gazetteer_type(f->g, span(words, n - after, n), GAZETTEER_AFTER)
                      : 0;
            if (before + after && (!after || behind))
                add_hits(f, span(words, before, n - after), ahead | behind);
        }
    }
}

/* The town does not stand for the area when the area itself is known. */
static void weaken_widened(finder *f)
{
    bool known = false;
    for (size_t i = 0; i < f->n; i++)
        known = known || (f->out[i].kinds & 1u << f->out[i].at.kind);
    for (size_t i = 0; i < f->n && known; i++)
        if (f->out[i].rule == GEOCODE_WIDENED)
            f->out[i].quality *= .01;
}

size_t match_find(const gazetteer *g, str part, const char *lang, match *out)
{
    char room[FOLD_ROOM];
    if (part.len > LIMIT_NAME)
        return 0;
    size_t len = text_fold(part, room, sizeof room);
    if (!len || len > sizeof room)
        return 0;
    finder f = {
        .g = g, .lang = lang, .written = part, .plain = is_ascii(part), .out = out
    };
    add_hits(&f, (str){ room, len }, 0);
    str words[MOST_WORDS], rest = { room, len };
    size_t n = 0;
    while (rest.len && n < MOST_WORDS)
        words[n++] = str_cut(&rest, ' ');
    if (!rest.len && n > 1)
        add_typed(&f, words, n);
    weaken_widened(&f);
    return f.n;
}
