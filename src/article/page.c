#include "article/clean.h"
#include "article/form.h"
#include "html/html.h"
#include "text/utf8.h"

#include <string.h>

enum { STEP = 1024, ENTITY = 40 };

typedef struct page {
    article_clean c;
    str source;
    uint32_t *counts; /* code points before each STEP bytes */
    size_t at;        /* the byte last asked for, and its code point */
    uint32_t code;
    bool blank, begun; /* a blank waits; something stands in the line */
} page;

static void count_source(page *p, arena *a)
{
    size_t n = p->source.len / STEP + 1;
    uint32_t sum = 0;
    p->counts = arena_array(a, uint32_t, n);
    for (size_t i = 0; i < n; i++) {
        size_t from = i * STEP, len = p->source.len - from;
        p->counts[i] = sum;
        sum +=
            (uint32_t)text_count((str){ p->source.at + from, len < STEP ? len : STEP });
    }
}

/* The code point that a byte of the page belongs to. */
static uint32_t code_at(page *p, size_t at)
{
    size_t from = at / STEP * STEP;
    uint32_t code = p->counts[at / STEP];
    if (p->at <= at && p->at > from) {
        from = p->at;
        code = p->code;
    }
    p->code = code + (uint32_t)text_count((str){ p->source.at + from, at - from });
    p->at = at;
    return p->code;
}

static bool is_name(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           c == '#';
}

/* How many bytes an entity has that stands for a code point. */
static size_t entity(str s, uint32_t code, str after)
{
    size_t n = 1;
    while (n < s.len && n < ENTITY && is_name(s.at[n]))
        n++;
    bool semicolon = n < s.len && s.at[n] == ';';
    if (code == '&') { /* itself, or "&amp" */
        bool named = str_starts(s, STR("&amp")) || str_starts(s, STR("&AMP"));
        if (named)
            return s.len > 4 && s.at[4] == ';' ? 5 : 4;
        return semicolon && s.at[1] == '#' ? n + 1 : 1;
    }
    if (semicolon)
        return n + 1;
    /* An old one without its end: up to where the text goes on. */
    for (size_t k = 3; k < n && after.len; k++)
        if (s.at[k] == *after.at)
            return k;
    return n;
}

/* What the next code point of a run was made from: bytes of the page. */
static size_t made_from(str s, uint32_t code, str after)
{
    if (!s.len)
        return 0;
    str rest = s;
    if (*s.at == '&')
        return entity(s, code, after);
    uint32_t c = text_next(&rest);
    if (c == '\r' && code == '\n')
        return s.len > 1 && s.at[1] == '\n' ? 2 : 1;
    return c == code || !c ? (size_t)(rest.at - s.at) : 0;
}

static void put(page *p, uint32_t code, size_t from, size_t behind)
{
    text_clean kind = text_clean_of(code);
    if (kind == TEXT_GAP || kind == TEXT_LINE_END) {
        p->blank = p->begun;
        return;
    }
    uint32_t first = code_at(p, from);
    if (p->blank)
        clean_code(&p->c, ' ', first ? first - 1 : 0, first);
    p->blank = false;
    p->begun = true;
    clean_code(&p->c, code, first, code_at(p, behind));
}

/* How many bytes a tag has that gave no text. */
static size_t tag_length(str s)
{
    const char *end = memchr(s.at, '>', s.len);
    return end ? (size_t)(end - s.at) + 1 : 0;
}

static void put_run(page *p, const html_run *r)
{
    str s = { p->source.at + r->at, r->len }, text = r->text;
    if (r->lines) {
        clean_line(&p->c, code_at(p, r->at), r->lines);
        p->begun = p->blank = false;
    }
    static const uint8_t hints[] = { [HTML_TEXT] = 0,
                                     [HTML_HEADING] = ARTICLE_HEADLINE + 1,
                                     [HTML_CAPTION] = ARTICLE_CAPTION + 1,
                                     [HTML_LINK] = ARTICLE_LINK + 1,
                                     [HTML_BYLINE] = ARTICLE_FURNITURE + 1,
                                     [HTML_DATELINE] = ARTICLE_DATELINE + 1 };
    p->c.hint = hints[r->kind];
    size_t from = r->at, behind = r->at;
    while (text.len) {
        uint32_t code = text_next(&text);
        size_t n = made_from(s, code, text);
        while (!n && s.len && *s.at == '<') {
            size_t lost = tag_length(s);
            s.at += lost;
            s.len -= lost;
            n = made_from(s, code, text);
            if (!lost)
                break;
        }
        if (n) {
            from = (size_t)(s.at - p->source.at);
            behind = from + n;
            s.at += n;
            s.len -= n;
        }
        put(p, code, from, behind);
    }
}

dateline_status article_read_html(str s, arena *a, article *out, dateline_error *err)
{
    html_page read;
    dateline_status st = html_read(s, out->name, a, &read, err);
    if (st)
        return st;
    page p = { .c = { .a = a }, .source = s };
    count_source(&p, a);
    for (size_t i = 0; i < read.n; i++)
        if (i || str_trim(read.runs[i].text).len)
            put_run(&p, &read.runs[i]);
    clean_end(&p.c, code_at(&p, s.len), out);
    out->hints = p.c.hints;
    out->published = read.published;
    out->stated_lang = read.lang;
    return DATELINE_OK;
}
