#include "page/steps.h"

#include "base/sort.h"
#include "furniture/furniture.h"
#include "text/utf8.h"

#include <string.h>

/* Readers of screens stop listening to more (users.md, rule 33). */
enum { ALT_CHARACTERS = 250, MOST_COUNTRIES = 3, MOST_KINDS = 3, LONG_BYTES = 24000 };

typedef struct tally {
    const char *name;
    long n;
} tally;

static int by_number(const void *a, const void *b, const void *ctx)
{
    long x = ((const tally *)a)->n, y = ((const tally *)b)->n;
    (void)ctx;
    return x > y ? -1 : x < y;
}

static bool shown(const scene_input *in, const scene *s, size_t i)
{
    const dateline_event *e = in->events[i];
    return scene_has_place(e) && geo_view_shows(&s->view, e->where);
}

static const char *country_name(const scene_input *in, const char *code, arena *a)
{
    uint32_t place;
    bool found;
    if (!*code ||
        !gazetteer_by_id(in->gazetteer, str_of(str_print(a, "cc:%s", code)), &place))
        return "";
    return str_copy(a, gazetteer_name(in->gazetteer, place, in->words->lang, &found));
}

static void count(tally *t, size_t *n, size_t most, const char *name)
{
    size_t i = 0;
    while (i < *n && strcmp(t[i].name, name) != 0)
        i++;
    if (i == *n && i < most)
        t[(*n)++] = (tally){ name, 0 };
    if (i < *n)
        t[i].n++;
}

/* "Armenia, Azerbaijan and Georgia": where most of the events are. */
static const char *area_name(const scene_input *in, const scene *s, arena *a)
{
    enum { MOST = 40 };
    tally codes[MOST] = { 0 };
    size_t n = 0;
    arena scratch = { 0 };
    for (size_t i = 0; i < in->n_events; i++) {
        const dateline_event *e = in->events[i];
        if (!shown(in, s, i))
            continue;
        const char *code =
            e->country_code && *e->country_code
                ? e->country_code
                : str_copy(a, basemap_country_at(in->basemap, e->where, &scratch));
        if (*code)
            count(codes, &n, MOST, code);
    }
    if (!n) {
        str at = basemap_country_at(in->basemap, geo_box_center(s->view.box), &scratch);
        if (at.len)
            count(codes, &n, MOST, str_copy(a, at));
    }
    sort_stable(codes, n, sizeof *codes, by_number, NULL, &scratch);
    arena_clear(&scratch);
    const char *names = "";
    n = n < MOST_COUNTRIES ? n : MOST_COUNTRIES;
    for (size_t i = 0; i < n; i++) {
        const char *name = country_name(in, codes[i].name, a);
        if (!*name)
            continue;
        if (!*names)
            names = name;
        else if (i + 1 < n)
            names = str_print(a, "%s, %s", names, name);
        else
            names = style_say(in->words, WORD_AND, a, "a", names, "b", name, NULL);
    }
    return names;
}

/* "Talks (12), Clash (7)" */
static const char *main_kinds(const scene_input *in, arena *a)
{
    tally kinds[DATELINE_KINDS] = { 0 };
    size_t n = 0;
    arena scratch = { 0 };
    for (size_t i = 0; i < in->n_events; i++) {
        const char *name = in->words->kinds[in->events[i]->kind];
        if (in->events[i]->kind != DATELINE_OTHER && name && *name)
            count(kinds, &n, DATELINE_KINDS, name);
    }
    sort_stable(kinds, n, sizeof *kinds, by_number, NULL, &scratch);
    arena_clear(&scratch);
    const char *text = "";
    for (size_t i = 0; i < n && i < MOST_KINDS; i++)
        text = str_print(a, "%s%s%s (%s)", text, *text ? ", " : "", kinds[i].name,
                         style_number(in->words, (double)kinds[i].n, a));
    return text;
}

static const char *event_text(const scene_input *in, const dateline_event *e, arena *a)
{
    const style_words *w = in->words;
    const char *when = scene_when(w, e, a), *title = scene_event_title(e, w->lang);
    const char *place = scene_place_name(in, e, a);
    if (e->status == DATELINE_CLAIMED && e->attributed_to && *e->attributed_to)
        title = str_print(a, "%s (%s)", title,
                          style_say(w, WORD_CLAIMED, a, "a", e->attributed_to, NULL));
    else if (e->status == DATELINE_IS_PLANNED)
        title = str_print(a, "%s (%s)", title, w->word[WORD_PLANNED]);
    if (*when && *place)
        return style_say(w, WORD_ALT_EVENT, a, "when", when, "place", place, "title",
                         title, NULL);
    if (*when)
        return style_say(w, WORD_ALT_NO_PLACE, a, "when", when, "title", title, NULL);
    return *place ? str_print(a, "%s: %s", place, title) : title;
}

/* At most that many characters, cut between words. */
static const char *shortened(const char *text, arena *a)
{
    str all = str_of(text);
    if (text_count(all) <= ALT_CHARACTERS)
        return text;
    str head = text_head(all, ALT_CHARACTERS - 1);
    size_t len = head.len;
    while (len > head.len / 2 && head.at[len - 1] != ' ')
        len--;
    str cut = str_trim((str){ head.at, len > head.len / 2 ? len : head.len });
    while (cut.len && (cut.at[cut.len - 1] == ',' || cut.at[cut.len - 1] == ':'))
        cut.len--;
    return str_print(a, "%.*s…", STR_ARGS(cut));
}

/* Of several events: where, how many, when, mostly what. */
static const char *many_text(const scene_input *in, const char *area, const char *map,
                             arena *a)
{
    const style_words *w = in->words;
    const char *events = style_events(w, (long)in->n_events, a), *text;
    dateline_when from, to;
    if (!furniture_dates(in, &from, &to)) {
        text = *map ? str_print(a, "%s: %s", map, events) : events;
    } else {
        const char *span = style_span(w, from, to, a);
        text = *area ? style_say(w, WORD_ALT, a, "area", area, "events", events, "span",
                                 span, NULL)
                     : style_say(w, WORD_ALT_NO_AREA, a, "events", events, "span", span,
                                 NULL);
    }
    const char *kinds = main_kinds(in, a);
    return *kinds ? str_print(a, "%s: %s", text, kinds) : text;
}

static const char *alt_text(const scene_input *in, const scene *s, arena *a)
{
    const char *area = area_name(in, s, a), *text = s->title;
    const char *map =
        *area ? style_say(in->words, WORD_ALT_EMPTY, a, "area", area, NULL) : "";
    if (in->n_events > 1)
        text = many_text(in, area, map, a);
    else if (in->n_events == 1)
        text = *map ? str_print(a, "%s %s", style_sentence(in->words, map, a),
                                event_text(in, in->events[0], a))
                    : event_text(in, in->events[0], a);
    else if (*map)
        text = map;
    return shortened(text, a);
}

typedef struct dated {
    const dateline_event *event;
} dated;

/* Undated events come last. */
static int by_date(const void *a, const void *b, const void *ctx)
{
    const dateline_when *x = &((const dated *)a)->event->when,
                        *y = &((const dated *)b)->event->when;
    (void)ctx;
    bool dx = x->precision != DATELINE_UNDATED, dy = y->precision != DATELINE_UNDATED;
    if (!dx || !dy)
        return (int)dy - (int)dx;
    if (x->begin != y->begin)
        return x->begin < y->begin ? -1 : 1;
    return x->end < y->end ? -1 : x->end > y->end;
}

/* One event a sentence, in order of time; what no longer fits is counted. */
static const char *long_text(const scene_input *in, arena *a)
{
    arena scratch = { 0 };
    dated *all = arena_array(&scratch, dated, in->n_events + 1);
    for (size_t i = 0; i < in->n_events; i++)
        all[i].event = in->events[i];
    sort_stable(all, in->n_events, sizeof *all, by_date, NULL, &scratch);
    buf text = { .max = LONG_BYTES + 400 };
    for (size_t i = 0; i < in->n_events; i++) {
        const char *sentence = event_text(in, all[i].event, &scratch);
        if (text.len + strlen(sentence) > LONG_BYTES) {
            const char *n = style_number(in->words, (double)(in->n_events - i), &scratch);
            buf_add_text(&text, style_say(in->words, WORD_MORE, &scratch, "n", n, NULL));
            break;
        }
        buf_addf(&text, "%s ", style_sentence(in->words, sentence, &scratch));
    }
    const char *out = str_copy(a, str_trim(buf_str(&text)));
    buf_clear(&text);
    arena_clear(&scratch);
    return out;
}

void page_describe(const scene_input *in, const scene_page_options *o, arena *a, scene *s)
{
    s->lang = in->words->lang;
    s->css_family = font_css_family(in->font);
    s->title = o->title && *o->title ? o->title : "Dateline";
    s->created = o->created ? o->created : "1970-01-01T00:00:00Z";
    s->alt = o->alt && *o->alt ? o->alt : alt_text(in, s, a);
    s->description = long_text(in, a);
}
