#include "html/html.h"

#include "base/lazy.h"
#include "html/tree.h"

#include <stdint.h>
#include <string.h>

enum {
    MAIN_PERCENT = 40,
    DOWN_PERCENT = 70,
    ENTRIES_PERCENT = 125, /* of the longest of several articles */
    TITLE_MOST = 1024,
    CAPTION_MOST = 600, /* letters */
    BYLINE_MOST = 160,
    LITTLE = 140
};

typedef struct gumbo_calls {
    __typeof__(gumbo_parse_with_options) *parse_with_options;
} gumbo_calls;

static const lazy_name names[] = {
    { "gumbo_parse_with_options", offsetof(gumbo_calls, parse_with_options) },
};

/* One step of a walk without recursion: the frames are the open elements. */
typedef struct frame {
    const GumboNode *node;
    unsigned next; /* child */
    size_t text, links, slanted, first_run;
    size_t entries; /* text of the articles in it */
    size_t number;
    bool in_link, in_slant, behind_picture;
    html_kind kind;
} frame;

typedef struct walk {
    const html_tree *t;
    frame *open;
    size_t depth, cap;
} walk;

static frame *push(walk *w, const GumboNode *node)
{
    w->open = arena_grow(w->t->a, w->open, w->depth, &w->cap, sizeof *w->open);
    w->open[w->depth] = (frame){ .node = node };
    return &w->open[w->depth++];
}

/* ------------------------------------------------------ The title */

static bool says(str text, str what)
{
    text.len = text.len < TITLE_MOST ? text.len : TITLE_MOST;
    for (size_t i = 0; what.len && i + what.len <= text.len; i++)
        if (str_starts((str){ text.at + i, text.len - i }, what))
            return true;
    return false;
}

/* Text of an element that is no link: a heading that is one is the name of the site. */
static str heading_text(const GumboNode *heading)
{
    str longest = { 0 };
    const GumboNode *node = heading;
    while (node) {
        if (html_is_text(node) && str_trim(str_of(node->v.text.text)).len > longest.len)
            longest = str_trim(str_of(node->v.text.text));
        const GumboNode *next = html_next(node, heading);
        while (next && html_is(next, GUMBO_TAG_A)) {
            const GumboNode *last = next;
            while (html_children(last)->length)
                last = html_children(last)->data[html_children(last)->length - 1];
            next = html_next(last, heading);
        }
        node = next;
    }
    return longest;
}

/* The first <h1> that the title of the page says, else the first one. */
static const GumboNode *find_title(const GumboNode *body, str title)
{
    const GumboNode *first = NULL;
    for (const GumboNode *node = body; node; node = html_next(node, body)) {
        if (!html_is(node, GUMBO_TAG_H1))
            continue;
        str text = heading_text(node);
        if (text.len && says(title, text))
            return node;
        if (text.len && !first)
            first = node;
    }
    return first;
}

static bool is_main(const GumboNode *node)
{
    return html_is(node, GUMBO_TAG_MAIN) ||
           str_eq_nocase(html_attribute(node, "role"), STR("main")) ||
           str_eq_nocase(html_attribute(node, "itemprop"), STR("articleBody"));
}

static void find_frame(html_tree *t, const GumboNode *body, const GumboNode *title)
{
    bool found = false;
    html_add_frame(t, title ? title : body);
    for (const GumboNode *node = body; node && !found; node = html_next(node, body)) {
        found = html_is_element(node) && is_main(node);
        if (found)
            html_add_frame(t, node);
    }
}

/* -------------------------------------------------- The main part */

/* How much a reader reads in an element: its text without links; and the child that has
   the most of it. Elements are numbered as they begin. */
typedef struct weight {
    const GumboNode *node;
    size_t text, most, child;
} weight;

typedef struct best {
    size_t at, text; /* nothing when there is no text */
} best;

typedef struct scale {
    weight *all;
    size_t n, cap;
    best article, main, entries;
} scale;

static void better(best *b, size_t at, size_t text)
{
    if (text > b->text)
        *b = (best){ at, text };
}

static void open_weight(walk *w, scale *s, const GumboNode *node, bool in_link)
{
    s->all = arena_grow(w->t->a, s->all, s->n, &s->cap, sizeof *s->all);
    s->all[s->n] = (weight){ .node = node };
    frame *f = push(w, node);
    f->number = s->n++;
    f->in_link = in_link;
}

static void close_weight(walk *w, scale *s)
{
    frame *f = &w->open[--w->depth];
    size_t at = f->number;
    bool article = html_is(f->node, GUMBO_TAG_ARTICLE);
    s->all[at].text = f->text;
    if (article)
        better(&s->article, at, f->text);
    if (is_main(f->node))
        better(&s->main, at, f->text);
    better(&s->entries, at, f->entries);
    if (!w->depth)
        return;
    frame *parent = &w->open[w->depth - 1];
    weight *of = &s->all[parent->number];
    parent->text += f->text;
    parent->entries += article ? f->text : 0;
    if (f->text > of->most) {
        of->most = f->text;
        of->child = at;
    }
}

static void weigh(walk *w, const GumboNode *root, scale *s)
{
    w->depth = 0;
    open_weight(w, s, root, false);
    while (w->depth) {
        frame *f = &w->open[w->depth - 1];
        const GumboVector *children = html_children(f->node);
        if (f->next == children->length) {
            close_weight(w, s);
            continue;
        }
        const GumboNode *child = children->data[f->next++];
        if (html_is_text(child))
            f->text += f->in_link ? 0 : html_letters(child->v.text.text);
        else if (html_is_element(child) && html_use_of(w->t, child) != USE_NEVER)
            open_weight(w, s, child, f->in_link || html_is(child, GUMBO_TAG_A));
    }
}

/* Down as long as most of the text is in one child, and not into a paragraph. */
static const GumboNode *go_down(const walk *w, const scale *s, size_t at)
{
    for (;;) {
        const weight *x = &s->all[at];
        if (!x->most || x->most * 100 < x->text * DOWN_PERCENT)
            return x->node;
        const GumboNode *down = s->all[x->child].node;
        html_use u = html_use_of(w->t, down);
        if ((u != USE_BLOCK && u != USE_CELL) || html_is(down, GUMBO_TAG_P))
            return x->node;
        at = x->child;
    }
}

/* The element that has the article. */
static const GumboNode *find_main(walk *w, const GumboNode *body)
{
    scale s = { 0 };
    weigh(w, body, &s);
    size_t enough = s.all[0].text * MAIN_PERCENT;
    /* The entries of a running report are articles side by side. */
    bool several = s.entries.text * 100 >= s.article.text * ENTRIES_PERCENT;
    if (s.entries.text && several && s.entries.text * 100 >= enough)
        return s.all[s.entries.at].node;
    if (s.article.text && s.article.text * 100 >= enough)
        return s.all[s.article.at].node;
    return go_down(w, &s, s.main.text * 100 >= enough ? s.main.at : 0);
}

/* ------------------------------------------------------- Its runs */

typedef struct reader {
    walk w;
    arena *a;
    const char *page;
    html_run *runs;
    size_t n, cap;
    int lines;
    const GumboNode *from, *to; /* read what stands between, both included; NULL: all */
    bool closed;                /* not at FROM yet, or behind TO */
    bool picture;               /* stood behind the last text */
    bool titled;                /* the page has a heading that is no link */
} reader;

static void put_text(reader *r, const GumboNode *node, const frame *f)
{
    const GumboText *t = &node->v.text;
    if (r->closed)
        return;
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

/* Two breaks are the end of a paragraph. */
static void end_line(reader *r, html_use u)
{
    int lines = u == USE_BREAK ? r->lines + 1 : 2;
    if (u != USE_INLINE && u != USE_BYLINE)
        r->lines = lines > 2 ? 2 : lines > r->lines ? lines : r->lines;
}

static bool is_slanted(const GumboNode *node)
{
    return html_is(node, GUMBO_TAG_EM) || html_is(node, GUMBO_TAG_I) ||
           html_is(node, GUMBO_TAG_SMALL);
}

static html_kind kind_of(html_use u, html_kind parent)
{
    switch (u) {
    case USE_HEADING:
        return HTML_HEADING;
    case USE_CAPTION:
        return HTML_CAPTION;
    case USE_BYLINE:
        return HTML_BYLINE;
    case USE_DATELINE:
        return HTML_DATELINE;
    default:
        return parent;
    }
}

static void open_element(reader *r, const GumboNode *node, const frame *parent)
{
    html_use u = html_use_of(r->w.t, node);
    if (u == USE_NEVER)
        return;
    if (node == r->from)
        r->closed = false;
    end_line(r, u == USE_BYLINE && !html_is_inline(node) ? USE_BLOCK : u);
    html_kind kind = kind_of(u, parent->kind);
    bool link = parent->in_link || html_is(node, GUMBO_TAG_A);
    bool slant = parent->in_slant || is_slanted(node);
    r->picture |= html_is(node, GUMBO_TAG_IMG) || html_is(node, GUMBO_TAG_IMAGE);
    frame *f = push(&r->w, node);
    f->kind = kind;
    f->in_link = link;
    f->in_slant = slant;
    f->first_run = r->n;
    f->behind_picture = r->picture;
}

static void set_kind(reader *r, const frame *f, html_kind from, html_kind to)
{
    for (size_t i = f->first_run; i < r->n; i++)
        if (r->runs[i].kind == from)
            r->runs[i].kind = to;
}

/* What the text of a block says of it: nothing but links leads elsewhere; in italics
   below a picture it is what the picture shows; too long for a caption it is none. */
static void judge(reader *r, const frame *f, html_use u)
{
    bool block = (u == USE_BLOCK || u == USE_CELL) && f->kind == HTML_TEXT;
    if (u == USE_CAPTION && f->text > CAPTION_MOST)
        set_kind(r, f, HTML_CAPTION, HTML_TEXT);
    else if (u == USE_BYLINE && f->text > BYLINE_MOST)
        set_kind(r, f, HTML_BYLINE, HTML_TEXT);
    else if (u == USE_HEADING && f->links && f->links * 10 >= f->text * 8 &&
             (r->titled || html_is(f->node, GUMBO_TAG_H1)))
        set_kind(r, f, HTML_HEADING, HTML_LINK);
    else if (block && f->links && f->links * 10 >= f->text * 8)
        set_kind(r, f, HTML_TEXT, HTML_LINK);
    else if (block && f->behind_picture && f->text && f->slanted == f->text &&
             f->text <= CAPTION_MOST)
        set_kind(r, f, HTML_TEXT, HTML_CAPTION);
    if (f->text && u != USE_INLINE)
        r->picture = false;
}

static void close_element(reader *r)
{
    frame *f = &r->w.open[--r->w.depth];
    html_use u = html_use_of(r->w.t, f->node);
    judge(r, f, u);
    if (f->node == r->to)
        r->closed = true;
    if (u == USE_BYLINE && !html_is_inline(f->node))
        end_line(r, USE_BLOCK);
    else if (u != USE_BREAK)
        end_line(r, u);
    if (r->w.depth && html_is_inline(f->node)) {
        frame *parent = &r->w.open[r->w.depth - 1];
        parent->text += f->text;
        parent->links += f->links;
        parent->slanted += f->slanted;
        parent->behind_picture |= !parent->text && r->picture;
    }
}

static void read_text(reader *r, const GumboNode *node, frame *f)
{
    size_t n = html_letters(node->v.text.text);
    f->behind_picture |= !f->text && r->picture;
    f->text += n;
    f->links += f->in_link ? n : 0;
    f->slanted += f->in_slant ? n : 0;
    put_text(r, node, f);
}

static void read_below(reader *r, const GumboNode *root, html_kind kind)
{
    r->w.depth = 0;
    frame *top = push(&r->w, root);
    top->kind = kind;
    top->first_run = r->n;
    end_line(r, USE_BLOCK);
    while (r->w.depth) {
        frame *f = &r->w.open[r->w.depth - 1];
        const GumboVector *children = html_children(f->node);
        if (f->next == children->length) {
            close_element(r);
            continue;
        }
        const GumboNode *child = children->data[f->next++];
        if (html_is_text(child))
            read_text(r, child, f);
        else if (html_is_element(child))
            open_element(r, child, f);
    }
}

static bool comes_before(const GumboNode *a, const GumboNode *b, const GumboNode *root)
{
    for (const GumboNode *node = root; node; node = html_next(node, root))
        if (node == a || node == b)
            return node == a;
    return false;
}

/* Where to read from so that the title and what stands between it and the main part, as
   the lead does, are read as well. */
static const GumboNode *with_title(reader *r, const GumboNode *main,
                                   const GumboNode *title)
{
    const GumboNode *root = main;
    while (root && !html_is_below(title, root))
        root = root->parent;
    if (root == main || !root || !comes_before(title, main, root))
        return main;
    r->from = title;
    r->to = main;
    r->closed = true;
    return root;
}

/* The title of the page, for one without a heading; unless the text begins with it. */
static void put_title(reader *r, const GumboNode *title)
{
    const GumboText *t = &title->v.text;
    str text = str_trim(str_of(t->text));
    text.len = html_title_length(text);
    for (size_t i = 0, seen = 0; i < r->n && seen < 12; i++) {
        str run = str_trim(r->runs[i].text);
        seen += run.len > 0;
        if (says(run, text) || (run.len > 20 && says(text, run))) {
            if (r->runs[i].kind == HTML_TEXT && str_eq(run, text))
                r->runs[i].kind = HTML_HEADING;
            return;
        }
    }
    if (!text.len || t->original_text.data < r->page)
        return;
    r->runs = arena_grow(r->a, r->runs, r->n, &r->cap, sizeof *r->runs);
    memmove(r->runs + 1, r->runs, r->n++ * sizeof *r->runs);
    r->runs[0] = (html_run){ .text = { str_copy(r->a, text), text.len },
                             .at = (size_t)(t->original_text.data - r->page),
                             .len = t->original_text.length,
                             .kind = HTML_HEADING };
    if (r->n > 1)
        r->runs[1].lines = 2;
}

static size_t letters_of(const reader *r)
{
    size_t n = 0;
    for (size_t i = 0; i < r->n; i++)
        n += html_letters(r->runs[i].text.at);
    return n;
}

static reader read_page(html_tree *t, const GumboNode *body, const html_head *head,
                        str page, arena *a)
{
    str stated = head->title ? str_of(head->title->v.text.text) : (str){ 0 };
    const GumboNode *title = find_title(body, stated);
    reader r = { .w = { .t = t }, .a = a, .page = page.at, .titled = title != NULL };
    find_frame(t, body, title);
    const GumboNode *main = find_main(&r.w, body);
    const GumboNode *root = title ? with_title(&r, main, title) : main;
    read_below(&r, root, HTML_TEXT);
    r.closed = false;
    if (!title && head->title)
        put_title(&r, head->title);
    return r;
}

/* ------------------------------------------------------- The page */

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
    const GumboVector *children = html_children(html);
    for (unsigned i = 0; i < children->length; i++)
        if (html_is(children->data[i], GUMBO_TAG_BODY))
            return children->data[i];
    return html;
}

dateline_status html_read(str page, const char *name, arena *a, html_page *out,
                          dateline_error *err)
{
    gumbo_calls gumbo;
    *out = (html_page){ .published = "", .lang = "" };
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
    const GumboOutput *read = gumbo.parse_with_options(&options, page.at, page.len);
    const GumboNode *body = body_of(read->root);
    html_head head = html_read_head(read->root, a);
    html_tree t = { .a = &tree };
    reader r = read_page(&t, body, &head, page, a);
    /* A page whose names mislead is read by its elements alone. */
    size_t n = letters_of(&r);
    if (n < LITTLE) {
        t.plain = true;
        reader plain = read_page(&t, body, &head, page, a);
        if (letters_of(&plain) > n * 3)
            r = plain;
    }
    arena_clear(&tree);
    out->runs = r.runs;
    out->n = r.n;
    out->published = head.published;
    out->lang = head.lang;
    return DATELINE_OK;
}
