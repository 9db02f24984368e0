#include "article/clean.h"

#include "text/utf8.h"

#include <string.h>

/* So far apart stand origins at most: article_offset counts from the last one. */
enum { STEP = 1024, FIRST_CAP = 4096 };

static void put_origin(article_clean *c, uint32_t source)
{
    c->origins =
        arena_grow(c->a, c->origins, c->n_origins, &c->origins_cap, sizeof *c->origins);
    c->origins[c->n_origins++] = (article_origin){ (uint32_t)c->len, source };
    c->counted = source;
}

/* What is written next comes from a place. */
static void go_to(article_clean *c, uint32_t from)
{
    bool far = !c->n_origins || c->len - c->origins[c->n_origins - 1].at >= STEP;
    if (from == c->counted && c->end == c->counted && !far)
        return;
    if (c->n_origins)
        put_origin(c, c->end);
    if (!c->n_origins || from != c->end)
        put_origin(c, from);
}

static char *room(article_clean *c, size_t n)
{
    if (c->len + n > c->cap) {
        size_t cap = c->cap ? c->cap : FIRST_CAP;
        while (cap < c->len + n)
            cap *= 2;
        char *wide = arena_array(c->a, char, cap);
        if (c->len)
            memcpy(wide, c->text, c->len);
        c->text = wide;
        c->cap = cap;
    }
    return c->text + c->len;
}

static void put(article_clean *c, uint32_t code, uint32_t from, uint32_t behind)
{
    go_to(c, from);
    c->len += text_put(code, room(c, 4));
    c->counted++;
    c->end = behind;
    if (code == '\n') {
        c->hints =
            arena_grow(c->a, c->hints, c->n_hints, &c->hints_cap, sizeof *c->hints);
        c->hints[c->n_hints++] = c->hint;
    }
}

/* The sequence that is open. Where its normal form has more characters than one, the
   first stands for itself if it can, and the others for the rest together. */
static void flush(article_clean *c)
{
    uint32_t out[TEXT_SEQUENCE_OUT];
    size_t n = c->n_codes;
    if (!n)
        return;
    c->n_codes = 0;
    if (n == 1 && text_clean_of(c->codes[0]) == TEXT_KEPT) {
        put(c, c->codes[0], c->from[0], c->behind);
        return;
    }
    size_t len = text_nfc(c->codes, n, out);
    bool same = len == n && !memcmp(out, c->codes, n * sizeof *out);
    bool head = len && out[0] == c->codes[0] && n > 1;
    for (size_t i = 0; i < len; i++) {
        size_t k = i < n ? i : n - 1;
        uint32_t from = same || (head && i <= 1) || !i ? c->from[k] : c->counted;
        bool ends = same || (head && !i);
        uint32_t behind = ends && k + 1 < n ? c->from[k + 1] : c->behind;
        /* Inside, places go on by counting. */
        put(c, out[i], from, i + 1 == len || ends ? behind : c->counted + 1);
    }
    c->end = c->behind;
}

void clean_code(article_clean *c, uint32_t code, uint32_t from, uint32_t behind)
{
    switch (text_clean_of(code)) {
    case TEXT_UNSEEN:
        return;
    case TEXT_GAP:
        flush(c);
        put(c, ' ', from, behind);
        return;
    case TEXT_LINE_END:
        flush(c);
        put(c, '\n', from, behind);
        return;
    case TEXT_KEPT:
        flush(c);
        break;
    case TEXT_JOINED:
        if (c->n_codes == TEXT_SEQUENCE)
            flush(c);
        break;
    }
    c->codes[c->n_codes] = code;
    c->from[c->n_codes++] = from;
    c->behind = behind;
}

void clean_line(article_clean *c, uint32_t from, int n)
{
    flush(c);
    for (int i = 0; i < n; i++)
        put(c, '\n', from, from);
}

/* Clean bytes at once; returns where the source goes on. */
static uint32_t put_run(article_clean *c, str run, uint32_t from)
{
    while (run.len) {
        size_t n = run.len < STEP ? run.len : STEP;
        while (n < run.len && ((unsigned char)run.at[n] & 0xC0) == 0x80)
            n++;
        str part = { run.at, n };
        go_to(c, from);
        memcpy(room(c, n), part.at, n);
        c->len += n;
        from += (uint32_t)text_count(part);
        c->counted = c->end = from;
        run.at += n;
        run.len -= n;
    }
    return from;
}

static void count_lines(article_clean *c, str run)
{
    const char *end = run.at + run.len;
    for (const char *at = run.at; (at = memchr(at, '\n', (size_t)(end - at))) != NULL;
         at++) {
        c->hints =
            arena_grow(c->a, c->hints, c->n_hints, &c->hints_cap, sizeof *c->hints);
        c->hints[c->n_hints++] = c->hint;
    }
}

void clean_text(article_clean *c, str s, uint32_t from)
{
    while (s.len) {
        size_t last, n = text_kept(s, &last);
        if (n && last) {
            flush(c);
            from = put_run(c, (str){ s.at, last }, from);
            count_lines(c, (str){ s.at, last });
            s.at += last;
            s.len -= last;
        }
        uint32_t code = text_next(&s);
        /* "\r\n" is one end of a line. */
        if (code != '\r' || !s.len || *s.at != '\n')
            clean_code(c, code, from, from + 1);
        from++;
    }
}

void clean_end(article_clean *c, uint32_t n, article *out)
{
    flush(c);
    go_to(c, n);
    if (!c->n_origins)
        put_origin(c, 0);
    c->hints = arena_grow(c->a, c->hints, c->n_hints, &c->hints_cap, sizeof *c->hints);
    c->hints[c->n_hints++] = c->hint;
    out->text = (str){ c->text ? c->text : "", c->len };
    out->origins = c->origins;
    out->n_origins = c->n_origins;
}

bool clean_as_is(str s, arena *a, article *out)
{
    size_t last;
    if (text_kept(s, &last) < s.len)
        return false;
    size_t n = s.len / STEP + 2;
    out->origins = arena_array(a, article_origin, n);
    out->n_origins = 1;
    out->text = s;
    for (size_t at = 0, source = 0; at + STEP < s.len;) {
        size_t len = STEP;
        while (at + len < s.len && ((unsigned char)s.at[at + len] & 0xC0) == 0x80)
            len++;
        source += text_count((str){ s.at + at, len });
        at += len;
        out->origins[out->n_origins++] =
            (article_origin){ (uint32_t)at, (uint32_t)source };
    }
    return true;
}
