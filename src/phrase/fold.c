#include "phrase/fold.h"

/* What is around a date is of it. */
static phrase_seen decorated(phrase_seen in, const phrase_seen *out)
{
    in.words |= out->words & (DATEWORD_NEXT | DATEWORD_LAST | DATEWORD_THIS);
    in.part |= out->part;
    in.approximate |= out->approximate;
    in.daypart |= out->daypart;
    in.daypart_step += out->daypart_step;
    if (out->zone || out->local) {
        in.zone = out->zone;
        in.local = out->local;
        in.offset = out->offset;
    }
    if (!in.weekday)
        in.weekday = out->weekday;
    return in;
}

/* A clock time and a date, or a weekday and a date, are one; two dates are not: the
   first is taken. */
static phrase_seen merged(const phrase_seen *a, const phrase_seen *b)
{
    const phrase_seen *clock = a->clock ? a : b, *date = a->clock ? b : a;
    if (!clock->clock)
        return a->days ? decorated(*a, b) : decorated(*b, a);
    phrase_seen s = decorated(*date, clock);
    s.clock = true;
    s.hour = clock->hour;
    s.minute = clock->minute;
    s.second = clock->second;
    s.seconds = clock->seconds;
    s.words |= clock->words & DATEWORD_HALF;
    return s;
}

bool phrase_fold_in(phrase_match *m, const phrase_match *found)
{
    const phrase_match *a = m->seen.cores > 0 ? &found[m->seen.core[0]] : NULL;
    const phrase_match *b = m->seen.cores > 1 ? &found[m->seen.core[1]] : NULL;
    if (m->op == PHRASE_POINT)
        return true;
    /* The night of 12 to 13 May is those days. */
    if (a && a->op == PHRASE_DAYS && m->op == PHRASE_DECORATE && !m->seen.part &&
        !m->seen.weekday && !m->seen.clock &&
        !(m->seen.words & (DATEWORD_NEXT | DATEWORD_LAST | DATEWORD_THIS))) {
        m->seen = a->seen;
        m->op = PHRASE_DAYS;
        return true;
    }
    if (!a || (!b && m->op == PHRASE_MERGE) || a->op != PHRASE_POINT ||
        (b && b->op != PHRASE_POINT))
        return false;
    if (m->op == PHRASE_MERGE) {
        phrase_seen s = merged(&a->seen, &b->seen);
        m->seen = decorated(s, &m->seen);
    } else {
        if (m->seen.weekday && !a->seen.days && !a->seen.deictic && !a->seen.clock)
            return false;
        m->seen = decorated(a->seen, &m->seen);
    }
    m->op = PHRASE_POINT;
    m->seen.cores = 0;
    return true;
}
