#include "review/review.h"

#include "api/article.h"
#include "base/error.h"

#include <math.h>
#include <string.h>

enum { MAP_WIDTH = 900, MAP_HEIGHT = 700 };
static const double PI = 3.14159265358979323846;

static void widen(dateline_box *box, double lon, double lat)
{
    box->west = fmin(box->west, lon);
    box->east = fmax(box->east, lon);
    box->south = fmin(box->south, lat);
    box->north = fmax(box->north, lat);
}

/* Around the events; without any, around the places that are named; else the world. */
static dateline_box area_of(const dateline_article *const *articles, size_t n,
                            const dateline_events *events)
{
    dateline_box box = { 180, 90, -180, -90 };
    for (size_t i = 0; i < event_count(events); i++) {
        const dateline_event *e = event_at(events, i);
        if (e->located)
            widen(&box, e->where.lon, e->where.lat);
        if (e->to_located)
            widen(&box, e->to_where.lon, e->to_where.lat);
    }
    for (size_t i = 0; box.west > box.east && i < n; i++)
        for (size_t k = 0; k < articles[i]->mentions.n; k++) {
            const mention *m = &articles[i]->mentions.mentions[k];
            if (m->answer.place != GEOCODE_NOWHERE)
                widen(&box, m->answer.where.lon, m->answer.where.lat);
        }
    if (box.west > box.east)
        return (dateline_box){ -170, -55, 179, 75 };
    double room = fmax(1.5, fmax(box.east - box.west, box.north - box.south) * 0.15);
    return (dateline_box){ fmax(-179, box.west - room), fmax(-75, box.south - room),
                           fmin(179, box.east + room), fmin(80, box.north + room) };
}

static bool keep_bytes(void *user, const void *bytes, size_t len)
{
    buf *b = user;
    buf_add(b, bytes, len);
    return !b->over;
}

static double ordinate(double lat)
{
    return log(tan(PI / 4 + lat * PI / 360));
}

/* Two points of the map say how its pixels go. */
static dateline_status measure(const dateline_map *map, dateline_box box, review_map *out,
                               dateline_error *err)
{
    dateline_xy a, b;
    double lat0 = box.south + (box.north - box.south) * 0.25;
    double lat1 = box.south + (box.north - box.south) * 0.75;
    if (!dateline_map_locate(map, (dateline_lonlat){ box.west, lat0 }, &a) ||
        !dateline_map_locate(map, (dateline_lonlat){ box.east, lat1 }, &b))
        return error_set(err, DATELINE_FAILED,
                         "the map of the review page has no points");
    out->width = MAP_WIDTH;
    out->height = MAP_HEIGHT;
    out->x_per_degree = (b.x - a.x) / (box.east - box.west);
    out->x0 = a.x - box.west * out->x_per_degree;
    out->y_per_radian = (b.y - a.y) / (ordinate(lat1) - ordinate(lat0));
    out->y0 = a.y - ordinate(lat0) * out->y_per_radian;
    return DATELINE_OK;
}

static dateline_status draw(dateline *dl, dateline_box box, const char *lang, buf *svg,
                            review_map *out, dateline_error *err)
{
    dateline_events *none = event_events_new();
    dateline_map *map = NULL;
    dateline_map_options o = { .projection = "mercator",
                               .box = box,
                               .width_px = MAP_WIDTH,
                               .height_px = MAP_HEIGHT,
                               .lang = lang,
                               .legend = "none",
                               .inset = "none",
                               .list = "none",
                               .relief = "none",
                               .title = "",
                               .subtitle = "" };
    dateline_status st = dateline_map_new(dl, none, &o, &map, err);
    st = st ? st : measure(map, box, out, err);
    dateline_output to = { .write = keep_bytes, .user = svg, .format = DATELINE_SVG };
    st = st ? st : dateline_map_write(map, to, err);
    st = st ? st : buf_status(svg, "the map of the review page", err);
    out->svg = buf_str(svg);
    dateline_map_free(map);
    event_events_free(none);
    return st;
}

/* The page's words are those of the first article; a language without words of maps
   takes English. */
static const char *language_of(dateline *dl, const dateline_article *const *articles,
                               size_t n)
{
    arena scratch = { 0 };
    const char *lang = n && *articles[0]->text.lang ? articles[0]->text.lang : "en";
    const char *path = str_print(&scratch, "%s/words/%s.json", dl->styles, lang);
    if (!file_exists(path))
        lang = "en";
    arena_clear(&scratch);
    return lang;
}

dateline_status dateline_review(dateline *dl, const dateline_article *const *articles,
                                size_t n, const dateline_events *events,
                                dateline_output out, dateline_error *err)
{
    arena scratch = { 0 };
    buf svg = { 0 }, page = { 0 };
    review_article *r = arena_array(&scratch, review_article, n + 1);
    for (size_t i = 0; i < n; i++)
        r[i] = (review_article){ &articles[i]->text, &articles[i]->dates,
                                 &articles[i]->mentions, articles[i]->name };
    review_options o = { .lang = language_of(dl, articles, n) };
    o.name = str_print(&scratch, "%s/review.html", dl->styles);
    dateline_status st = file_read(&scratch, o.name, &o.page, err);
    st = st ? st : draw(dl, area_of(articles, n, events), o.lang, &svg, &o.map, err);
    st = st ? st : review_write(r, n, events, &o, &page, err);
    st = st ? st : handle_write(out, buf_str(&page), err);
    buf_clear(&svg);
    buf_clear(&page);
    arena_clear(&scratch);
    return st;
}
