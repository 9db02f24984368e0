#include "geocode/geocode.h"

#include "base/sort.h"
#include "geocode/judge.h"

#include <string.h>

/* Answers that are this certain speak for others; those that are less than sure are
   judged again. */
static const double CERTAIN = .9, SURE = .97;

const char *geocode_rule_name(geocode_rule rule)
{
    static const char *const names[] = { "none",      "whole",     "typed",  "widened",
                                         "qualified", "reversed",  "either", "position",
                                         "inflected", "adjective", "sound",  "misspelt",
                                         "near" };
    return (unsigned)rule < sizeof names / sizeof *names ? names[rule] : "none";
}

size_t geocode_find(const gazetteer *g, const geocode_query *query,
                    geocode_answer *answers, size_t capacity)
{
    return judge_find(g, query, NULL, answers, capacity);
}

geocode_answer geocode_place(const gazetteer *g, uint32_t place)
{
    return judge_place(g, place);
}

typedef struct tally {
    uint32_t place, times;
} tally;

static int by_place(const void *a, const void *b, const void *ctx)
{
    (void)ctx;
    uint32_t x = ((const tally *)a)->place, y = ((const tally *)b)->place;
    return x < y ? -1 : x > y;
}

static int by_times(const void *a, const void *b, const void *ctx)
{
    (void)ctx;
    uint32_t x = ((const tally *)a)->times, y = ((const tally *)b)->times;
    return x > y ? -1 : x < y;
}

/* The places that are certain, each once, the frequent ones first. */
static void gather(const gazetteer *g, const geocode_answer *answers, size_t n,
                   judge_context *context, arena *scratch)
{
    tally *all = arena_array(scratch, tally, n);
    size_t used = 0, kept = 0;
    for (size_t i = 0; i < n; i++)
        if (answers[i].place != GEOCODE_NOWHERE && answers[i].confidence >= CERTAIN)
            all[used++] = (tally){ answers[i].place, 1 };
    sort_stable(all, used, sizeof *all, by_place, NULL, scratch);
    for (size_t i = 0; i < used; i++) {
        if (kept && all[kept - 1].place == all[i].place)
            all[kept - 1].times++;
        else
            all[kept++] = all[i];
    }
    sort_stable(all, kept, sizeof *all, by_times, NULL, scratch);
    kept = kept < JUDGE_ANCHORS ? kept : JUDGE_ANCHORS;
    double total = 0;
    for (size_t i = 0; i < kept; i++)
        total += all[i].times;
    for (size_t i = 0; i < kept; i++) {
        gazetteer_place p = gazetteer_at(g, all[i].place);
        judge_anchor *anchor = &context->anchors[context->n++];
        *anchor = (judge_anchor){ .where = p.where,
                                  .share = all[i].times / total,
                                  .place = all[i].place,
                                  .once = all[i].times == 1 };
        if (p.kind == GAZETTEER_COUNTRY)
            memcpy(anchor->country, p.country, sizeof p.country);
    }
}

/* A place does not speak for itself. */
static void leave_out(const judge_context *all, uint32_t place, judge_context *out)
{
    double left = 1;
    out->n = 0;
    for (size_t i = 0; i < all->n; i++) {
        if (all->anchors[i].place == place && all->anchors[i].once)
            left -= all->anchors[i].share;
        else
            out->anchors[out->n++] = all->anchors[i];
    }
    for (size_t i = 0; i < out->n; i++)
        out->anchors[i].share /= left;
}

void geocode_batch(const gazetteer *g, const geocode_query *queries, size_t n,
                   geocode_answer *answers, arena *scratch)
{
    if (!n)
        return;
    const geocode_answer nothing = { .place = GEOCODE_NOWHERE };
    for (size_t i = 0; i < n; i++)
        if (!judge_find(g, &queries[i], NULL, &answers[i], 1))
            answers[i] = nothing;
    judge_context *context = arena_new(scratch, judge_context);
    gather(g, answers, n, context, scratch);
    if (!context->n)
        return;
    judge_context *others = arena_new(scratch, judge_context);
    for (size_t i = 0; i < n; i++) {
        if (answers[i].place == GEOCODE_NOWHERE || answers[i].confidence >= SURE)
            continue;
        leave_out(context, answers[i].place, others);
        judge_find(g, &queries[i], others, &answers[i], 1);
    }
}
