#include "article/part.h"

enum {
    DATELINE_MOST = 18,
    CORRESPONDENT_MOST = 20,
    NAME_WORDS = 4,
    CREDIT_MOST = 24,
    CREDIT_FAR = 64,
    LINK_MOST = 40,
    LEAD_WORDS = 10,
    LINK_LEAST = 5
};

typedef struct opening {
    bool agency, upper;
    bool within; /* behind a comma stands what the place lies in: "TBILISI, Georgia" */
    int depth;
    uint32_t words;
} opening;

/* Take one token of what may be a dateline; false when it is none. */
static bool take(const article_reader *r, uint32_t i, uint32_t end, opening *o)
{
    const text_token *t = &r->x->tokens[i];
    uint16_t marks = r->marks[i];
    if (t->shape == TEXT_MARK) {
        uint32_t c = article_sign(r, i);
        o->depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        o->within |= c == ',';
        return o->depth >= 0 && (c == ',' || c == '.' || c == '(' || c == ')' ||
                                 c == '/' || c == '|' || c == '&');
    }
    o->agency |= (marks & MARK_AGENCY) != 0;
    if (t->shape == TEXT_NUMBER)
        return true;
    if (!o->words++)
        o->upper = t->shape == TEXT_UPPER && t->len > 2 && !(marks & MARK_AGENCY);
    /* A small letter is a month's: it stands at a number. */
    bool month = o->words > 1 && (t[-1].shape == TEXT_NUMBER ||
                                  (i + 1 < end && t[1].shape == TEXT_NUMBER));
    bool small = t->shape == TEXT_LOWER && !month &&
                 !(marks & (MARK_TIME | MARK_AGENCY | MARK_ABBREVIATION));
    if (small && !o->depth)
        return false;
    if (!(marks & (MARK_TIME | MARK_AGENCY)) && !o->depth && !month && !o->within)
        o->upper &= t->shape == TEXT_UPPER;
    return true;
}

/* Whether body text follows. */
static bool body_follows(const article_reader *r, uint32_t i, uint32_t end,
                         uint32_t least)
{
    if (end - i < least)
        return false;
    while (i < end && r->x->tokens[i].shape == TEXT_MARK)
        i++;
    return i < end && r->x->tokens[i].shape != TEXT_LOWER;
}

/* "— RIA Novosti." behind a dateline is of it. */
static uint32_t agency_end(const article_reader *r, uint32_t first, uint32_t end)
{
    uint32_t i = first;
    while (i < end && (r->marks[i] & MARK_AGENCY))
        i++;
    bool ends =
        i > first && i < end &&
        (article_sign(r, i) == '.' || article_sign(r, i) == ':' || article_is_dash(r, i));
    return ends && body_follows(r, i + 1, end, 5) ? i + 1 : first;
}

/* Behind the dash of a dateline, and behind an agency that follows it; 0: it is the dash
   of a sentence. */
static uint32_t dash_end(const article_reader *r, uint32_t dash, uint32_t end,
                         const opening *o)
{
    uint32_t next = dash + 1;
    while (next < end && article_is_dash(r, next))
        next++;
    if (!o->words || o->depth)
        return 0;
    uint32_t agency = agency_end(r, next, end);
    if (o->agency)
        return body_follows(r, next, end, 5) ? agency : 0;
    bool upper = o->upper && next < end && r->x->tokens[next].shape != TEXT_UPPER;
    return agency > next || (upper && body_follows(r, next, end, 12)) ? agency : 0;
}

/* A colon, or the stop behind an agency: "/Korr. TASS Ivan Petrov/." as well. */
static bool closes_dateline(const article_reader *r, uint32_t first, uint32_t i)
{
    uint32_t c = article_sign(r, i);
    bool signed_off =
        i > first && ((r->marks[i - 1] & MARK_AGENCY) || article_sign(r, i - 1) == '/');
    return c == ':' || (c == '.' && signed_off);
}

uint32_t article_dateline_end(const article_reader *r, uint32_t first, uint32_t end)
{
    opening o = { 0 };
    uint32_t last = end - first > DATELINE_MOST ? first + DATELINE_MOST : end;
    for (uint32_t i = first; i < last; i++) {
        bool known = o.agency && !o.depth;
        if (known && closes_dateline(r, first, i) && body_follows(r, i + 1, end, 5))
            return i + 1;
        if (article_is_dash(r, i)) {
            uint32_t behind = dash_end(r, i, end, &o);
            return behind ? behind : first;
        }
        if (!take(r, i, end, &o))
            return first;
    }
    bool whole = last == end && o.agency && !o.depth && o.words > 2 &&
                 (r->marks[end - 1] & MARK_AGENCY) && !(r->marks[first] & MARK_AGENCY) &&
                 end - first > 4;
    return whole ? end : first;
}

/* Only the name of the correspondent is left. */
static bool names_follow(const article_reader *r, uint32_t i, uint32_t end)
{
    if (end - i > NAME_WORDS + 1)
        return false;
    for (; i < end; i++)
        if (article_is_word(r, i) && !article_is_capital(r, i))
            return false;
    return true;
}

uint32_t article_correspondent_end(const article_reader *r, uint32_t first, uint32_t end)
{
    uint32_t last = end - first > CORRESPONDENT_MOST ? first + CORRESPONDENT_MOST : end;
    uint32_t at = first;
    bool comma = false;
    while (at < last && at < first + 8 && !(r->marks[at] & MARK_CORRESPONDENT_START))
        comma |= article_sign(r, at++) == ',';
    if (at >= last || at >= first + 8 || (at > first && !comma))
        return first;
    for (uint32_t i = at; i < last; i++) {
        uint32_t c = article_sign(r, i);
        if (c == ':' || c == ',' || (c == '.' && i + 1 == end))
            return names_follow(r, i + 1, end) ? end : i + 1;
        if (c && c != '(' && c != ')' && c != '/')
            return first;
    }
    return first;
}

/* What stands between "Photo" and whose it is. */
static bool is_colon(const article_reader *r, uint32_t i)
{
    uint32_t c = article_sign(r, i);
    return c == ':' || c == '/' || c == 0x55D || c == '`' || c == 0xFF1A || c == 0xA9;
}

static bool is_joiner(const article_reader *r, uint32_t i)
{
    uint32_t c = article_sign(r, i);
    return c == '/' || c == '&' || c == ',' || c == '|' || c == '+' || c == ';' ||
           article_is_dash(r, i);
}

/* An agency among the names of a credit; *joined: another name follows, at the end. */
static uint32_t agency_in_names(const article_reader *r, uint32_t i, uint32_t end,
                                bool *joined)
{
    while (i < end && (r->marks[i] & MARK_AGENCY))
        i++;
    *joined = i + 1 < end && (is_joiner(r, i) || r->x->tokens[i].gap == TEXT_HYPHEN) &&
              (article_is_capital(r, i + 1) || (r->marks[i + 1] & MARK_AGENCY));
    return *joined ? i + is_joiner(r, i) : i;
}

static bool is_name(const article_reader *r, uint32_t i, bool first)
{
    const text_token *t = &r->x->tokens[i];
    bool common = !first && (r->marks[i] & MARK_COMMON_START) && t->gap <= TEXT_SPACE;
    return article_is_word(r, i) && !common &&
           (article_is_capital(r, i) || t->shape == TEXT_UNCASED);
}

/* The names behind "Photo:". */
static uint32_t names_end(const article_reader *r, uint32_t begin, uint32_t end)
{
    const text_token *t = r->x->tokens;
    uint32_t names = 0, i = begin;
    while (i < end) {
        bool joined = false;
        if (r->marks[i] & MARK_AGENCY) {
            i = agency_in_names(r, i, end, &joined);
            if (!joined)
                return i;
            names = 0;
        } else if (is_joiner(r, i) && i + 1 < end && article_is_capital(r, i + 1)) {
            names = 0;
            i++;
        } else if (is_name(r, i, i == begin) && names < NAME_WORDS) {
            names++;
            i++;
        } else {
            break;
        }
    }
    /* Who is followed by a small letter begins the next sentence. */
    if (i < end && names > 1 && t[i].shape == TEXT_LOWER)
        return i - 1;
    return i;
}

/* Behind the bracket that closes the one in front of a credit; first: there is none. */
static uint32_t bracket_end(const article_reader *r, uint32_t first, uint32_t end)
{
    uint32_t open = first ? article_sign(r, first - 1) : 0;
    uint32_t close = open == '(' ? ')' : open == '[' ? ']' : 0;
    for (uint32_t i = first; close && i < end && i < first + CREDIT_MOST; i++)
        if (article_sign(r, i) == close)
            return i + 1 < end && article_sign(r, i + 1) == '.' ? i + 2 : i + 1;
    return first;
}

uint32_t article_credit_end(const article_reader *r, uint32_t first, uint32_t end)
{
    const text_token *t = r->x->tokens;
    uint32_t i = first + article_phrase(r->x, first, LEXICON_PHOTO, 0);
    bool colon = is_colon(r, i - 1);
    if (!colon && i < end && is_colon(r, i)) {
        colon = true;
        i++;
    }
    /* Long enough for any; a line of nothing but credits is not read over and over. */
    uint32_t bracket = bracket_end(r, first, end);
    if (bracket > first)
        return bracket;
    bool stopped;
    uint32_t near = end - first > CREDIT_FAR ? first + CREDIT_FAR : end;
    uint32_t whole = article_sentence_end(r, first, near, &stopped);
    if (!colon || i >= end)
        return whole;
    if (t[i].shape == TEXT_LOWER && !(r->marks[i] & MARK_AGENCY)) {
        uint32_t k = i;
        while (k < whole &&
               !(k > i && article_is_capital(r, k) && (r->marks[k] & MARK_COMMON_START)))
            k++;
        return k - first > CREDIT_MOST ? i : k;
    }
    i = names_end(r, i, end);
    while (i < end && (article_sign(r, i) == '.' || article_sign(r, i) == ')'))
        i++;
    return i;
}

static bool is_photo(const article_reader *r, uint32_t i, uint32_t first)
{
    if (!(r->marks[i] & MARK_PHOTO_START))
        return false;
    if (i == first || r->x->tokens[i].shape == TEXT_UNCASED || article_is_capital(r, i))
        return true;
    return article_sign(r, i - 1) == '(' || article_sign(r, i - 1) == '[';
}

static void put(article_reader *r, uint32_t first, uint32_t end, article_zone zone,
                unsigned flags)
{
    r->parts = arena_grow(r->a, r->parts, r->n, &r->cap, sizeof *r->parts);
    bool begins = !r->n || r->parts[r->n - 1].line != r->line;
    if (begins)
        flags |= PART_LINE;
    article_part *p = &r->parts[r->n++];
    *p = (article_part){ .first = first,
                         .n = end - first,
                         .line = r->line,
                         .flags = (uint8_t)flags,
                         .zone = (uint8_t)zone,
                         .paragraph = begins };
    for (uint32_t i = first; i < end; i++)
        p->words += article_is_word(r, i);
    if (article_is_dated(r, first, end))
        p->flags |= PART_DATED;
    if (article_sign(r, end - 1) == 0x2026 ||
        (p->n > 2 && article_sign(r, end - 1) == '.' && article_sign(r, end - 2) == '.'))
        p->flags |= PART_CUT;
}

/* Where a link ends that begins at a token inside a line; first: there is none. */
static uint32_t link_end(const article_reader *r, uint32_t first, uint32_t end,
                         uint32_t stop)
{
    if (r->marks[first] & MARK_RELATED_START) {
        uint32_t n = article_phrase(r->x, first, LEXICON_RELATED, 0);
        bool colon =
            is_colon(r, first + n - 1) || (first + n < stop && is_colon(r, first + n));
        return colon ? stop : first;
    }
    uint32_t words = 0;
    if (article_sign(r, first) != '[')
        return first;
    for (uint32_t i = first + 1; i < end && i < first + LINK_MOST; i++) {
        words += article_is_word(r, i) && r->x->tokens[i].gap <= TEXT_SPACE;
        if (article_sign(r, i) == ']')
            return words >= LINK_LEAST ? i + 1 : first;
    }
    return first;
}

/* A credit that begins at a token; with the bracket in front of it, if one was left. */
static uint32_t put_credit(article_reader *r, uint32_t first, uint32_t photo,
                           uint32_t end)
{
    uint32_t stop = article_credit_end(r, photo, end);
    uint32_t n = article_phrase(r->x, photo, LEXICON_PHOTO, 0);
    bool caption = first == photo && !is_colon(r, first + n - 1) && stop > first + n &&
                   !is_colon(r, first + n);
    /* "Photo: Police disperse ...": no credit ends before a small word. */
    bool begins = first == photo && (!r->n || r->parts[r->n - 1].line != r->line);
    if (begins && stop < end && r->x->tokens[stop].shape == TEXT_LOWER &&
        r->x->tokens[stop].gap == TEXT_SPACE) {
        bool stopped;
        stop = article_sentence_end(r, stop, end, &stopped);
        caption = true;
    }
    put(r, first, stop, caption ? ARTICLE_CAPTION : ARTICLE_CREDIT, PART_STOP);
    return stop;
}

/* Where a credit inside a sentence begins, with its bracket; stop: there is none. */
static uint32_t credit_inside(const article_reader *r, uint32_t first, uint32_t stop)
{
    for (uint32_t i = first + 1; i < stop; i++)
        if (is_photo(r, i, first)) {
            bool bracket = article_sign(r, i - 1) == '(' || article_sign(r, i - 1) == '[';
            return bracket && i - 1 > first ? i - 1 : i;
        }
    return stop;
}

/* A sentence of the text, with what stands in front of it. */
static void put_body(article_reader *r, uint32_t first, uint32_t stop, bool stopped)
{
    uint32_t from = article_correspondent_end(r, first, stop);
    if (from > first) {
        put(r, first, from, ARTICLE_DATELINE, 0);
        if (from == stop)
            return;
        first = from;
    }
    uint32_t lead = article_lead(r, first, stop, r->n == 0 && stopped);
    if (lead > first) {
        put(r, first, lead, ARTICLE_HEADLINE, PART_TITLE);
        first = lead;
    }
    put(r, first, stop, ARTICLE_BODY, stopped ? PART_STOP : 0);
}

/* One sentence, from first on, of a line; returns where the next one begins. */
static uint32_t sentence(article_reader *r, uint32_t first, uint32_t end)
{
    if (is_photo(r, first, first))
        return put_credit(r, first, first, end);
    /* Where the sentence ends is known when only a piece of it was taken. */
    if (first >= r->stop)
        r->stop = article_sentence_end(r, first, end, &r->stopped);
    uint32_t stop = credit_inside(r, first, r->stop);
    bool stopped = r->stopped && stop == r->stop;
    uint32_t link = link_end(r, first, end, stop);
    if (link > first) {
        put(r, first, link, ARTICLE_LINK, PART_STOP);
        return link;
    }
    if (r->marks[first] & MARK_PHOTO_LEAD) {
        put(r, first, stop, ARTICLE_CAPTION, stopped ? PART_STOP : 0);
        return stop;
    }
    if (stop == first + 1 && stop < end && is_photo(r, stop, stop))
        return put_credit(r, first, stop, end);
    put_body(r, first, stop, stopped);
    return stop;
}

/* A line that is a link: in square brackets, behind ">>" or "Read also:". */
static bool is_link(const article_reader *r, uint32_t first, uint32_t end, bool *heads)
{
    uint32_t c = article_sign(r, first);
    *heads = false;
    if (c == '[' && end - first > 4 && article_sign(r, end - 1) == ']')
        return true;
    bool arrows = c == '>' || c == 0x25BA || c == 0x25B6 || c == 0x279C || c == 0x2192;
    uint32_t at = first;
    while (at < end && at < first + 4 && r->x->tokens[at].shape == TEXT_MARK)
        at++;
    if (at == end)
        return false;
    uint32_t n = article_phrase(r->x, at, LEXICON_RELATED, 0);
    bool colon = n && (is_colon(r, at + n - 1) || (at + n < end && is_colon(r, at + n)));
    *heads = n && (at + n == end || (colon && at + n + 1 >= end));
    return (arrows && end - first < 60) || *heads || colon;
}

/* A heading that is a whole sentence: many sites mark the lead as one. */
static bool is_lead(const article_reader *r, const article_part *p)
{
    return r->hint == ARTICLE_HEADLINE + 1 && p->words >= LEAD_WORDS &&
           (p->flags & PART_STOP) && article_sign(r, p->first + p->n - 1) == '.';
}

static bool is_break(const article_reader *r, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++)
        if (r->x->tokens[i].shape != TEXT_MARK)
            return false;
    return true;
}

void article_divide(article_reader *r, uint32_t first, uint32_t end)
{
    bool heads;
    size_t begin = r->n;
    r->stop = 0;
    if (is_break(r, first, end)) {
        put(r, first, end, ARTICLE_FURNITURE, PART_BREAK);
    } else if (is_link(r, first, end, &heads)) {
        put(r, first, end, ARTICLE_LINK, heads ? PART_LINK_SIGN : 0);
    } else {
        uint32_t at = article_dateline_end(r, first, end);
        if (at > first)
            put(r, first, at, ARTICLE_DATELINE, 0);
        while (at < end)
            at = sentence(r, at, end);
    }
    r->parts[r->n - 1].flags |= PART_LAST;
    for (size_t i = begin; r->hint && i < r->n; i++) {
        r->parts[i].hinted = true;
        if (r->parts[i].zone == ARTICLE_BODY && !is_lead(r, &r->parts[i]))
            r->parts[i].zone = (uint8_t)(r->hint - 1);
    }
    r->line++;
}
