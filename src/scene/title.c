/*
 * When an event was and what it is called, as a reader of the map writes it.
 */
#include "scene/input.h"

#include "base/civil.h"
#include "event/langs.h"
#include "text/utf8.h"

const char *scene_event_title(const dateline_event *e, const char *lang)
{
    const dateline_text *own = event_text_in(e, lang);
    return own && *own->title ? own->title : e->title;
}

const char *scene_short_title(const scene_input *in, const dateline_event *e)
{
    enum { SHORT = 48, WHOLE = 110, FEW = 3 };
    const char *title = scene_event_title(e, in->words->lang);
    size_t most = in->n_events <= FEW ? WHOLE : SHORT;
    if (!str_ends(str_of(title), STR("…")) && text_count(str_of(title)) <= most)
        return title;
    return e->kind != DATELINE_OTHER ? in->words->kinds[e->kind] : "";
}

/* The clock of a day in ISO 8601 that is not that of Greenwich, with its shift from it,
   s, which is 0 where the text does not state it; false when the text has none. */
static bool read_clock(str text, int64_t *shift)
{
    static const char like[] = "dddd-dd-ddTdd:dd";
    size_t n = sizeof like - 1;
    for (size_t i = 0; i < n; i++)
        if (i >= text.len || (like[i] == 'd' ? text.at[i] < '0' || text.at[i] > '9'
                                             : text.at[i] != like[i]))
            return false;
    str zone = { text.at + n, text.len - n };
    if (zone.len >= 3 && zone.at[0] == ':')
        zone = (str){ zone.at + 3, zone.len - 3 };
    *shift = 0;
    if (!zone.len)
        return true;
    if (zone.len != 6 || (zone.at[0] != '+' && zone.at[0] != '-') || zone.at[3] != ':')
        return false;
    for (int i = 1; i < 6; i++)
        if (i != 3 && (zone.at[i] < '0' || zone.at[i] > '9'))
            return false;
    int64_t minutes = (zone.at[1] - '0') * 600 + (zone.at[2] - '0') * 60 +
                      (zone.at[4] - '0') * 10 + (zone.at[5] - '0');
    *shift = (zone.at[0] == '-' ? -60 : 60) * minutes;
    return true;
}

const char *scene_when(const style_words *w, const dateline_event *e, arena *a)
{
    dateline_when when = e->when;
    if (when.precision < DATELINE_MINUTE || when.interval || when.approximate ||
        when.begin == INT64_MIN || when.end == INT64_MAX)
        return style_when(w, when, a);
    int64_t shift = 0;
    bool local = e->date_edtf && read_clock(str_of(e->date_edtf), &shift);
    when.begin += shift;
    when.end += shift;
    civil_time t = civil_of(when.begin);
    return style_say(w, local ? WORD_CLOCK : WORD_CLOCK_UTC, a, "a",
                     style_when(w, when, a), "h", str_print(a, "%02d", t.hour), "min",
                     str_print(a, "%02d", t.minute), NULL);
}
