/*
 * html/tree - the elements of a page: what becomes of each. For this room only.
 */
#ifndef HTML_TREE_H
#define HTML_TREE_H

#include "base/arena.h"
#include "base/str.h"

#include <gumbo.h>
#include <stdbool.h>
#include <stddef.h>

typedef enum html_use {
    USE_INLINE = 0,
    USE_BLOCK,
    USE_BREAK,
    USE_CELL, /* of a table */
    USE_HEADING,
    USE_CAPTION,
    USE_BYLINE,   /* who wrote it and when */
    USE_DATELINE, /* where from */
    USE_NEVER
} html_use;

/* A page, and the elements around its title and its main part, which are the page's
   frame whatever they are called. */
enum { HTML_FRAME = 2048 }; /* a power of two, above the depth of two nodes */
typedef struct html_tree {
    arena *a;
    const GumboNode *frame[HTML_FRAME]; /* by their address; NULL: free */
    size_t n_frame;
    bool plain; /* names of classes say nothing */
} html_tree;

static inline bool html_is_element(const GumboNode *node)
{
    return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
}

static inline bool html_is_text(const GumboNode *node)
{
    return node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE ||
           node->type == GUMBO_NODE_CDATA;
}

static inline bool html_is(const GumboNode *node, GumboTag tag)
{
    return html_is_element(node) && node->v.element.tag == tag;
}

const GumboVector *html_children(const GumboNode *node);
/* The next node of a walk through all below a root, NULL at the end. */
const GumboNode *html_next(const GumboNode *node, const GumboNode *root);
/* .at is NULL when there is none. */
str html_attribute(const GumboNode *node, const char *name);
bool html_is_below(const GumboNode *node, const GumboNode *root);
/* A node and those that it is in belong to the frame. */
void html_add_frame(html_tree *t, const GumboNode *node);
html_use html_use_of(const html_tree *t, const GumboNode *node);
/* By its tag, whatever its name says. */
bool html_is_inline(const GumboNode *node);
/* How many characters of a text are to be seen. */
size_t html_letters(const char *z);

/* What the head of a page states. */
typedef struct html_head {
    const GumboNode *title; /* the text of it; NULL: there is none */
    const char *published, *lang;
} html_head;
html_head html_read_head(const GumboNode *root, arena *a);
/* How much of a title is left without the name of the site behind it. */
size_t html_title_length(str title);
#endif
