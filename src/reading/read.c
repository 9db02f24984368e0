#include "reading/reading.h"

/* Sentence by sentence, what the ones before leave to the next. */

static bool tells(const article_sentence *s)
{
    return s->n && !s->repeated &&
           (s->zone == ARTICLE_BODY || s->zone == ARTICLE_HEADLINE);
}

/* The dates and mentions that begin in the sentence in hand; both are in order. */
static void take(reading *r)
{
    const article_sentence *s = &r->x->sentences[r->sentence];
    uint32_t end = s->first + s->n;
    while (r->end_date < r->d->n && r->d->dates[r->end_date].first < s->first)
        r->end_date++;
    r->first_date = r->end_date;
    while (r->end_date < r->d->n && r->d->dates[r->end_date].first < end)
        r->end_date++;
    while (r->end_mention < r->m->n && r->m->mentions[r->end_mention].first < s->first)
        r->end_mention++;
    r->first_mention = r->end_mention;
    while (r->end_mention < r->m->n && r->m->mentions[r->end_mention].first < end)
        r->end_mention++;
}

static void forget(reading *r)
{
    r->topic = (reading_topic){ .last = READING_NONE };
    r->bodies = 0;
}

reading *reading_article(const article *x, const dates *d, const mentions *m,
                         const gazetteer *g, arena *a)
{
    reading *r = arena_new(a, reading);
    *r = (reading){ .x = x, .d = d, .m = m, .g = g, .a = a };
    uint32_t story = UINT32_MAX;
    reading_survey(r);
    reading_shadow(r);
    for (size_t i = 0; i < x->n_sentences; i++) {
        const article_sentence *s = &x->sentences[i];
        r->sentence = (uint32_t)i;
        r->paragraph += s->paragraph;
        take(r);
        if (s->story != story)
            forget(r);
        story = s->story;
        if (!tells(s))
            continue;
        r->bodies += s->zone == ARTICLE_BODY;
        reading_cut(r);
        reading_triggers(r);
        reading_happen(r);
    }
    return r;
}
