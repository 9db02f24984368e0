/*
 * In which order the places stand in the file: format.h says why.
 */
#include "base/sort.h"
#include "compile/model.h"
#include "gazetteer/format.h"

#include <math.h>

/* How many settlements the groups before the last have: a map of the world or of a
   continent finds enough in the first, one of a large country in the second. */
static const uint32_t sizes[GROUPS] = { [GROUP_SETTLED] = 4096,
                                        [GROUP_SETTLED + 1] = 16384 };

enum { CURVE_SIDE = 512 /* the power of two that holds all cells */ };

/* Where a cell lies on Hilbert's curve: of each square from the large to the small, which
   quarter, and how the curve is turned in it. */
static uint32_t along_curve(uint32_t x, uint32_t y)
{
    uint32_t at = 0;
    for (uint32_t half = CURVE_SIDE / 2; half; half /= 2) {
        bool east = x & half, north = y & half;
        at += half * half * (east ? (north ? 2 : 3) : north);
        x &= half - 1;
        y &= half - 1;
        if (north)
            continue;
        uint32_t turned = east ? half - 1 - x : x;
        x = east ? half - 1 - y : y;
        y = turned;
    }
    return at;
}

static int by_place(const void *a, const void *b, const void *ctx)
{
    (void)ctx;
    const model_place *x = a, *y = b;
    if (x->group != y->group)
        return x->group < y->group ? -1 : 1;
    if (x->curve != y->curve)
        return x->curve < y->curve ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

static void find_cell(model_place *p)
{
    /* As the file will hold them. */
    p->cell_x = format_cell((int32_t)lround(p->where.lon * 1e7), CELLS_X);
    p->cell_y = format_cell((int32_t)lround(p->where.lat * 1e7), CELLS_Y);
    p->curve = along_curve(p->cell_x, p->cell_y);
}

static bool is_wide(gazetteer_kind kind)
{
    return kind == GAZETTEER_COUNTRY || kind == GAZETTEER_WORLD_REGION ||
           kind == GAZETTEER_SEA;
}

void model_arrange(model *m)
{
    uint32_t group = GROUP_SETTLED, left = sizes[group];
    for (size_t i = 0; i < m->n_places; i++) {
        model_place *p = &m->places[i];
        p->order = (uint32_t)i;
        find_cell(p);
        p->group = is_wide(p->kind) ? 0 : 1;
        if (p->kind != GAZETTEER_SETTLEMENT)
            continue;
        while (group < GROUPS - 1 && !left)
            left = sizes[++group];
        p->group = group;
        left -= left > 0;
    }
    sort_stable(m->places, m->n_places, sizeof *m->places, by_place, NULL, m->own);
}
