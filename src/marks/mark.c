#include "marks/mark.h"

#include <math.h>

bool marks_is_area(const dateline_event *e)
{
    return !e->geometry && (e->geo_precision == DATELINE_GEO_REGION ||
                            e->geo_precision == DATELINE_GEO_LINE ||
                            e->geo_precision == DATELINE_GEO_ADM1 ||
                            e->geo_precision == DATELINE_GEO_ADM2);
}

/* Which of two events stands for both: shown brighter, then of higher
   priority, then later. */
static bool stands_for(const scene_feature *a, const scene_feature *b)
{
    if (a->fade != b->fade)
        return a->fade > b->fade;
    int pa = a->event->priority ? a->event->priority : 2;
    int pb = b->event->priority ? b->event->priority : 2;
    if (pa != pb)
        return pa < pb;
    return a->event->when.begin > b->event->when.begin;
}

static void widen_span(scene_feature *f, const scene_feature *by)
{
    if (by->from.precision && (!f->from.precision || by->from.begin < f->from.begin))
        f->from = by->from;
    if (by->to.precision && (!f->to.precision || by->to.end > f->to.end))
        f->to = by->to;
}

void marks_join(const marks *m, mark *a, const mark *b)
{
    scene_feature both = stands_for(&b->f, &a->f) ? b->f : a->f;
    both.path = a->f.path;
    both.stacked = a->f.stacked + b->f.stacked;
    both.places = a->f.places;
    both.from = a->f.from;
    both.to = a->f.to;
    widen_span(&both, &b->f);
    a->f = both;
    m->next[a->last] = b->first;
    a->last = b->last;
    a->events += b->events;
    a->numbered += b->numbered;
}

double marks_size(const marks *m, const mark *of)
{
    double badge = m->in->style->classes[STYLE_BADGE_MARK].size;
    if (of->numbered)
        return badge * m->k;
    /* Where markers have numbers, counts would be taken for some. */
    if (of->events == 1 || of->fan > 0 || m->in->numbers)
        return m->in->style->kind_size * m->k;
    return badge * (of->events > 999 ? 1.6 : of->events > 99 ? 1.3 : 1) * m->k;
}

double marks_reach(const marks *m, const mark *of)
{
    double own = marks_size(m, of) / 2 + 1.5 * m->k;
    if (of->fan <= 0)
        return own;
    return (of->seats < 4 ? 0.58 : 1) * of->fan + own;
}

geo_xy marks_middle(const marks *m, const mark *of)
{
    geo_xy at = of->f.path.points[0];
    (void)m;
    return of->fan > 0 && of->seats < 4 ? (geo_xy){ at.x, at.y - 0.55 * of->fan } : at;
}
