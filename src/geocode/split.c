/* A text into the parts that name places. */
#include "geocode/finder.h"
#include "text/fold.h"
#include "text/utf8.h"

enum { TOKENS = 16, PHRASE = 3, ROOM = 512 };

static const uint32_t KINDS = (1u << GAZETTEER_KINDS) - 1;
static const uint32_t LINES = 1u << GAZETTEER_ROAD | 1u << GAZETTEER_LINE;

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

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t add_part(match_part *parts, size_t n, str text, match_role role)
{
    text = str_trim(text);
    if (!text.len || n == MATCH_PARTS)
        return n;
    parts[n] = (match_part){ text, n ? role : MATCH_NAME };
    return n + 1;
}

/* A dash may join the ends of a road or a border instead: "Baku - Tbilisi road". */
static bool is_line(const gazetteer *g, str text)
{
    char room[ROOM];
    size_t len = text_fold(text, room, sizeof room), first = 0;
    if (len > sizeof room)
        return false;
    while (first < len && room[first] != ' ')
        first++;
    size_t last = len;
    while (last && room[last - 1] != ' ')
        last--;
    uint32_t bits = finder_type(g, (str){ room, first }, GAZETTEER_BEFORE) |
                    finder_type(g, (str){ room + last, len - last }, GAZETTEER_AFTER);
    return bits & (LINES | GAZETTEER_BETWEEN);
}

/* What the code point at a place of the text separates; 0: nothing. */
static int separates(const gazetteer *g, str text, const char *at, str rest, uint32_t c)
{
    bool inner = at > text.at && rest.len;
    if (is_dash(c) && inner && at[-1] == ' ' && rest.at[0] == ' ')
        return is_line(g, text) ? 0 : MATCH_WITHIN;
    if (c == ',' && inner && is_digit(at[-1]) && is_digit(rest.at[0]))
        return 0; /* "2,5 km" */
    return separator(c);
}

size_t match_split(const gazetteer *g, str text, match_part parts[MATCH_PARTS])
{
    size_t n = 0;
    if (!text.len)
        return 0;
    str rest = text, part = { text.at, 0 };
    match_role role = MATCH_NAME;
    while (rest.len) {
        const char *at = rest.at;
        uint32_t c = text_next(&rest);
        int sep = separates(g, text, at, rest, c);
        if (!sep)
            continue;
        part.len = (size_t)(at - part.at);
        n = add_part(parts, n, part, role);
        part = (str){ rest.at, 0 };
        role = (match_role)sep;
    }
    part.len = (size_t)(text.at + text.len - part.at);
    return add_part(parts, n, part, role);
}

/* A part without separators in it, word by word. */
typedef struct cutter {
    const gazetteer *g;
    str tokens[TOKENS];
    size_t n;
} cutter;

static bool cut_tokens(cutter *s, str text)
{
    s->n = 0;
    while (text.len && s->n < TOKENS) {
        str token = str_cut(&text, ' ');
        if (token.len)
            s->tokens[s->n++] = token;
    }
    return !text.len;
}

static str tokens_of(const cutter *s, size_t first, size_t end)
{
    return finder_span_of(s->tokens, first, end);
}

/* The fold of tokens first to end; empty when it is too long. */
static str fold(const cutter *s, size_t first, size_t end, char room[ROOM])
{
    size_t len = first < end ? text_fold(tokens_of(s, first, end), room, ROOM) : 0;
    return (str){ room, len > ROOM ? 0 : len };
}

static bool is_name(const cutter *s, size_t first, size_t end)
{
    char room[ROOM];
    return gazetteer_find(s->g, fold(s, first, end, room), NULL, 0) > 0;
}

/* The tokens name a country or a unit of the first order. */
static bool is_wide(const cutter *s, size_t first, size_t end, uint32_t kinds)
{
    char room[ROOM];
    gazetteer_hit hits[4];
    size_t n = gazetteer_find(s->g, fold(s, first, end, room), hits, 4);
    for (size_t i = 0; i < n && i < 4; i++)
        if (!hits[i].adjective && kinds & 1u << gazetteer_at(s->g, hits[i].place).kind)
            return true;
    return false;
}

/* The kinds and relations of tokens in one of their forms. */
static uint32_t says(const cutter *s, size_t first, size_t end, gazetteer_side side)
{
    char room[ROOM];
    return finder_type(s->g, fold(s, first, end, room), side);
}

/* The kinds that the words at the ends of the tokens imply. */
static uint32_t marks(const cutter *s, size_t first, size_t end)
{
    if (end - first < 2)
        return 0;
    return (says(s, first, first + 1, GAZETTEER_BEFORE) |
            says(s, end - 1, end, GAZETTEER_AFTER)) &
           KINDS;
}

/* Nothing but a word for a kind or a relation. */
static bool is_word(const cutter *s, size_t first, size_t end)
{
    return says(s, first, end, GAZETTEER_BEFORE) || says(s, first, end, GAZETTEER_AFTER);
}

typedef struct cut {
    size_t end, next; /* tokens before and from */
    bool name_last;
} cut;

static bool cut_at(cut *out, size_t end, size_t next, bool name_last)
{
    *out = (cut){ end, next, name_last };
    return true;
}

/* "Goma Congo", "Congo Goma" */
static bool cut_at_wide(const cutter *s, cut *out)
{
    const uint32_t country = 1u << GAZETTEER_COUNTRY,
                   wide = country | 1u << GAZETTEER_ADMIN1;
    for (size_t k = 1; k <= PHRASE && k < s->n; k++)
        if (is_wide(s, s->n - k, s->n, wide) &&
            (is_name(s, 0, s->n - k) || marks(s, 0, s->n - k)))
            return cut_at(out, s->n - k, s->n - k, false);
    for (size_t k = 1; k < PHRASE && k < s->n; k++)
        if (is_wide(s, 0, k, country) && is_name(s, k, s->n))
            return cut_at(out, k, k, true);
    return false;
}

/* "Rami village in Idlib", "thủ đô Brussels của Bỉ" */
static bool cut_at_in(const cutter *s, cut *out)
{
    for (size_t i = 1; i + 1 < s->n; i++) {
        uint32_t bits = says(s, i, i + 1, GAZETTEER_BEFORE);
        bool of = bits & GAZETTEER_OF && (marks(s, 0, i) || marks(s, i + 1, s->n));
        if ((bits & GAZETTEER_IN || of) && !is_word(s, 0, i) &&
            !is_word(s, i - 1, i + 1) && !is_word(s, i + 1, s->n))
            return cut_at(out, i, i + 1, false);
        if (bits & GAZETTEER_RELATIONS & ~(uint32_t)(GAZETTEER_IN | GAZETTEER_OF))
            return false; /* "5 km north of X" */
    }
    return false;
}

static bool is_area(uint32_t kinds)
{
    return kinds && !(kinds & 1u << GAZETTEER_SETTLEMENT);
}

/* Behind a type word that follows its name. */
static bool cut_behind(const cutter *s, size_t i, cut *out)
{
    uint32_t kinds = says(s, i, i + 1, GAZETTEER_AFTER) & KINDS;
    uint32_t others = marks(s, i + 1, s->n);
    if (!kinds || is_word(s, i + 1, s->n) || is_word(s, 0, i))
        return false;
    if (!others && !is_name(s, i + 1, s->n))
        return false;
    return cut_at(out, i + 1, i + 1, is_area(kinds) && !is_area(others));
}

/* Before a type word that its name follows. */
static bool cut_before(const cutter *s, size_t i, cut *out)
{
    uint32_t kinds = says(s, i, i + 1, GAZETTEER_BEFORE) & KINDS;
    uint32_t others = marks(s, 0, i);
    if (!kinds || is_word(s, i, s->n) || is_word(s, 0, i))
        return false;
    if (!others && !is_name(s, 0, i))
        return false;
    return cut_at(out, i, i, is_area(others) && !is_area(kinds));
}

/* "Rami village Idlib province", "Xocalı rayonunun Xankəndi kəndi", "làng Talış huyện
   Tərtər" */
static bool cut_at_type(const cutter *s, cut *out)
{
    bool ahead = says(s, 0, 1, GAZETTEER_BEFORE) & KINDS;
    bool behind = says(s, s->n - 1, s->n, GAZETTEER_AFTER) & KINDS;
    for (size_t i = 1; i + 1 < s->n; i++) {
        bool first = ahead && !behind;
        if (first ? cut_before(s, i, out) || cut_behind(s, i, out)
                  : cut_behind(s, i, out) || cut_before(s, i, out))
            return true;
    }
    return false;
}

static bool is_adjective(const cutter *s, size_t i)
{
    char room[ROOM];
    gazetteer_stem stems[8];
    size_t n = gazetteer_stems(s->g, fold(s, i, i + 1, room), stems, 8);
    for (size_t k = 0; k < n && k < 8; k++)
        if (stems[k].adjective)
            return true;
    return false;
}

/* "село Талыш Тертерского района" */
static bool cut_at_adjective(const cutter *s, cut *out)
{
    size_t n = s->n;
    if (n < 3 || !is_area(says(s, n - 1, n, GAZETTEER_AFTER) & KINDS) ||
        !is_adjective(s, n - 2) || is_word(s, 0, n - 2))
        return false;
    return (marks(s, 0, n - 2) || is_name(s, 0, n - 2)) &&
           cut_at(out, n - 2, n - 2, false);
}

static bool cut_once(const gazetteer *g, str text, str *name, str *within)
{
    cutter s = { .g = g };
    cut c;
    if (!cut_tokens(&s, text) || s.n < 2 || is_name(&s, 0, s.n))
        return false;
    bool two = s.n > 2 && (cut_at_in(&s, &c) || cut_at_wide(&s, &c) ||
                           cut_at_type(&s, &c) || cut_at_adjective(&s, &c));
    if (!two && !(s.n == 2 && cut_at_wide(&s, &c)))
        return false;
    str first = tokens_of(&s, 0, c.end), second = tokens_of(&s, c.next, s.n);
    *name = c.name_last ? second : first;
    *within = c.name_last ? first : second;
    return true;
}

size_t match_cut(const gazetteer *g, str part, str pieces[MATCH_PIECES])
{
    size_t n = 1;
    pieces[0] = part;
    /* The name may be cut again, and what it lies in. */
    for (size_t i = 0; i < 2 && n < MATCH_PIECES; i++) {
        str name, within;
        if (i >= n || !cut_once(g, pieces[i], &name, &within))
            continue;
        pieces[i] = name;
        pieces[n++] = within;
    }
    return n;
}
