/*
 * gazetteer/tree - steps through the trees of sounds.
 *
 * Nothing outside of the section is read, whatever it holds. That a walk ends is seen to
 * by the count of the nodes that it may look at.
 */
#ifndef GAZETTEER_TREE_H
#define GAZETTEER_TREE_H

#include "gazetteer/read.h"

typedef struct tree {
    section wide, narrow;
    const unsigned char *root; /* the link to it; NULL: there is none */
    bool postings;             /* words have some */
    bool damaged;              /* something led out of the section */
    uint32_t visits;           /* nodes that may yet be looked at */
} tree;

/* A letter of a tree. */
typedef struct node {
    uint32_t letter; /* 0 for a */
    bool word, more; /* it ends a word; it has children */
    bool wide;
    uint32_t letters;          /* of its children as bits, or all that there are */
    const unsigned char *body; /* what belongs to it */
} node;

/* Children of a node that are still to be looked at. */
typedef struct branch {
    bool wide;
    uint32_t letters, all;   /* of a wide one: those left, and all of them */
    const unsigned char *at; /* its links, or the next child; NULL: none */
} branch;

/* The first question to a tree: both are empty when the file has none. */
tree tree_of(const gazetteer *g, bool back, uint32_t visits);
/* The root, which has no letter; false when there is none. */
bool tree_root(tree *t, node *out);

/* The postings of a word. */
typedef struct tree_postings {
    cursor list;
    uint32_t single; /* times 2, + 1 when the number of the name follows */
    bool one;
} tree_postings;

tree_postings tree_postings_of(const tree *t, const node *n);
/* The next place and the number of its name; false past the last. */
bool tree_posting(tree_postings *p, uint32_t *place, uint32_t *name);

/* The node that ends a word; false when there is no such word. */
bool tree_find(tree *t, str word, node *out);

/* As gazetteer_find_alike, and how many nodes it looked at. */
size_t tree_find_alike(const gazetteer *g, str sound, unsigned most_edits,
                       gazetteer_hit *hits, size_t capacity, uint32_t *visits);
/* gazetteer_check of the trees. */
bool tree_check(const gazetteer *g);

enum {
    /* Nodes that one question looks at, whatever it asks and whatever the file holds.
       A usual one looks at some hundreds or thousands. */
    TREE_VISITS = 1 << 16
};

static inline void tree_skip_postings(cursor *c)
{
    uint32_t v = cursor_number(c);
    if (v & 1)
        cursor_bytes(c, v >> 1);
    else if (v & 2)
        cursor_number(c);
}

/* How many bits are set. */
static inline uint32_t tree_count(uint32_t bits)
{
    bits -= bits >> 1 & 0x55555555;
    bits = (bits & 0x33333333) + (bits >> 2 & 0x33333333);
    return ((bits + (bits >> 4)) & 0x0F0F0F0F) * 0x01010101 >> 24;
}

/* The node that a link leads to; the letter is the caller's business. */
static inline bool tree_follow(tree *t, const unsigned char *link, node *out)
{
    uint32_t head = read_u32(link), to = read_u32(link + 4);
    out->letters = head & LINK_LETTERS;
    out->word = head & LINK_WORD;
    out->more = out->letters;
    out->wide = to & 1;
    section s = to & 1 ? t->wide : t->narrow;
    size_t size =
        to & 1 ? tree_count(out->letters) * (size_t)LINK_SIZE + 4u * out->word : 1;
    bool there = to >> 1 <= s.len && s.len - (to >> 1) >= size;
    out->body = s.at + (there ? to >> 1 : 0);
    t->damaged = t->damaged || !there;
    return there;
}

/* The narrow node at a cursor, which comes to stand at its postings or children. */
static inline uint32_t tree_narrow(cursor *c, node *out)
{
    uint32_t bits = cursor_byte(c);
    out->wide = false;
    out->letters = LINK_LETTERS;
    out->letter = bits & NODE_LETTER;
    out->word = bits & NODE_WORD;
    out->more = bits & NODE_MORE;
    return bits;
}

static inline cursor tree_cursor(const tree *t, const unsigned char *at)
{
    return (cursor){ at, t->narrow.at + t->narrow.len, false };
}

/* The next child of a wide node. */
static inline bool tree_next_wide(tree *t, branch *b, uint32_t wanted, node *out)
{
    uint32_t left = b->letters & wanted;
    if (!left || !t->visits)
        return false;
    t->visits--;
    out->letter = (uint32_t)__builtin_ctz(left);
    uint32_t below = ((uint32_t)1 << out->letter) - 1;
    b->letters &= ~below << 1;
    return tree_follow(t, b->at + tree_count(b->all & below) * (size_t)LINK_SIZE, out);
}

/* The next child that has one of these letters; false when there is none. */
static inline bool tree_next(tree *t, branch *b, uint32_t wanted, node *out)
{
    if (b->wide)
        return tree_next_wide(t, b, wanted, out);
    while (b->at && t->visits) {
        t->visits--;
        cursor c = tree_cursor(t, b->at);
        uint32_t bits = tree_narrow(&c, out);
        bool sized = (bits & (NODE_LAST | NODE_MORE)) == NODE_MORE;
        uint32_t size = sized ? cursor_number(&c) : 0;
        out->body = c.at;
        if (sized)
            cursor_bytes(&c, size);
        else if (t->postings && !(bits & NODE_LAST))
            tree_skip_postings(&c);
        b->at = bits & NODE_LAST || c.over ? NULL : c.at;
        t->damaged = t->damaged || c.over;
        if (wanted >> out->letter & 1)
            return !c.over;
    }
    return false;
}

/* The children of a node that has some. */
static inline branch tree_children(const tree *t, const node *n)
{
    if (n->wide)
        return (branch){ .wide = true,
                         .letters = n->letters,
                         .all = n->letters,
                         .at = n->body + (n->word ? 4 : 0) };
    cursor c = tree_cursor(t, n->body);
    if (t->postings && n->word)
        tree_skip_postings(&c);
    return (branch){ .at = c.at };
}
#endif
