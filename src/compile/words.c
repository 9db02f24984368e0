#include "compile/words.h"

#include "base/hash.h"

#include <string.h>

static uint32_t *slot_of(const words *w, str s)
{
    size_t at = (size_t)hash_str(s) & (w->n_slots - 1);
    while (w->slots[at] && !str_eq(w->at[w->slots[at] - 1], s))
        at = (at + 1) & (w->n_slots - 1);
    return &w->slots[at];
}

uint32_t words_add(words *w, str s)
{
    if (w->n == w->cap) {
        w->cap = w->cap ? w->cap * 2 : 256;
        str *more = arena_array(w->own, str, w->cap);
        if (w->n)
            memcpy(more, w->at, w->n * sizeof *more);
        w->at = more;
        w->n_slots = w->cap * 2;
        w->slots = arena_array(w->own, uint32_t, w->n_slots);
        for (size_t i = 0; i < w->n; i++)
            *slot_of(w, w->at[i]) = (uint32_t)i + 1;
    }
    uint32_t *slot = slot_of(w, s);
    if (!*slot) {
        w->at[w->n++] = s;
        *slot = (uint32_t)w->n;
    }
    return *slot - 1;
}

void words_write(const words *w, buf *out)
{
    uint32_t end = 0;
    buf_add_u32le(out, (uint32_t)w->n);
    for (size_t i = 0; i < w->n; i++) {
        end += (uint32_t)w->at[i].len;
        buf_add_u32le(out, end);
    }
    for (size_t i = 0; i < w->n; i++)
        buf_add_str(out, w->at[i]);
}
