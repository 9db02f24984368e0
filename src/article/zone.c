#include "article/part.h"
#include "base/hash.h"

enum {
    KEY_WORDS = 5,
    CAPTION_WORDS = 60,
    TITLE_WORDS = 35,
    SUBTITLE_WORDS = 25,
    CREDIT_TOKENS = 16,
    BYLINE_WORDS = 5,
    MENU_WORDS = 3,
    MENU_LINES = 4
};

/* The next word at a token or behind it; end: none. */
static uint32_t next_word(const article_reader *r, uint32_t i, uint32_t end)
{
    while (i < end && r->x->tokens[i].shape == TEXT_MARK)
        i++;
    return i;
}

static uint64_t key_of(const article_reader *r, const article_part *p)
{
    uint64_t key = 0;
    uint32_t end = p->first + p->n, i = next_word(r, p->first, end);
    for (int k = 0; k < KEY_WORDS && i < end; k++) {
        key = key * 0x100000001B3u ^ hash_str(article_token(r->x, i));
        i = next_word(r, i + 1, end);
    }
    return key * 0x9E3779B97F4A7C15u;
}

/* Whether all words of one stand at the beginning of the other; the last one may be
   cut off. */
static bool begins_alike(const article_reader *r, const article_part *p,
                         const article_part *q)
{
    uint32_t end_p = p->first + p->n, end_q = q->first + q->n;
    uint32_t i = next_word(r, p->first, end_p), k = next_word(r, q->first, end_q);
    while (i < end_p && k < end_q) {
        uint32_t i_next = next_word(r, i + 1, end_p), k_next = next_word(r, k + 1, end_q);
        if (!str_eq(article_token(r->x, i), article_token(r->x, k)))
            return (i_next == end_p || k_next == end_q) &&
                   (str_starts(article_token(r->x, i), article_token(r->x, k)) ||
                    str_starts(article_token(r->x, k), article_token(r->x, i)));
        i = i_next;
        k = k_next;
    }
    return true;
}

static void meet(article_part *before, article_part *p, bool cut)
{
    bool captions = before->zone == ARTICLE_CAPTION || p->zone == ARTICLE_CAPTION;
    if (!captions && (cut || before->words != p->words))
        return;
    p->repeated = true;
    if (before->zone == ARTICLE_CAPTION && p->zone == ARTICLE_BODY)
        p->zone = ARTICLE_CAPTION;
    if (p->zone == ARTICLE_CAPTION && before->zone == ARTICLE_BODY &&
        before->words == p->words)
        before->zone = ARTICLE_CAPTION;
}

/* The first part with a key. Two that share one by chance are not compared: no more is
   lost than that a repetition is not seen. */
typedef struct met {
    uint32_t key, part;
} met;

void article_repeats(article_reader *r)
{
    size_t slots = 64;
    while (slots < r->n * 2)
        slots *= 2;
    met *table = arena_array(r->a, met, slots);
    for (size_t i = 0; i < r->n; i++) {
        article_part *p = &r->parts[i];
        if (p->words < KEY_WORDS)
            continue;
        uint64_t key = key_of(r, p);
        uint32_t mine = (uint32_t)key | 1;
        size_t slot = (size_t)(key >> 32) & (slots - 1);
        while (table[slot].key && table[slot].key != mine)
            slot = (slot + 1) & (slots - 1);
        if (!table[slot].key) {
            table[slot] = (met){ mine, (uint32_t)i };
            continue;
        }
        article_part *before = &r->parts[table[slot].part];
        if (begins_alike(r, before, p))
            meet(before, p, (p->flags & PART_CUT) != 0);
    }
}

/* Whether a part stands alone in its line. */
static bool is_line(const article_part *p)
{
    return (p->flags & PART_LINE) && (p->flags & PART_LAST);
}

/* How many parts of its line stand before a part; no more than four are counted. */
static size_t line_parts(const article_reader *r, size_t part)
{
    size_t n = 0;
    while (n < 4 && n < part && r->parts[part - n - 1].line == r->parts[part].line)
        n++;
    return n;
}

/* What stands before a credit is the caption, when it can be one. */
static void caption_before(article_reader *r, size_t credit)
{
    article_part *c = &r->parts[credit];
    bool own_line = c->flags & PART_LINE, ends = c->flags & PART_LAST;
    uint32_t line = own_line ? c->line - 1 : c->line;
    /* A caption of several sentences has a line of its own. */
    bool whole = ends && !own_line && credit >= 1 && line_parts(r, credit) <= 3;
    size_t least = whole ? 3 : 1, taken = 0;
    if ((r->marks[c->first] & MARK_SOURCE_START) || (own_line && c->hinted))
        return;
    for (size_t i = credit; i-- > 0 && taken < least; taken++) {
        article_part *p = &r->parts[i];
        if (p->line != line || p->zone != ARTICLE_BODY || p->words > CAPTION_WORDS)
            return;
        bool tells = (p->flags & PART_STOP) && (p->words > 30 || (p->flags & PART_DATED));
        if (own_line && (!is_line(p) || tells))
            return;
        /* The first of a longer line of sentences is not the picture's any more. */
        if (taken && (p->flags & PART_DATED))
            return;
        p->zone = ARTICLE_CAPTION;
    }
}

void article_captions(article_reader *r)
{
    for (size_t i = 1; i < r->n; i++) {
        const article_part *p = &r->parts[i];
        bool photo = (r->marks[p->first] & MARK_PHOTO_START) ||
                     (p->n > 1 && (r->marks[p->first + 1] & MARK_PHOTO_START));
        if (photo && (p->zone == ARTICLE_CREDIT || p->zone == ARTICLE_CAPTION))
            caption_before(r, i);
    }
}

static bool is_furniture(const article_reader *r, const article_part *p)
{
    uint32_t covered = 0, end = p->first + p->n;
    for (uint32_t i = p->first; i < end; i++) {
        if ((r->marks[i] & MARK_FURNITURE_START) && i < p->first + 8 && p->words <= 45)
            return true;
        covered += article_is_word(r, i) && (r->marks[i] & MARK_FURNITURE);
    }
    return is_line(p) && p->words && p->words <= 10 && covered * 10 >= p->words * 6;
}

static bool is_short(const article_part *p)
{
    return is_line(p) && !(p->flags & PART_STOP) && p->words <= 8 &&
           p->zone == ARTICLE_BODY;
}

/* Lines of few words, one below the other: a menu. */
static void menus(article_reader *r)
{
    for (size_t i = 0; i < r->n;) {
        size_t k = i;
        while (k < r->n && is_short(&r->parts[k]) && r->parts[k].words <= MENU_WORDS)
            k++;
        for (size_t m = i; k - i >= MENU_LINES && m < k; m++)
            r->parts[m].zone = ARTICLE_FURNITURE;
        i = k + 1;
    }
}

void article_furniture(article_reader *r)
{
    bool link = false;
    for (size_t i = 0; i < r->n; i++) {
        article_part *p = &r->parts[i];
        if (p->zone == ARTICLE_BODY && is_furniture(r, p))
            p->zone = ARTICLE_FURNITURE;
        if (p->zone == ARTICLE_LINK)
            link |= (p->flags & PART_LINK_SIGN) != 0;
        else if (link && is_line(p) && !(p->flags & PART_STOP) &&
                 p->zone == ARTICLE_BODY && p->words <= TITLE_WORDS)
            p->zone = ARTICLE_LINK;
        else
            link = false;
    }
    menus(r);
    /* Short lines between furniture and the end. */
    bool furniture = false;
    for (size_t i = r->n; i-- > 0;) {
        article_part *p = &r->parts[i];
        if (p->zone == ARTICLE_FURNITURE)
            furniture = true;
        else if (furniture && is_short(p) && i &&
                 r->parts[i - 1].zone == ARTICLE_FURNITURE)
            p->zone = ARTICLE_FURNITURE;
        else if (!is_short(p))
            break;
    }
}

static bool is_bullet(const article_reader *r, const article_part *p)
{
    uint32_t c = article_sign(r, p->first);
    return c == '*' || c == 0x2022 || c == 0xB7 || c == '+' ||
           article_is_dash(r, p->first);
}

/* "17 April 2024, 10:15 (UTC +04:00)": when a page was made, not what it tells. */
static bool is_date(const article_reader *r, const article_part *p)
{
    bool figure = false;
    for (uint32_t i = p->first; i < p->first + p->n; i++) {
        const text_token *t = &r->x->tokens[i];
        bool zone = t->shape == TEXT_UPPER && t->len <= 4;
        figure |= t->shape == TEXT_NUMBER;
        if (article_is_word(r, i) && !zone &&
            !(r->marks[i] & (MARK_TIME | MARK_FUNCTION_START)))
            return false;
    }
    return figure;
}

static bool is_title(const article_reader *r, const article_part *p)
{
    uint32_t last = article_sign(r, p->first + p->n - 1);
    return is_line(p) && p->zone == ARTICLE_BODY && p->words >= 2 &&
           p->words <= TITLE_WORDS &&
           (!(p->flags & PART_STOP) || last == '?' || last == '!') && last != ':' &&
           last != ';' && last != ',' && !is_bullet(r, p) && !is_date(r, p);
}

/* Names in capitals, or a word or two, divided by signs. */
static bool is_kicker(const article_reader *r, const article_part *p)
{
    bool signs = false;
    for (uint32_t i = p->first; i < p->first + p->n; i++) {
        const text_token *t = &r->x->tokens[i];
        uint32_t c = article_sign(r, i);
        signs |= c == '/' || c == '|' || article_is_dash(r, i);
        if (t->shape != TEXT_MARK && t->shape != TEXT_UPPER && t->shape != TEXT_NUMBER &&
            p->words > 4)
            return false;
    }
    return p->words <= 4 || (signs && p->words <= 12);
}

/* A line of a name or two: who wrote it. */
static bool is_byline(const article_reader *r, const article_part *p)
{
    for (uint32_t i = p->first; i < p->first + p->n; i++) {
        uint8_t shape = r->x->tokens[i].shape;
        if (shape == TEXT_MARK ? article_sign(r, i) != '.' : shape != TEXT_CAPITAL)
            return false;
    }
    return p->words <= 4;
}

/* Names and agencies, with no sentence around them. */
static bool is_credit(const article_reader *r, const article_part *p, bool last)
{
    uint32_t small = 0, agencies = 0;
    if (p->n > CREDIT_TOKENS || !p->words || (r->marks[p->first] & MARK_SAY))
        return false;
    for (uint32_t i = p->first; i < p->first + p->n; i++) {
        const text_token *t = &r->x->tokens[i];
        uint16_t marks = r->marks[i];
        agencies += (marks & MARK_AGENCY) != 0;
        small += t->shape == TEXT_LOWER && !(marks & (MARK_AGENCY | MARK_FUNCTION_START));
        bool figure = t->shape == TEXT_NUMBER && !(marks & MARK_AGENCY);
        if ((marks & MARK_SAY) || figure)
            return false;
    }
    if (agencies)
        return small <= !(p->flags & PART_STOP);
    return last && p->words <= 5 && !small && !(p->flags & PART_STOP) &&
           r->x->tokens[p->first].shape != TEXT_UNCASED;
}

static void top_titles(article_reader *r, size_t first)
{
    article_part *last = NULL;
    for (size_t i = first; i < r->n; i++) {
        article_part *p = &r->parts[i];
        bool other = p->zone == ARTICLE_FURNITURE || p->zone == ARTICLE_CAPTION ||
                     p->zone == ARTICLE_CREDIT || p->zone == ARTICLE_LINK ||
                     p->zone == ARTICLE_KICKER;
        if (other)
            continue;
        bool known = p->zone == ARTICLE_HEADLINE;
        if (!known && is_line(p) && is_date(r, p))
            continue;
        if (!known && !is_title(r, p))
            break;
        bool credit = p->words <= BYLINE_WORDS && is_credit(r, p, false);
        if (!known && last && (credit || is_byline(r, p))) {
            p->zone = ARTICLE_CREDIT;
            continue;
        }
        p->zone = ARTICLE_HEADLINE;
        if (last && is_kicker(r, last))
            last->zone = ARTICLE_KICKER;
        last = p;
    }
}

/* Whether body text comes after a line, perhaps after a picture. */
static bool text_follows(const article_reader *r, size_t title)
{
    size_t k = title + 1;
    while (k + 1 < r->n && r->parts[k].zone == ARTICLE_CAPTION)
        k++;
    const article_part *next = &r->parts[k];
    return next->zone == ARTICLE_DATELINE ||
           (next->zone == ARTICLE_BODY && !is_title(r, next));
}

void article_titles(article_reader *r)
{
    top_titles(r, 0);
    bool after_text = false;
    for (size_t i = 0; i + 1 < r->n; i++) {
        article_part *p = &r->parts[i];
        if (after_text && is_title(r, p) && p->words <= SUBTITLE_WORDS &&
            text_follows(r, i))
            p->zone = ARTICLE_HEADLINE;
        after_text = p->zone != ARTICLE_BODY || (p->flags & PART_STOP) ||
                     p->zone == ARTICLE_DATELINE;
    }
}

void article_credits(article_reader *r)
{
    bool last = true; /* nothing but furniture follows */
    for (size_t i = r->n; i-- > 0;) {
        article_part *p = &r->parts[i];
        bool alone = is_line(p) || (p->flags & PART_LAST);
        if (p->zone == ARTICLE_BODY && alone && is_credit(r, p, last && i))
            p->zone = ARTICLE_CREDIT;
        last &= p->zone == ARTICLE_FURNITURE || p->zone == ARTICLE_LINK ||
                p->zone == ARTICLE_CREDIT;
    }
}
