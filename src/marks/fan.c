/*
 * Markers as features: one alone, a stack with its count, or a fan: what happened at
 * one place stands around it on thin stalks.
 */
#include "marks/mark.h"

#include "base/sort.h"
#include "text/utf8.h"

#include <math.h>
#include <string.h>

enum { FAN = 6, TOLD = 12 };

static const double TURN = 6.283185307179586;

/* Those of a chain that are shown, in the order of the events. */
static size_t shown(const marks *m, const mark *of, size_t *out)
{
    size_t n = 0;
    for (size_t i = of->first; i != SIZE_MAX; i = m->next[i])
        if (m->all[i].fade > 0)
            out[n++] = i;
    return n;
}

static int by_attr(const void *a, const void *b, const void *ctx)
{
    (void)ctx;
    return strcmp(((const scene_attr *)a)->name, ((const scene_attr *)b)->name);
}

/* What a marker of several events holds: their ids and how many, beside what is known
   of the one that stands for them; and their titles, as its own. */
static void tell_all(const marks *m, scene_feature *f, const size_t *of, size_t n)
{
    arena *a = m->a;
    buf ids = { 0 }, title = { 0 };
    for (size_t i = 0; i < n; i++) {
        const scene_feature *one = &m->all[of[i]];
        buf_addf(&ids, "%s%s", i ? " " : "", one->key);
        if (i < TOLD)
            buf_addf(&title, "%s%s", i ? "; " : ": ", one->title);
    }
    if (n > TOLD)
        buf_add_text(&title, "…");
    f->title = str_print(a, "%s%s", style_events(m->in->words, (long)n, a),
                         str_copy(a, buf_str(&title)));
    scene_attr *at = arena_array(a, scene_attr, (size_t)f->n_attrs + 3);
    int count = 0;
    at[count++] = (scene_attr){ "count", SCENE_ATTR_INTEGER, NULL, (double)n };
    at[count++] =
        (scene_attr){ "events", SCENE_ATTR_TEXT, str_copy(a, buf_str(&ids)), 0 };
    if (f->places)
        at[count++] = (scene_attr){ "places", SCENE_ATTR_TEXT, f->places, 0 };
    for (int i = 0; i < f->n_attrs; i++)
        if (strcmp(f->attrs[i].name, "title"))
            at[count++] = f->attrs[i];
    sort_stable(at, (size_t)count, sizeof *at, by_attr, NULL, a);
    f->attrs = at;
    f->n_attrs = count;
    buf_clear(&ids);
    buf_clear(&title);
}

/* With spaces at which no line ends. */
static const char *unbroken(const char *text, arena *a)
{
    buf out = { 0 };
    for (; *text; text++)
        if (*text == ' ')
            buf_add_text(&out, "\xC2\xA0");
        else
            buf_add_byte(&out, (unsigned char)*text);
    const char *z = str_copy(a, buf_str(&out));
    buf_clear(&out);
    return z;
}

/* Of two or three events, none of which is told by a clause: when and what each was, in
   order of time; NULL: not so. */
static const char *told(const marks *m, const mark *of)
{
    enum { FEW = 3, SHORT = 48 };
    const style_words *w = m->in->words;
    size_t at[FEW], n = 0;
    for (size_t i = of->first; i != SIZE_MAX; i = m->next[i]) {
        str title = str_of(m->all[i].title);
        if (n == FEW || text_count(title) > SHORT || str_ends(title, STR("…")))
            return NULL;
        size_t k = n++;
        int64_t begin = m->all[i].event->when.begin;
        for (; k > 0 && m->all[at[k - 1]].event->when.begin > begin; k--)
            at[k] = at[k - 1];
        at[k] = i;
    }
    const char *text = "";
    for (size_t i = 0; i < n; i++) {
        const scene_feature *f = &m->all[at[i]];
        const char *when = unbroken(scene_when(w, f->event, m->a), m->a);
        const char *one = *when ? style_say(w, WORD_ALT_NO_PLACE, m->a, "when", when,
                                            "title", f->title, NULL)
                                : f->title;
        text = str_print(m->a, "%s%s%s", text, *text ? " · " : "", one);
    }
    return n > 1 ? text : NULL;
}

/* The numbers of a chain as they stand on one marker: "3", "3–5", "3,7"; of more the
   first; NULL: none. They rise along the chain of one place, not of several. */
static const char *numbers(const marks *m, const size_t *of, size_t n)
{
    int least = INT32_MAX, most = 0, count = 0, sum = 0;
    for (size_t i = 0; i < n; i++) {
        int number = m->number[of[i]];
        least = number && number < least ? number : least;
        most = number > most ? number : most;
        count += number > 0;
        sum += number;
    }
    if (count < 2)
        return count ? str_print(m->a, "%d", most) : NULL;
    if (count == most - least + 1 || count == 2)
        return str_print(m->a, count > 2 ? "%d–%d" : "%d,%d", least, most);
    if (count == 3 && most < 10)
        return str_print(m->a, "%d,%d,%d", least, sum - least - most, most);
    return str_print(m->a, "%d…", least);
}

static void draw_stack(const marks *m, const mark *of, const size_t *in, size_t n)
{
    scene_feature f = of->f;
    f.stacked = (int)n;
    f.badge = numbers(m, in, n);
    f.listed = f.badge != NULL;
    f.told = n > 1 ? told(m, of) : NULL;
    if (!f.badge && n > 1 && !m->in->numbers)
        f.badge = str_print(m->a, "%zu", n);
    if (n > 1)
        tell_all(m, &f, in, n);
    *scene_add_feature(m->s, m->a, SCENE_EVENTS) = f;
}

/* Which of a chain have a place in the fan: all, or those with a number, of which the
   last place is for what is left. Returns the index of that one, else SIZE_MAX. */
static size_t choose(const marks *m, const mark *of, size_t *seats, size_t *n)
{
    size_t rest = SIZE_MAX;
    *n = 0;
    for (size_t i = of->first; i != SIZE_MAX; i = m->next[i]) {
        if (of->numbered && !m->number[i])
            continue;
        if (*n == (size_t)of->seats)
            return rest = seats[*n - 1];
        seats[(*n)++] = i;
    }
    return rest;
}

/* Up to three to the upper left, above, to the upper right; more all around, from the
   top. */
static geo_xy seat_at(const mark *of, size_t i, size_t n)
{
    double angle = n < 4 ? TURN * (-0.25 + 0.165 * ((double)i - ((double)n - 1) / 2))
                         : TURN * ((double)i / (double)n - 0.25);
    geo_xy at = of->f.path.points[0];
    return (geo_xy){ at.x + of->fan * cos(angle), at.y + of->fan * sin(angle) };
}

static void add_stalk(const marks *m, const scene_feature *f, geo_xy from, geo_xy to)
{
    scene_feature *stalk = scene_add_feature(m->s, m->a, SCENE_ARROWS);
    stalk->kind = SCENE_LINE;
    stalk->class = STYLE_LEADER;
    stalk->event = f->event;
    stalk->fade = f->fade;
    stalk->path = scene_path(m->a, 2);
    stalk->path.points[0] = from;
    stalk->path.points[1] = to;
}

/* The dot at the place itself. */
static void add_foot(const marks *m, const mark *of, double fade)
{
    scene_feature *foot = scene_add_feature(m->s, m->a, SCENE_ARROWS);
    foot->class = STYLE_CITY_MARK;
    foot->key = str_print(m->a, "foot-%s", of->f.key);
    foot->fade = fade;
    foot->path = scene_point_path(m->a, of->f.path.points[0]);
}

/* The seat whose marker has the label of all: that of the event that stands for
   them. */
static bool has_label(const marks *m, const mark *of, const size_t *seats, size_t n,
                      size_t i)
{
    for (size_t k = 0; k < n; k++)
        if (m->all[seats[k]].event == of->f.event)
            return k == i;
    for (size_t k = 0; k < n; k++)
        if (m->all[seats[k]].fade > 0)
            return k == i;
    return false;
}

static void draw_fan(const marks *m, const mark *of)
{
    size_t seats[FAN], n, rest = choose(m, of, seats, &n);
    geo_xy home = of->f.path.points[0];
    double fade = 0;
    for (size_t i = 0; i < n; i++) {
        scene_feature f = m->all[seats[i]];
        geo_xy at = seat_at(of, i, n);
        if (f.fade <= 0)
            continue;
        fade = fmax(fade, f.fade);
        add_stalk(m, &f, home, at);
        f.path = scene_point_path(m->a, at);
        f.stacked = 1;
        if (of->numbered)
            f.badge = seats[i] == rest ? "…" : str_print(m->a, "%d", m->number[seats[i]]);
        f.listed = of->numbered > 0;
        f.quiet = !has_label(m, of, seats, n, i);
        f.home = marks_middle(m, of);
        f.clear = marks_reach(m, of);
        if (!f.quiet) {
            f.from = of->f.from;
            f.to = of->f.to;
            f.stacked = of->f.stacked;
            f.told = told(m, of);
        }
        *scene_add_feature(m->s, m->a, SCENE_EVENTS) = f;
    }
    if (fade > 0)
        add_foot(m, of, fade);
}

void marks_draw(const marks *m)
{
    arena scratch = { 0 };
    size_t *in = arena_array(&scratch, size_t, m->n_all + 1);
    for (size_t i = 0; i < m->n; i++) {
        size_t n = shown(m, &m->of[i], in);
        if (m->of[i].fan > 0)
            draw_fan(m, &m->of[i]);
        else if (n)
            draw_stack(m, &m->of[i], in, n);
    }
    arena_clear(&scratch);
}
