#include "html/html.h"

#include "base/lazy.h"

#include <gumbo.h>
#include <stdint.h>

enum { STACK = 1024, PARAGRAPH = 80, MAIN_PERCENT = 40, DOWN_PERCENT = 70 };

typedef struct gumbo_calls {
    __typeof__(gumbo_parse_with_options) *parse_with_options;
} gumbo_calls;

static const lazy_name names[] = {
    { "gumbo_parse_with_options", offsetof(gumbo_calls, parse_with_options) },
};

/* What becomes of an element. */
typedef enum use {
    USE_INLINE = 0,
    USE_BLOCK,
    USE_BREAK,
    USE_HEADING,
    USE_CAPTION,
    USE_NEVER
} use;

/* Elements that are no blocks. */
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
    [GUMBO_TAG_BR] = USE_BREAK + 1,       [GUMBO_TAG_TD] = USE_BREAK + 1,
    [GUMBO_TAG_TH] = USE_BREAK + 1,       [GUMBO_TAG_A] = USE_INLINE + 1,
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

static use use_of_tag(GumboTag tag)
{
    uint8_t u = (unsigned)tag <= GUMBO_TAG_LAST ? uses[tag] : 0;
    return u ? (use)(u - 1) : USE_BLOCK;
}

static str attribute(const GumboNode *node, const char *name)
{
    const GumboVector *all = &node->v.element.attributes;
    for (unsigned i = 0; i < all->length; i++) {
        const GumboAttribute *a = all->data[i];
        if (str_eq_nocase(str_of(a->name), str_of(name)))
            return str_of(a->value);
    }
    return (str){ 0 };
}

static bool has_attribute(const GumboNode *node, const char *name)
{
    return attribute(node, name).at != NULL;
}

/* A word of a class or id, "main-nav" has "nav". */
static bool names_part(str s, const char *const *parts, size_t n)
{
    while (s.len) {
        size_t len = 0;
        while (len < s.len && s.at[len] != ' ' && s.at[len] != '-' && s.at[len] != '_')
            len++;
        for (size_t i = 0; i < n; i++)
            if (str_eq_nocase((str){ s.at, len }, str_of(parts[i])))
                return true;
        len += len < s.len;
        s.at += len;
        s.len -= len;
    }
    return false;
}

/* Names that pages give to what stands around an article. */
static bool is_around(const GumboNode *node)
{
    static const char *const parts[] = {
        "nav",    "navbar",   "navigation", "menu",       "footer",      "sidebar",
        "share",  "sharing",  "social",     "related",    "comment",     "comments",
        "cookie", "cookies",  "newsletter", "subscribe",  "promo",       "advert",
        "ads",    "ad",       "banner",     "breadcrumb", "breadcrumbs", "pagination",
        "popup",  "modal",    "toolbar",    "widget",     "recommended", "recommend",
        "tags",   "outbrain", "taboola",    "skip",       "hidden",      "login",
        "signup", "masthead",
    };
    static const char *const roles[] = { "navigation", "banner",        "contentinfo",
                                         "search",     "complementary", "dialog",
                                         "menu",       "alert" };
    size_t n = sizeof parts / sizeof *parts;
    if (names_part(attribute(node, "role"), roles, sizeof roles / sizeof *roles) ||
        has_attribute(node, "hidden") ||
        str_eq_nocase(attribute(node, "aria-hidden"), STR("true")))
        return true;
    return names_part(attribute(node, "class"), parts, n) ||
           names_part(attribute(node, "id"), parts, n);
}

static use use_of(const GumboNode *node)
{
    GumboTag tag = node->v.element.tag;
    use u = use_of_tag(tag);
    bool body = tag == GUMBO_TAG_BODY || tag == GUMBO_TAG_ARTICLE ||
                tag == GUMBO_TAG_MAIN || tag == GUMBO_TAG_HTML;
    return !body && u != USE_NEVER && is_around(node) ? USE_NEVER : u;
}

/* One step of a walk without recursion: the frames are the open elements. */
typedef struct frame {
    const GumboNode *node;
    unsigned next; /* child */
    size_t text, links, first_run;
    bool in_link;
    html_kind kind;
} frame;

typedef struct walk {
    arena *a;
    frame *open;
    size_t depth, cap;
} walk;

static const GumboVector *children_of(const GumboNode *node)
{
    if (node->type == GUMBO_NODE_DOCUMENT)
        return &node->v.document.children;
    return &node->v.element.children;
}

static bool is_element(const GumboNode *node)
{
    return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
}

static bool is_text(const GumboNode *node)
{
    return node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE ||
           node->type == GUMBO_NODE_CDATA;
}

static frame *push(walk *w, const GumboNode *node)
{
    w->open = arena_grow(w->a, w->open, w->depth, &w->cap, sizeof *w->open);
    w->open[w->depth] = (frame){ .node = node };
    return &w->open[w->depth++];
}

/* How much a reader reads in an element: its text without links. */
typedef struct choice {
    const GumboNode *best_article, *best_main, *title;
    size_t article_text, main_text;
} choice;

static size_t letters(const char *z)
{
    size_t n = 0;
    for (; *z; z++)
        n += (unsigned char)*z > ' ';
    return n;
}

static void weigh_element(const frame *f, choice *c)
{
    GumboTag tag = f->node->v.element.tag;
    bool main = tag == GUMBO_TAG_MAIN ||
                str_eq_nocase(attribute(f->node, "role"), STR("main")) ||
                str_eq_nocase(attribute(f->node, "itemprop"), STR("articleBody"));
    if (tag == GUMBO_TAG_ARTICLE && f->text > c->article_text) {
        c->best_article = f->node;
        c->article_text = f->text;
    }
    if (main && f->text > c->main_text) {
        c->best_main = f->node;
        c->main_text = f->text;
    }
}

/* One child of the innermost open element. */
static void weigh_child(walk *w, const GumboNode *child, choice *c)
{
    frame *f = &w->open[w->depth - 1];
    bool link = f->in_link;
    if (is_text(child)) {
        f->text += link ? 0 : letters(child->v.text.text);
    } else if (is_element(child) && use_of(child) != USE_NEVER) {
        if (c && !c->title && child->v.element.tag == GUMBO_TAG_H1)
            c->title = child;
        push(w, child)->in_link = link || child->v.element.tag == GUMBO_TAG_A;
    }
}

/* Count the text below an element; *down is its child with the most of it. Returns how
   much that is, 0 when much of the text is elsewhere. */
static size_t weigh(walk *w, const GumboNode *root, choice *c, const GumboNode **down)
{
    size_t most = 0;
    *down = NULL;
    w->depth = 0;
    push(w, root);
    for (;;) {
        frame *f = &w->open[w->depth - 1];
        const GumboVector *children = children_of(f->node);
        if (f->next < children->length) {
            weigh_child(w, children->data[f->next++], c);
            continue;
        }
        if (w->depth == 1)
            break;
        if (c)
            weigh_element(f, c);
        w->depth--;
        w->open[w->depth - 1].text += f->text;
        if (w->depth == 1 && f->text > most) {
            most = f->text;
            *down = f->node;
        }
    }
    return *down && most * 100 >= w->open[0].text * DOWN_PERCENT ? most : 0;
}

/* The element that has the article. */
static const GumboNode *find_main(walk *w, const GumboNode *body, choice *c)
{
    const GumboNode *at = body, *down;
    weigh(w, body, c, &down);
    size_t all = w->open[0].text;
    if (c->article_text * 100 >= all * MAIN_PERCENT && c->best_article)
        return c->best_article;
    if (c->main_text * 100 >= all * MAIN_PERCENT && c->best_main)
        at = c->best_main;
    /* Down as long as most of the text is in one child, and not into a paragraph. */
    for (int i = 0; i < 24; i++) {
        size_t most = weigh(w, at, NULL, &down);
        use u = down ? use_of(down) : USE_INLINE;
        if (!most || u != USE_BLOCK || down->v.element.tag == GUMBO_TAG_P)
            break;
        at = down;
    }
    return at;
}

typedef struct reader {
    walk w;
    arena *a;
    const char *page;
    html_run *runs;
    size_t n, cap;
    int lines;
} reader;

static void put_text(reader *r, const GumboNode *node, const frame *f)
{
    const GumboText *t = &node->v.text;
    r->runs = arena_grow(r->a, r->runs, r->n, &r->cap, sizeof *r->runs);
    str text = str_of(t->text);
    bool known = t->original_text.data != NULL && t->original_text.data >= r->page;
    r->runs[r->n++] = (html_run){
        .text = { str_copy(r->a, text), text.len },
        .at = known ? (size_t)(t->original_text.data - r->page) : 0,
        .len = known ? t->original_text.length : 0,
        .kind = f->kind,
        .lines = r->lines,
    };
    r->lines = 0;
}

static void end_line(reader *r, int lines)
{
    r->lines = lines > r->lines ? lines : r->lines;
}

static void open_element(reader *r, const GumboNode *node, const frame *parent)
{
    use u = use_of(node);
    html_kind kind = parent->kind;
    bool link = parent->in_link || node->v.element.tag == GUMBO_TAG_A;
    if (u == USE_NEVER)
        return;
    if (u == USE_BREAK)
        end_line(r, 1);
    else if (u != USE_INLINE)
        end_line(r, 2);
    if (u == USE_HEADING)
        kind = HTML_HEADING;
    if (u == USE_CAPTION)
        kind = HTML_CAPTION;
    frame *f = push(&r->w, node);
    f->kind = kind;
    f->in_link = link;
    f->first_run = r->n;
}

/* A block of nothing but links leads elsewhere. */
static void close_element(reader *r)
{
    frame *f = &r->w.open[--r->w.depth];
    use u = use_of(f->node);
    if (u == USE_BLOCK && f->kind == HTML_TEXT && f->links * 10 >= f->text * 8 &&
        f->links)
        for (size_t i = f->first_run; i < r->n; i++)
            if (r->runs[i].kind == HTML_TEXT)
                r->runs[i].kind = HTML_LINK;
    if (u != USE_INLINE)
        end_line(r, u == USE_BREAK ? 1 : 2);
    if (r->w.depth && (u == USE_INLINE || u == USE_BREAK)) {
        r->w.open[r->w.depth - 1].text += f->text;
        r->w.open[r->w.depth - 1].links += f->links;
    }
}

static void read_below(reader *r, const GumboNode *root, html_kind kind)
{
    r->w.depth = 0;
    frame *top = push(&r->w, root);
    top->kind = kind;
    top->first_run = r->n;
    end_line(r, 2);
    while (r->w.depth) {
        frame *f = &r->w.open[r->w.depth - 1];
        const GumboVector *children = children_of(f->node);
        if (f->next == children->length) {
            close_element(r);
            continue;
        }
        const GumboNode *child = children->data[f->next++];
        if (is_text(child)) {
            size_t n = letters(child->v.text.text);
            f->text += n;
            f->links += f->in_link ? n : 0;
            put_text(r, child, f);
        } else if (is_element(child)) {
            open_element(r, child, f);
        }
    }
}

static bool is_below(const GumboNode *node, const GumboNode *root)
{
    while (node && node != root)
        node = node->parent;
    return node != NULL;
}

static void *take_memory(void *a, size_t n)
{
    return arena_alloc(a, 1, n ? n : 1);
}

static void leave_memory(void *a, void *p)
{
    (void)a;
    (void)p;
}

static const GumboNode *body_of(const GumboNode *html)
{
    const GumboVector *children = children_of(html);
    for (unsigned i = 0; i < children->length; i++) {
        const GumboNode *child = children->data[i];
        if (is_element(child) && child->v.element.tag == GUMBO_TAG_BODY)
            return child;
    }
    return html;
}

dateline_status html_read(str page, const char *name, arena *a, html_run **runs,
                          size_t *n, dateline_error *err)
{
    gumbo_calls gumbo;
    *runs = NULL;
    *n = 0;
    dateline_status st = html_check(page, name, err);
    if (!st)
        st = lazy_open(LAZY_GUMBO, names, sizeof names / sizeof *names, &gumbo, err);
    if (st)
        return st;
    /* The tree dies with its arena: the library's own end of it is recursive. */
    arena tree = { 0 };
    GumboOptions options = { .allocator = take_memory,
                             .deallocator = leave_memory,
                             .userdata = &tree,
                             .tab_stop = 8,
                             .max_errors = 0,
                             .fragment_context = GUMBO_TAG_LAST,
                             .fragment_namespace = GUMBO_NAMESPACE_HTML };
    const GumboOutput *out = gumbo.parse_with_options(&options, page.at, page.len);
    const GumboNode *body = body_of(out->root);
    choice c = { 0 };
    reader r = { .w = { .a = &tree }, .a = a, .page = page.at };
    const GumboNode *main = find_main(&r.w, body, &c);
    if (c.title && !is_below(c.title, main))
        read_below(&r, c.title, HTML_HEADING);
    read_below(&r, main, HTML_TEXT);
    arena_clear(&tree);
    *runs = r.runs;
    *n = r.n;
    return DATELINE_OK;
}
