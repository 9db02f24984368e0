#include "html/tree.h"

#include <stdint.h>
#include <string.h>

/* Elements that are no blocks; use + 1. */
static const uint8_t uses[GUMBO_TAG_LAST + 1] = {
    [GUMBO_TAG_SCRIPT] = USE_NEVER + 1,   [GUMBO_TAG_STYLE] = USE_NEVER + 1,
    [GUMBO_TAG_NOSCRIPT] = USE_NEVER + 1, [GUMBO_TAG_TEMPLATE] = USE_NEVER + 1,
    [GUMBO_TAG_SVG] = USE_NEVER + 1,      [GUMBO_TAG_MATH] = USE_NEVER + 1,
    [GUMBO_TAG_NAV] = USE_NEVER + 1,      [GUMBO_TAG_ASIDE] = USE_NEVER + 1,
    [GUMBO_TAG_FOOTER] = USE_NEVER + 1,   [GUMBO_TAG_FORM] = USE_NEVER + 1,
    [GUMBO_TAG_BUTTON] = USE_NEVER + 1,   [GUMBO_TAG_SELECT] = USE_NEVER + 1,
    [GUMBO_TAG_TEXTAREA] = USE_NEVER + 1, [GUMBO_TAG_IFRAME] = USE_NEVER + 1,
    [GUMBO_TAG_OBJECT] = USE_NEVER + 1,   [GUMBO_TAG_VIDEO] = USE_NEVER + 1,
    [GUMBO_TAG_AUDIO] = USE_NEVER + 1,    [GUMBO_TAG_CANVAS] = USE_NEVER + 1,
    [GUMBO_TAG_HEAD] = USE_NEVER + 1,     [GUMBO_TAG_H1] = USE_HEADING + 1,
    [GUMBO_TAG_H2] = USE_HEADING + 1,     [GUMBO_TAG_H3] = USE_HEADING + 1,
    [GUMBO_TAG_H4] = USE_HEADING + 1,     [GUMBO_TAG_H5] = USE_HEADING + 1,
    [GUMBO_TAG_H6] = USE_HEADING + 1,     [GUMBO_TAG_FIGCAPTION] = USE_CAPTION + 1,
    [GUMBO_TAG_BR] = USE_BREAK + 1,       [GUMBO_TAG_TD] = USE_CELL + 1,
    [GUMBO_TAG_TH] = USE_CELL + 1,        [GUMBO_TAG_A] = USE_INLINE + 1,
    [GUMBO_TAG_ABBR] = USE_INLINE + 1,    [GUMBO_TAG_B] = USE_INLINE + 1,
    [GUMBO_TAG_BDI] = USE_INLINE + 1,     [GUMBO_TAG_BDO] = USE_INLINE + 1,
    [GUMBO_TAG_BIG] = USE_INLINE + 1,     [GUMBO_TAG_CITE] = USE_INLINE + 1,
    [GUMBO_TAG_CODE] = USE_INLINE + 1,    [GUMBO_TAG_DATA] = USE_INLINE + 1,
    [GUMBO_TAG_DFN] = USE_INLINE + 1,     [GUMBO_TAG_EM] = USE_INLINE + 1,
    [GUMBO_TAG_FONT] = USE_INLINE + 1,    [GUMBO_TAG_I] = USE_INLINE + 1,
    [GUMBO_TAG_INS] = USE_INLINE + 1,     [GUMBO_TAG_DEL] = USE_INLINE + 1,
    [GUMBO_TAG_KBD] = USE_INLINE + 1,     [GUMBO_TAG_LABEL] = USE_INLINE + 1,
    [GUMBO_TAG_MARK] = USE_INLINE + 1,    [GUMBO_TAG_Q] = USE_INLINE + 1,
    [GUMBO_TAG_RUBY] = USE_INLINE + 1,    [GUMBO_TAG_S] = USE_INLINE + 1,
    [GUMBO_TAG_SAMP] = USE_INLINE + 1,    [GUMBO_TAG_SMALL] = USE_INLINE + 1,
    [GUMBO_TAG_SPAN] = USE_INLINE + 1,    [GUMBO_TAG_STRIKE] = USE_INLINE + 1,
    [GUMBO_TAG_STRONG] = USE_INLINE + 1,  [GUMBO_TAG_SUB] = USE_INLINE + 1,
    [GUMBO_TAG_SUP] = USE_INLINE + 1,     [GUMBO_TAG_TIME] = USE_INLINE + 1,
    [GUMBO_TAG_TT] = USE_INLINE + 1,      [GUMBO_TAG_U] = USE_INLINE + 1,
    [GUMBO_TAG_VAR] = USE_INLINE + 1,     [GUMBO_TAG_WBR] = USE_INLINE + 1,
    [GUMBO_TAG_NOBR] = USE_INLINE + 1,    [GUMBO_TAG_IMG] = USE_INLINE + 1,
};

const GumboVector *html_children(const GumboNode *node)
{
    static const GumboVector none;
    if (node->type == GUMBO_NODE_DOCUMENT)
        return &node->v.document.children;
    return html_is_element(node) ? &node->v.element.children : &none;
}

const GumboNode *html_next(const GumboNode *node, const GumboNode *root)
{
    if (html_children(node)->length)
        return html_children(node)->data[0];
    while (node != root && node->parent) {
        const GumboVector *all = html_children(node->parent);
        if (node->index_within_parent + 1 < all->length)
            return all->data[node->index_within_parent + 1];
        node = node->parent;
    }
    return NULL;
}

str html_attribute(const GumboNode *node, const char *name)
{
    const GumboVector *all = &node->v.element.attributes;
    for (unsigned i = 0; i < all->length; i++) {
        const GumboAttribute *a = all->data[i];
        if (str_eq_nocase(str_of(a->name), str_of(name)))
            return str_of(a->value);
    }
    return (str){ 0 };
}

bool html_is_below(const GumboNode *node, const GumboNode *root)
{
    while (node && node != root)
        node = node->parent;
    return node != NULL;
}

size_t html_letters(const char *z)
{
    size_t n = 0;
    for (; *z; z++)
        n += (unsigned char)*z > ' ';
    return n;
}

/* Where a node is in the frame, or would be. */
static size_t frame_slot(const html_tree *t, const GumboNode *node)
{
    size_t i = (size_t)((uint64_t)(uintptr_t)node * 0x9E3779B97F4A7C15u >> 40);
    for (i &= HTML_FRAME - 1; t->frame[i] && t->frame[i] != node;)
        i = (i + 1) & (HTML_FRAME - 1);
    return i;
}

void html_add_frame(html_tree *t, const GumboNode *node)
{
    for (; node && t->n_frame < HTML_FRAME / 2; node = node->parent) {
        size_t i = frame_slot(t, node);
        t->n_frame += !t->frame[i];
        t->frame[i] = node;
    }
}

static bool is_frame(const html_tree *t, const GumboNode *node)
{
    return t->frame[frame_slot(t, node)] != NULL;
}

/* ------------------------------------------------- The names of parts */

enum { NAME = 24 };

/* Names that pages give to what stands around an article, sorted; one with '*' stands
   for all that begin so. */
static const char *const around[] = {
    "ad",       "ads",        "advert*",     "banner",   "breadcrumb*", "comment",
    "comments", "consent*",   "cookie*",     "crumbs",   "didomi",      "footer",
    "gdpr",     "login",      "masthead",    "menu",     "modal",       "nav",
    "navbar*",  "navigation", "newsletter*", "onetrust", "outbrain",    "pagination",
    "paywall",  "popup",      "promo",       "promoted", "recommend*",  "related*",
    "share",    "sharedaddy", "sharing",     "sidebar",  "signup",      "skip",
    "social",   "sponsor*",   "subscribe*",  "taboola",  "tags",        "toolbar",
    "trending",
};
static const char *const captions[] = { "caption*", "cutline", "figcaption", "legend" };
static const char *const bylines[] = { "author*",  "byline", "date",     "datetime",
                                       "dates",    "meta",   "posted",   "pubdate",
                                       "publish*", "time",   "timestamp" };
/* Whole names of where a report is from. */
static const char *const datelines[] = { "dateline", "dateline-storybody",
                                         "location-stamp" };
static const char *const roles[] = { "alert",  "banner", "complementary", "contentinfo",
                                     "dialog", "menu",   "navigation",    "search" };
/* Whole names. */
static const char *const unseen[] = { "d-none",          "hidden",
                                      "instagram-media", "is-hidden",
                                      "offscreen",       "screen-reader-text",
                                      "sr-only",         "twitter-tweet",
                                      "visually-hidden", "visuallyhidden" };

#define COUNT(list) (sizeof(list) / sizeof *(list))

static bool is_listed(str s, const char *const *list, size_t n)
{
    char lower[NAME + 1];
    if (!s.len || s.len > NAME)
        return false;
    for (size_t i = 0; i < s.len; i++)
        lower[i] = (char)(s.at[i] >= 'A' && s.at[i] <= 'Z' ? s.at[i] | 0x20 : s.at[i]);
    for (size_t i = 0; i < n && *list[i] <= *lower; i++) {
        str name = str_of(list[i]);
        bool open = name.at[name.len - 1] == '*';
        name.len -= open;
        str given = { lower, open && s.len > name.len ? name.len : s.len };
        if (str_eq(given, name))
            return true;
    }
    return false;
}

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

/* "main-nav", "main_nav" and "mainNav" have "nav". */
static str next_part(str *s)
{
    size_t n = 0, from = 0;
    while (from < s->len && (s->at[from] == '-' || s->at[from] == '_'))
        from++;
    for (n = from; n < s->len && s->at[n] != '-' && s->at[n] != '_'; n++)
        if (n > from && is_upper(s->at[n]) && !is_upper(s->at[n - 1]))
            break;
    str part = { s->at + from, n - from };
    s->at += n;
    s->len -= n;
    return part;
}

/* "has-sidebar" tells how a page is laid out, and is not the sidebar. */
static bool is_state(str part)
{
    static const char *const states[] = { "has", "have", "no", "with", "without" };
    return is_listed(part, states, COUNT(states));
}

/* Whether a part of a class or id is in a list. What toolkits call a widget is a part of
   theirs: only who begins so is one of the page. */
static bool names_part(str s, const char *const *list, size_t n, bool page)
{
    while (s.len) {
        str name = str_cut(&s, ' '), part;
        bool state = false;
        if (page &&
            (str_eq_nocase(name, STR("widget")) || str_starts(name, STR("widget-")) ||
             str_starts(name, STR("widget_"))))
            return true;
        while ((part = next_part(&name)).len) {
            if (!state && is_listed(part, list, n))
                return true;
            state = is_state(part);
        }
    }
    return false;
}

static bool has_name(str s, const char *const *list, size_t n)
{
    while (s.len)
        if (is_listed(str_cut(&s, ' '), list, n))
            return true;
    return false;
}

/* "display:none", with or without a blank. */
static bool is_styled_away(str style)
{
    static const char *const ways[] = { "display:none", "clip:rect(",
                                        "visibility:hidden" };
    char bare[128];
    size_t n = 0;
    for (size_t i = 0; i < style.len && n < sizeof bare; i++)
        if (style.at[i] != ' ')
            bare[n++] = style.at[i];
    for (size_t i = 0; i < COUNT(ways); i++)
        for (size_t k = 0; k + strlen(ways[i]) <= n; k++)
            if (str_starts((str){ bare + k, n - k }, str_of(ways[i])))
                return true;
    return false;
}

static bool is_unseen(const GumboNode *node)
{
    return html_attribute(node, "hidden").at ||
           str_eq_nocase(html_attribute(node, "aria-hidden"), STR("true")) ||
           is_styled_away(html_attribute(node, "style")) ||
           has_name(html_attribute(node, "class"), unseen, COUNT(unseen));
}

static bool is_around(const GumboNode *node)
{
    static const char *const attributes[] = { "class", "id", "data-testid",
                                              "data-component" };
    if (has_name(html_attribute(node, "role"), roles, COUNT(roles)))
        return true;
    for (size_t i = 0; i < COUNT(attributes); i++)
        if (names_part(html_attribute(node, attributes[i]), around, COUNT(around), true))
            return true;
    return false;
}

/* The elements of AMP are blocks that this parser does not know. */
static html_use use_of_unknown(const GumboNode *node)
{
    static const char *const never[] = { "amp-ad",        "amp-analytics",
                                         "amp-consent",   "amp-embed",
                                         "amp-iframe",    "amp-sidebar",
                                         "amp-sticky-ad", "amp-user-notification" };
    str tag = { node->v.element.original_tag.data, node->v.element.original_tag.length };
    if (tag.len < 2)
        return USE_INLINE;
    size_t n = 1;
    while (n < tag.len && tag.at[n] != ' ' && tag.at[n] != '>' && tag.at[n] != '/' &&
           tag.at[n] != '\n')
        n++;
    str name = { tag.at + 1, n - 1 };
    if (is_listed(name, never, COUNT(never)))
        return USE_NEVER;
    return str_starts(name, STR("amp-")) ? USE_BLOCK : USE_INLINE;
}

static html_use use_of_name(const html_tree *t, const GumboNode *node, html_use u)
{
    str name = html_attribute(node, "class");
    if (t->plain)
        return u;
    if (names_part(name, captions, COUNT(captions), false))
        return USE_CAPTION;
    if (has_name(name, datelines, COUNT(datelines)))
        return USE_DATELINE;
    return html_is(node, GUMBO_TAG_TIME) ||
                   names_part(name, bylines, COUNT(bylines), false)
               ? USE_BYLINE
               : u;
}

bool html_is_inline(const GumboNode *node)
{
    GumboTag tag = node->v.element.tag;
    if (tag == GUMBO_TAG_UNKNOWN)
        return use_of_unknown(node) == USE_INLINE;
    return (unsigned)tag < GUMBO_TAG_LAST && uses[tag] == USE_INLINE + 1;
}

html_use html_use_of(const html_tree *t, const GumboNode *node)
{
    GumboTag tag = node->v.element.tag;
    uint8_t known = (unsigned)tag < GUMBO_TAG_LAST ? uses[tag] : 0;
    html_use u = known ? (html_use)(known - 1) : USE_BLOCK;
    if (tag == GUMBO_TAG_UNKNOWN)
        u = use_of_unknown(node);
    if (u == USE_NEVER || tag == GUMBO_TAG_ARTICLE)
        return u;
    html_use named = u == USE_BLOCK || u == USE_INLINE ? use_of_name(t, node, u) : u;
    if (is_unseen(node) || (!t->plain && is_around(node)))
        named = USE_NEVER;
    return named == u || is_frame(t, node) ? u : named;
}
