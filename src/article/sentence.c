#include "article/part.h"
#include "text/utf8.h"

enum { STOP_NONE = 0, STOP_POINT, STOP_SURE, STOP_DOTS, STOP_COLON };

/* "13։23" is a time of day in Armenian. */
static bool is_between_digits(const article_reader *r, uint32_t i)
{
    const text_token *t = r->x->tokens;
    return i > 0 && i + 1 < r->x->n_tokens && t[i - 1].shape == TEXT_NUMBER &&
           t[i + 1].shape == TEXT_NUMBER && t[i].gap == TEXT_GLUED &&
           t[i + 1].gap == TEXT_GLUED;
}

/* ".", "!", "?" and their kin in other scripts. */
static int stop_of(const article_reader *r, uint32_t i)
{
    switch (article_sign(r, i)) {
    case '.':
        return STOP_POINT;
    case 0x0589: /* Armenian */
        return is_between_digits(r, i) ? STOP_NONE : STOP_SURE;
    case '!':
    case '?':
    case 0x061F: /* Arabic */
    case 0x06D4:
    case 0x0964: /* danda */
    case 0x3002: /* of Chinese and Japanese */
    case 0xFF01:
    case 0xFF1F:
        return STOP_SURE;
    case 0x2026:
        return STOP_DOTS;
    case ':': /* typed for the Armenian full stop */
        return STOP_COLON;
    default:
        return STOP_NONE;
    }
}

static bool is_closer(uint32_t c)
{
    return c == 0x201D || c == 0x2019 || c == 0xBB || c == 0x203A || c == ')' ||
           c == ']' || c == '"' || c == '\'' || c == 0x201C;
}

static bool is_opener(uint32_t c)
{
    return c == 0x201C || c == 0x2018 || c == 0xAB || c == 0x2039 || c == '(' ||
           c == '[' || c == '"' || c == '\'' || c == 0x201E || c == 0xBB;
}

/* Signs that close what stands before them: at *i, which goes behind them. Those that
   may open as well are told by the blanks, or, with blanks on both sides, by how many
   stood before. */
static void pass_closers(const article_reader *r, uint32_t *i, uint32_t end, bool odd)
{
    const text_token *t = r->x->tokens;
    while (*i < end) {
        uint32_t c = article_sign(r, *i);
        bool glued = t[*i].gap == TEXT_GLUED;
        bool glued_behind =
            *i + 1 < end && t[*i + 1].gap == TEXT_GLUED && article_sign(r, *i + 1) != ',';
        bool dots = c == '/' && *i + 1 < end && article_sign(r, *i + 1) == '.';
        if (dots && glued && t[*i + 1].gap == TEXT_GLUED) { /* "./." ends an article */
            *i += 2;
            continue;
        }
        if (!is_closer(c) || (!glued && glued_behind))
            return;
        if (!glued && c == '"' && !odd)
            return;
        odd = false;
        ++*i;
    }
}

static bool is_armenian(const article_reader *r, uint32_t i)
{
    unsigned char c = (unsigned char)r->x->text.at[r->x->tokens[i].at];
    return article_is_word(r, i) && c >= 0xD4 && c <= 0xD6;
}

/* Whether what stands at a token can begin a sentence. */
static bool can_begin(const article_reader *r, uint32_t i, uint32_t end)
{
    while (i < end && (is_opener(article_sign(r, i)) || article_is_dash(r, i)))
        i++;
    if (i == end)
        return true;
    uint8_t shape = r->x->tokens[i].shape;
    if (shape == TEXT_MARK)
        return article_sign(r, i) != ',' && article_sign(r, i) != ';' &&
               article_sign(r, i) != ':';
    return shape == TEXT_NUMBER || shape == TEXT_UNCASED || article_is_capital(r, i);
}

static bool is_initial(const article_reader *r, uint32_t i)
{
    const text_token *t = &r->x->tokens[i];
    str s = article_token(r->x, i);
    return t->shape == TEXT_CAPITAL && text_count(s) == 1;
}

/* A point behind a word, with a blank or nothing before the next one. */
static bool point_ends(const article_reader *r, uint32_t first, uint32_t i, uint32_t next)
{
    const text_token *t = r->x->tokens;
    if (i == first)
        return false;
    bool spaced = t[i].gap != TEXT_GLUED, glued = t[next].gap == TEXT_GLUED;
    const text_token *before = &t[i - 1];
    if (glued) /* a missing blank: "wars.Then"; not "U.S", "2.5", "site.Com" */
        return t[next].shape == TEXT_CAPITAL && t[next].len > 2 && before->len > 2 &&
               (before->shape == TEXT_LOWER || before->shape == TEXT_NUMBER);
    if (r->marks[i - 1] & MARK_ABBREVIATION)
        return (r->marks[i - 1] & MARK_MAY_END) &&
               (r->marks[next] & MARK_FUNCTION_START) && article_is_capital(r, next);
    if (!spaced && is_initial(r, i - 1))
        return !article_is_word(r, next) || (r->marks[next] & MARK_FUNCTION_START);
    if (before->shape == TEXT_NUMBER && before->len <= 2 && !spaced)
        /* The number of a point in a list, or a day. */
        return i - 1 != first && !(r->marks[next] & MARK_MONTH);
    /* "No. 5" */
    return t[next].shape != TEXT_NUMBER || before->shape != TEXT_CAPITAL ||
           before->len > 2 || spaced;
}

static bool ends_at(const article_reader *r, uint32_t first, uint32_t i, uint32_t next,
                    uint32_t end)
{
    const text_token *t = r->x->tokens;
    int stop = stop_of(r, i);
    if (r->marks[i] & MARK_INSIDE)
        return false;
    if (stop == STOP_COLON)
        return i > first && t[next].gap != TEXT_GLUED && is_armenian(r, i - 1) &&
               article_is_capital(r, next) && is_armenian(r, next);
    if (!can_begin(r, next, end))
        return false;
    if (stop == STOP_POINT && next == i + 1)
        return point_ends(r, first, i, next);
    if (stop == STOP_DOTS && t[next].shape == TEXT_NUMBER)
        return false;
    /* A quotation with its stop inside, then a word of the same sentence. */
    return t[next].gap != TEXT_GLUED || stop == STOP_SURE;
}

uint32_t article_sentence_end(const article_reader *r, uint32_t first, uint32_t end,
                              bool *stopped)
{
    bool odd = false;
    *stopped = false;
    for (uint32_t i = first; i < end; i++) {
        if (r->x->tokens[i].shape != TEXT_MARK)
            continue;
        odd ^= article_sign(r, i) == '"';
        int stop = stop_of(r, i);
        if (!stop)
            continue;
        uint32_t next = i + 1, last = i;
        while (next < end && stop_of(r, next) && stop_of(r, next) != STOP_COLON)
            last = next++;
        pass_closers(r, &next, end, odd);
        if (next == end || ends_at(r, first, last, next, end)) {
            *stopped = stop != STOP_COLON || next < end;
            return next;
        }
        for (uint32_t k = i + 1; k < next; k++)
            odd ^= article_sign(r, k) == '"';
        i = next - 1;
    }
    return end;
}

/* How many code points a line has that ends before a token; blanks count one. */
static uint32_t line_length(const article_reader *r, uint32_t first, uint32_t end)
{
    const text_token *t = r->x->tokens;
    str s = text_span(r->x->text, t + first, end - first);
    return (uint32_t)text_count(s);
}

enum { WRAP_LEAST = 50, WRAP_MOST = 120 };

uint32_t article_wrap(const article_reader *r)
{
    const text_token *t = r->x->tokens;
    size_t n = r->x->n_tokens, open = 0, lines = 0;
    uint32_t longest = 0;
    for (uint32_t i = 1, first = 0; i <= n; i++) {
        if (i < n && t[i].gap < TEXT_LINE)
            continue;
        uint32_t len = line_length(r, first, i);
        longest = len > longest ? len : longest;
        first = i;
        if (longest > WRAP_MOST)
            return 0;
        if (i == n || t[i].gap != TEXT_LINE)
            continue;
        lines++;
        open += len >= WRAP_LEAST && t[i].shape == TEXT_LOWER && !stop_of(r, i - 1);
    }
    return open >= 2 && open * 4 >= lines ? longest : 0;
}

uint32_t article_line_end(const article_reader *r, uint32_t first, uint32_t wrap)
{
    const text_token *t = r->x->tokens;
    uint32_t n = (uint32_t)r->x->n_tokens, begin = first;
    for (uint32_t i = first + 1; i < n; i++) {
        if (t[i].gap < TEXT_LINE)
            continue;
        bool filled = wrap && line_length(r, begin, i) * 10 >= wrap * 6;
        /* In a page or Markdown a line that is filled says nothing. */
        bool goes_on =
            t[i].gap == TEXT_LINE &&
            (t[i].shape == TEXT_LOWER ? !stop_of(r, i - 1) : filled && !r->x->hints);
        if (!goes_on)
            return i;
        begin = i;
    }
    return n;
}
