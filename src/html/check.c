/*
 * Parsing takes time by the depth of the tree at each tag, by the attributes of a tag
 * squared, and by formatting that is left open and made again in each block. So these
 * are counted first, as the parser would see them, and what no page has is refused.
 */
#include "base/error.h"
#include "html/html.h"

#include <stdint.h>

enum {
    DEPTH_MOST = 400,
    ATTRIBUTES_MOST = 400,
    MISNESTED_MOST = 4000,
    OPEN_SHARE = 32, /* open formatting elements at a tag, on average */
    OPEN_FREE = 1 << 20,
    NAME_MOST = 16
};

typedef enum element { PLAIN = 0, VOID, IMPLIED, FORMAT, SCOPE, RAW, FOREIGN } element;

static const struct {
    const char *name;
    element kind;
} known[] = {
    { "area", VOID },      { "base", VOID },        { "br", VOID },
    { "col", VOID },       { "embed", VOID },       { "hr", VOID },
    { "img", VOID },       { "input", VOID },       { "link", VOID },
    { "meta", VOID },      { "param", VOID },       { "source", VOID },
    { "track", VOID },     { "wbr", VOID },         { "keygen", VOID },
    { "image", VOID },     { "frame", VOID },       { "html", IMPLIED },
    { "head", IMPLIED },   { "body", IMPLIED },     { "p", IMPLIED },
    { "li", IMPLIED },     { "dd", IMPLIED },       { "dt", IMPLIED },
    { "option", IMPLIED }, { "optgroup", IMPLIED }, { "tr", IMPLIED },
    { "td", IMPLIED },     { "th", IMPLIED },       { "thead", IMPLIED },
    { "tbody", IMPLIED },  { "tfoot", IMPLIED },    { "rp", IMPLIED },
    { "rt", IMPLIED },     { "colgroup", IMPLIED }, { "caption", IMPLIED },
    { "a", FORMAT },       { "b", FORMAT },         { "big", FORMAT },
    { "code", FORMAT },    { "em", FORMAT },        { "font", FORMAT },
    { "i", FORMAT },       { "nobr", FORMAT },      { "s", FORMAT },
    { "small", FORMAT },   { "strike", FORMAT },    { "strong", FORMAT },
    { "tt", FORMAT },      { "u", FORMAT },         { "table", SCOPE },
    { "applet", SCOPE },   { "marquee", SCOPE },    { "object", SCOPE },
    { "template", SCOPE }, { "script", RAW },       { "style", RAW },
    { "textarea", RAW },   { "title", RAW },        { "xmp", RAW },
    { "iframe", RAW },     { "noembed", RAW },      { "noframes", RAW },
    { "svg", FOREIGN },    { "math", FOREIGN },
};

typedef struct open_element {
    str name;
    element kind;
} open_element;

typedef struct check {
    str page;
    size_t at;
    open_element open[DEPTH_MOST];
    size_t depth, formats, foreign;
    uint64_t tags, remade;
    size_t misnested;
} check;

static element kind_of(str name)
{
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_eq_nocase(name, str_of(known[i].name)))
            return known[i].kind;
    return PLAIN;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

/* Behind the next string at or after a place; the end when there is none. */
static size_t behind(str page, size_t at, str what)
{
    for (; at + what.len <= page.len; at++)
        if (page.at[at] == *what.at && str_eq((str){ page.at + at, what.len }, what))
            return at + what.len;
    return page.len;
}

static void drop(check *c, size_t i)
{
    for (size_t k = i; k < c->depth; k++) {
        c->formats -= c->open[k].kind == FORMAT;
        c->foreign -= c->open[k].kind == FOREIGN;
    }
    c->depth = i;
}

/* A formatting element goes alone: those inside it stay. */
static void take_out(check *c, size_t i)
{
    c->formats--;
    for (size_t k = i + 1; k < c->depth; k++)
        c->open[k - 1] = c->open[k];
    c->depth--;
}

static void close_element(check *c, str name)
{
    size_t i = c->depth;
    while (i && c->open[i - 1].kind != SCOPE && !str_eq_nocase(c->open[i - 1].name, name))
        i--;
    if (!i || !str_eq_nocase(c->open[i - 1].name, name))
        return;
    if (c->open[i - 1].kind != FORMAT) {
        drop(c, i - 1);
    } else {
        c->misnested += i < c->depth;
        take_out(c, i - 1);
    }
}

/* The attributes of a tag; returns how many there are. c->at goes behind the tag. */
static size_t attributes(check *c, bool *closed)
{
    size_t n = 0;
    char quote = 0;
    bool blank = false, value = false;
    *closed = false;
    for (; c->at < c->page.len; c->at++) {
        char b = c->page.at[c->at];
        if (quote) {
            if (b == quote)
                quote = 0;
            continue;
        }
        if (b == '>') {
            *closed = c->page.at[c->at - 1] == '/';
            c->at++;
            return n;
        }
        if ((b == '"' || b == '\'') && value)
            quote = b;
        n += (blank || b == '/') && !is_blank(b);
        value = b == '=' || (value && is_blank(b));
        blank = is_blank(b);
    }
    return n;
}

static void skip_raw(check *c, str name)
{
    while (c->at < c->page.len) {
        c->at = behind(c->page, c->at, STR("</"));
        str rest = { c->page.at + c->at, c->page.len - c->at };
        if (rest.len >= name.len && str_eq_nocase((str){ rest.at, name.len }, name))
            return;
    }
}

static dateline_status refuse(const char *name, const char *what, dateline_error *err)
{
    return error_at(err, DATELINE_LIMIT, name, 0, 0,
                    "%s, as no page of news has; save its text alone and read that",
                    what);
}

static dateline_status open_element_of(check *c, str tag, const char *name,
                                       dateline_error *err)
{
    bool closed;
    element kind = kind_of(tag);
    if (attributes(c, &closed) > ATTRIBUTES_MOST)
        return refuse(name, "a tag with more than 400 attributes", err);
    c->remade += c->formats;
    if (kind == VOID || kind == IMPLIED || (closed && (c->foreign || kind == FOREIGN)))
        return DATELINE_OK;
    if (kind == RAW && !c->foreign) {
        skip_raw(c, tag);
        return DATELINE_OK;
    }
    if (str_eq_nocase(tag, STR("a")) || str_eq_nocase(tag, STR("nobr")))
        close_element(c, tag);
    if (c->depth == DEPTH_MOST)
        return refuse(name, "elements nested deeper than 400", err);
    c->formats += kind == FORMAT;
    c->foreign += kind == FOREIGN;
    c->open[c->depth++] = (open_element){ tag, kind };
    return DATELINE_OK;
}

/* One tag; c->at is at its '<'. */
static dateline_status tag(check *c, const char *name, dateline_error *err)
{
    str rest = { c->page.at + c->at + 1, c->page.len - c->at - 1 };
    bool end = rest.len && *rest.at == '/';
    size_t from = end, n = from;
    if (str_starts(rest, STR("!--"))) {
        c->at = behind(c->page, c->at + 2, STR("-->"));
        return DATELINE_OK;
    }
    while (n < rest.len &&
           (is_letter(rest.at[n]) || (n > from && !is_blank(rest.at[n]) &&
                                      rest.at[n] != '>' && rest.at[n] != '/')))
        n++;
    c->at += 1 + n;
    if (n == from)
        return DATELINE_OK;
    str element_name = { rest.at + from, n - from < NAME_MOST ? n - from : NAME_MOST };
    c->tags++;
    if (!end)
        return open_element_of(c, element_name, name, err);
    bool closed;
    attributes(c, &closed);
    close_element(c, element_name);
    return DATELINE_OK;
}

dateline_status html_check(str page, const char *name, dateline_error *err)
{
    check c = { .page = page };
    while (c.at < page.len) {
        if (page.at[c.at] != '<') {
            c.at++;
            continue;
        }
        dateline_status st = tag(&c, name, err);
        if (st)
            return st;
        if (c.remade > c.tags * OPEN_SHARE + OPEN_FREE)
            return refuse(name, "formatting that is never closed", err);
        if (c.misnested > MISNESTED_MOST)
            return refuse(name, "formatting that is closed out of order", err);
    }
    return DATELINE_OK;
}
