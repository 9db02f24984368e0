#include "gazetteer/tree.h"

/* A walk over all of a tree. */
typedef struct walk {
    const gazetteer *g;
    tree t;
    char word[LONGEST_SOUND];
    uint32_t n_words;
    const unsigned char *seen; /* behind the narrow node that was looked at last */
} walk;

typedef struct level {
    branch left;
    uint32_t above;           /* the letter of the next child is no less */
    const unsigned char *end; /* where the children end, if it is said */
} level;

/* The postings of a word exist, and come by falling importance. */
static bool postings_are_whole(const walk *w, const node *n)
{
    tree_postings list = tree_postings_of(&w->t, n);
    uint32_t place, name, before = UINT32_MAX, count = 0;
    for (; tree_posting(&list, &place, &name); count++) {
        facts f;
        if (place >= w->g->n_places || !read_facts(w->g, place, &f) ||
            name >= f.n_names || read_u16(f.fixed + PLACE_IMPORTANCE) > before)
            return false;
        before = read_u16(f.fixed + PLACE_IMPORTANCE);
    }
    return count && !list.list.over;
}

/* A word that is read from its last letter stands in the tree of words, too. */
static bool is_known(const walk *w, size_t len)
{
    char text[LONGEST_SOUND];
    tree all = tree_of(w->g, false, UINT32_MAX);
    node n;
    for (size_t i = 0; i < len; i++)
        text[i] = w->word[len - 1 - i];
    return tree_find(&all, (str){ text, len }, &n);
}

static bool node_is_whole(walk *w, level *at, const node *n, size_t len)
{
    if (n->letter > 'z' - 'a' || n->letter < at->above || !(n->word || n->more) ||
        len > LONGEST_SOUND)
        return false;
    at->above = n->letter + 1;
    w->word[len - 1] = (char)('a' + n->letter);
    if (!n->wide && (n->more || n->word))
        w->seen = tree_children(&w->t, n).at;
    w->n_words += n->word;
    return !n->word || (w->t.postings ? postings_are_whole(w, n) : is_known(w, len));
}

/* The paths of a tree differ, because letters ascend; so do its words. */
static bool tree_is_whole(const gazetteer *g, bool back, uint32_t *words)
{
    walk w = { .g = g, .t = tree_of(g, back, UINT32_MAX) };
    level path[LONGEST_SOUND + 1];
    size_t depth = 1;
    node n;
    if (!tree_root(&w.t, &n))
        depth = 0;
    else
        path[0] = (level){ .left = tree_children(&w.t, &n) };
    /* No more nodes than it has bytes. */
    w.t.visits = (uint32_t)(w.t.wide.len + w.t.narrow.len + 1);
    while (depth) {
        level *top = &path[depth - 1];
        if (!tree_next(&w.t, &top->left, UINT32_MAX, &n)) {
            depth--;
            if (top->end && top->end != w.seen)
                return false;
            continue;
        }
        if (!node_is_whole(&w, top, &n, depth))
            return false;
        if (n.more)
            path[depth++] = (level){ .left = tree_children(&w.t, &n),
                                     .end = top->left.wide ? NULL : top->left.at };
        else if (top->left.at && !top->left.wide && top->left.at != w.seen)
            return false;
    }
    *words = w.n_words;
    return w.t.visits && !w.t.damaged;
}

bool tree_check(const gazetteer *g)
{
    uint32_t words, turned;
    return tree_is_whole(g, false, &words) && tree_is_whole(g, true, &turned) &&
           words == turned;
}
