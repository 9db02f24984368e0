#include "gazetteer/read.h"
#include "gazetteer/relation.h"

typedef struct type {
    uint32_t kinds, side;
    str lang, folded;
} type;

static bool read_type(const gazetteer *g, uint32_t i, type *out)
{
    section types = g->part[SECTION_TYPES];
    if ((size_t)i * 4 + 4 > types.len)
        return false;
    cursor c = cursor_at(types, read_u32(types.at + (size_t)i * 4));
    str bits = cursor_bytes(&c, 4);
    if (c.over)
        return false;
    out->kinds = read_u32((const unsigned char *)bits.at);
    out->side = cursor_byte(&c);
    out->lang = cursor_bytes(&c, cursor_number(&c));
    out->folded = cursor_bytes(&c, cursor_number(&c));
    return !c.over;
}

const char *gazetteer_type_word(unsigned i)
{
    enum { FIRST = 16, RELATIONS = 14 };
    static const char *const relations[RELATIONS] = {
        "near",  "north",   "east", "south", "west", "km",    "mile",
        "meter", "between", "and",  "in",    "of",   "small", "nothing",
    };
    _Static_assert((int)GAZETTEER_NEAR == 1 << FIRST && (int)GAZETTEER_KINDS <= FIRST,
                   "relations stand above the kinds");
    if (i < GAZETTEER_KINDS)
        return gazetteer_kind_name((gazetteer_kind)i);
    return i >= FIRST && i - FIRST < RELATIONS ? relations[i - FIRST] : NULL;
}

uint32_t gazetteer_type(const gazetteer *g, str folded, gazetteer_side side)
{
    uint32_t low = 0, high = g->n_types, kinds = 0;
    type t;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (!read_type(g, mid, &t))
            return 0;
        if (str_compare(t.folded, folded) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    /* Languages share words, and say different things with them. */
    for (; low < g->n_types && read_type(g, low, &t) && str_eq(t.folded, folded); low++)
        if (t.side & side)
            kinds |= t.kinds;
    return kinds & ((((uint32_t)1 << GAZETTEER_KINDS) - 1) | GAZETTEER_RELATIONS |
                    GAZETTEER_SMALL | GAZETTEER_NOTHING);
}

size_t gazetteer_type_words(const gazetteer *g, const char *lang, gazetteer_side side,
                            uint32_t kinds, str *words, size_t capacity)
{
    section types = g->part[SECTION_TYPES];
    size_t n = 0;
    type t;
    for (uint32_t i = 0; i < g->n_types && n < capacity; i++) {
        if ((size_t)i * 4 + 4 > types.len)
            break;
        /* Most rows are told apart by their first bytes. */
        size_t at = read_u32(types.at + (size_t)i * 4);
        if (at + 4 > types.len || read_u32(types.at + at) != kinds)
            continue;
        if (read_type(g, i, &t) && t.side & side && str_eq(t.lang, str_of(lang)))
            words[n++] = read_text(t.folded);
    }
    return n;
}
