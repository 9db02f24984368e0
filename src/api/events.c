#include "api/article.h"
#include "base/error.h"
#include "export/export.h"
#include "intake/intake.h"
#include "kind/kind.h"
#include "when/when.h"

#include <string.h>

const char *dateline_kind_name(dateline_kind kind)
{
    return kind_name(kind);
}

const char *dateline_geo_precision_name(dateline_geo_precision precision)
{
    return kind_precision_name(precision);
}

dateline_status dateline_events_new(dateline_events **out, dateline_error *err)
{
    (void)err;
    *out = event_events_new();
    return DATELINE_OK;
}

dateline_status dateline_events_add(dateline_events *events, const dateline_event *event,
                                    dateline_error *err)
{
    return event_add(events, event, err);
}

size_t dateline_events_count(const dateline_events *events)
{
    return events ? event_count(events) : 0;
}

const dateline_event *dateline_events_at(const dateline_events *events, size_t i)
{
    return event_at(events, i);
}

const dateline_reject *dateline_reject_at(const dateline_events *events, size_t i)
{
    return event_reject_at(events, i);
}

void dateline_events_free(dateline_events *events)
{
    event_events_free(events);
}

dateline_status dateline_when_read(const char *text, dateline_when *out,
                                   dateline_error *err)
{
    when_date date;
    dateline_status st = when_parse(str_of(text), NULL, &date, err);
    *out = st ? (dateline_when){ 0 } : date.when;
    return st;
}

static void tell_notes(dateline *dl, const dateline_events *events)
{
    for (size_t i = 0; i < event_note_count(events); i++) {
        const event_note *n = event_note_at(events, i);
        const char *origin = n->origin ? n->origin : "";
        if (n->count > 1)
            handle_log(dl, n->level, "%s:%d: %s (%zu times)", origin, n->line, n->text,
                       n->count);
        else
            handle_log(dl, n->level, "%s:%d: %s", origin, n->line, n->text);
    }
}

static dateline_status read_table(dateline *dl, const dateline_input *in,
                                  dateline_events **out, dateline_error *err)
{
    bool made = !*out;
    if (made)
        *out = event_events_new();
    dateline_status st =
        intake_read((str){ in->bytes, in->len }, in->name, in->format, *out, err);
    if (!st)
        tell_notes(dl, *out);
    if (st && made) {
        event_events_free(*out);
        *out = NULL;
    }
    return st;
}

dateline_status dateline_read(dateline *dl, dateline_input in, dateline_events **out,
                              dateline_error *err)
{
    arena scratch = { 0 };
    str bytes = { in.bytes, in.len };
    const char *name = in.name ? in.name : in.path ? in.path : "<input>";
    dateline_status st = DATELINE_OK;
    if (!in.bytes && !in.path)
        st = error_set(err, DATELINE_USAGE, "an input needs a path or bytes");
    if (!st && !in.bytes)
        st = file_read(&scratch, in.path, &bytes, err);
    st = st ? st : handle_go_on(dl, "reading", 0, 0, err);
    dateline_format format = st ? DATELINE_AUTO : article_format(&in, bytes);
    bool is_article =
        format == DATELINE_TEXT || format == DATELINE_MARKDOWN || format == DATELINE_HTML;
    if (!st && is_article)
        st = article_sidecar(&in, &scratch, err);
    if (!st)
        in = (dateline_input){ .bytes = bytes.at ? bytes.at : "",
                               .len = bytes.len,
                               .name = name,
                               .format = format,
                               .published = in.published,
                               .lang = in.lang,
                               .outlet = in.outlet,
                               .url = in.url };
    if (!st)
        st = is_article ? dateline_extract(dl, in, out, NULL, err)
                        : read_table(dl, &in, out, err);
    arena_clear(&scratch);
    return st;
}

dateline_status dateline_events_write(const dateline_events *events, dateline_output out,
                                      dateline_error *err)
{
    buf bytes = { 0 };
    dateline_format format = handle_format(out);
    export_options options = { .name = "events" };
    if (format == DATELINE_AUTO)
        format = DATELINE_GEOJSON;
    bool known = format == DATELINE_GEOJSON || format == DATELINE_GEOJSONSEQ ||
                 format == DATELINE_CSV || format == DATELINE_JSON;
    dateline_status st =
        known ? export_write(events, format, &options, &bytes, err)
              : error_set(
                    err, DATELINE_USAGE,
                    "events are written as .geojson, .geojsonl, .csv or .json; '%s' is "
                    "none of them",
                    out.path ? out.path : "");
    st = st ? st : handle_write(out, buf_str(&bytes), err);
    buf_clear(&bytes);
    return st;
}
