#include "gazetteer/tree.h"

tree tree_of(const gazetteer *g, bool back, uint32_t visits)
{
    section s = g->part[back ? SECTION_SOUNDS_BACK : SECTION_SOUNDS];
    tree t = { .postings = !back, .visits = visits };
    if (s.len < TREE_HEAD || read_u32(s.at) > s.len - TREE_HEAD)
        return t;
    t.wide = (section){ s.at + TREE_HEAD, read_u32(s.at) };
    t.narrow = (section){ t.wide.at + t.wide.len, s.len - TREE_HEAD - t.wide.len };
    t.root = s.at + 4;
    return t;
}

bool tree_root(tree *t, node *out)
{
    *out = (node){ 0 };
    return t->root && tree_follow(t, t->root, out);
}

tree_postings tree_postings_of(const tree *t, const node *n)
{
    tree_postings p = { .list = n->wide ? cursor_at(t->narrow, read_u32(n->body))
                                        : tree_cursor(t, n->body) };
    uint32_t v = cursor_number(&p.list);
    p.one = !(v & 1);
    p.single = v >> 1;
    if (!p.one)
        p.list = cursor_of(cursor_bytes(&p.list, v >> 1));
    return p;
}

bool tree_posting(tree_postings *p, uint32_t *place, uint32_t *name)
{
    if (!p->one && p->list.at == p->list.end)
        return false;
    uint32_t v = p->one ? p->single : cursor_number(&p->list);
    *place = v >> 1;
    *name = v & 1 ? cursor_number(&p->list) : 0;
    if (p->one) {
        p->one = false;
        p->list.end = p->list.at;
    }
    return !p->list.over;
}

bool tree_find(tree *t, str word, node *out)
{
    if (!tree_root(t, out))
        return false;
    branch b = tree_children(t, out);
    for (size_t i = 0; i < word.len; i++) {
        uint32_t letter = (uint32_t)(unsigned char)word.at[i] - 'a';
        bool end = i + 1 == word.len;
        if (letter > NODE_LETTER || !tree_next(t, &b, (uint32_t)1 << letter, out) ||
            !(end ? out->word : out->more))
            return false;
        b = end ? (branch){ 0 } : tree_children(t, out);
    }
    return word.len > 0;
}
