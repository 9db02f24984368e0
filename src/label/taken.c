#include "label/taken.h"

enum { MOST_LOOKS = 1024 };

struct label_taken_box {
    label_taken_box *next; /* in the same cell */
    label_box box;
    uint32_t owner;
};

label_taken label_taken_new(const label_box *boxes, size_t n, double gap, arena *a)
{
    label_taken t = { .frame = label_frame_for(boxes, n, gap), .gap = gap, .a = a };
    t.cells = arena_array(a, label_taken_box *, (size_t)t.frame.columns * t.frame.rows);
    return t;
}

void label_taken_add(label_taken *t, const label_box *box, uint32_t owner)
{
    label_span s = label_span_of(&t->frame, box, t->gap);
    for (uint32_t r = s.r0; r <= s.r1; r++) {
        for (uint32_t c = s.c0; c <= s.c1; c++) {
            label_taken_box **cell = &t->cells[(size_t)r * t->frame.columns + c];
            label_taken_box *b = arena_new(t->a, label_taken_box);
            *b = (label_taken_box){ *cell, *box, owner };
            *cell = b;
        }
    }
}

bool label_taken_touches(const label_taken *t, const label_box *box, uint32_t owner)
{
    label_span s = label_span_of(&t->frame, box, t->gap);
    int looks = 0;
    for (uint32_t r = s.r0; r <= s.r1; r++) {
        for (uint32_t c = s.c0; c <= s.c1; c++) {
            label_taken_box *b = t->cells[(size_t)r * t->frame.columns + c];
            for (; b; b = b->next)
                if (++looks > MOST_LOOKS ||
                    (b->owner != owner && label_boxes_touch(&b->box, box, t->gap)))
                    return true;
        }
    }
    return false;
}
