#include "event/langs.h"

#include "event/event.h"

#include <string.h>

static size_t place_of(event_langs *l, const char *lang)
{
    size_t i = 0;
    while (i < l->n && strcmp(l->lang[i], lang) < 0)
        i++;
    if (i < l->n && !strcmp(l->lang[i], lang))
        return i;
    if (l->n == EVENT_LANGS)
        return EVENT_LANGS;
    for (size_t k = l->n; k > i; k--) {
        l->lang[k] = l->lang[k - 1];
        l->titles[k] = l->titles[k - 1];
        l->descriptions[k] = l->descriptions[k - 1];
    }
    l->lang[i] = lang;
    l->titles[i] = l->descriptions[i] = false;
    l->n++;
    return i;
}

event_langs event_langs_of(const dateline_events *events)
{
    event_langs l = { 0 };
    for (size_t i = 0; i < event_count(events); i++) {
        const dateline_event *e = event_at(events, i);
        for (size_t k = 0; k < e->n_texts; k++) {
            size_t at = place_of(&l, e->texts[k].lang);
            if (at == EVENT_LANGS)
                continue;
            l.titles[at] |= *e->texts[k].title != 0;
            l.descriptions[at] |= *e->texts[k].description != 0;
        }
    }
    return l;
}

const dateline_text *event_text_in(const dateline_event *e, const char *lang)
{
    for (size_t i = 0; i < e->n_texts; i++)
        if (!strcmp(e->texts[i].lang, lang))
            return &e->texts[i];
    return NULL;
}
