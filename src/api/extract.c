#include "extract/extract.h"

#include "api/article.h"
#include "base/error.h"

#include <string.h>

void dateline_article_free(dateline_article *x)
{
    if (!x)
        return;
    arena memory = x->memory;
    arena_clear(&memory);
}

/* A new article that its own arena holds. */
static dateline_article *article_new(const char *name)
{
    arena memory = { 0 };
    dateline_article *x = arena_new(&memory, dateline_article);
    x->name = str_copy(&memory, str_of(name));
    x->memory = memory;
    return x;
}

static void tell_warnings(dateline *dl, const dateline_article *x, bool stated)
{
    arena scratch = { 0 };
    const char **lines;
    size_t n;
    if (*x->text.published && !stated)
        handle_log(dl, DATELINE_WARNING,
                   "%s: published %s, as the page states; --published states another day",
                   x->name, x->text.published);
    extract_warnings(&x->text, &x->dates, &scratch, &lines, &n);
    for (size_t i = 0; i < n; i++)
        handle_log(dl, DATELINE_WARNING, "%s: %s", x->name, lines[i]);
    arena_clear(&scratch);
}

static dateline_status extract(dateline *dl, const dateline_input *in, str bytes,
                               dateline_article *x, dateline_events **out,
                               dateline_error *err)
{
    arena scratch = { 0 };
    article_worker worker = article_worker_new(&scratch);
    bool made = !*out;
    if (made)
        *out = event_events_new();
    event_mark before = event_mark_of(*out);
    dateline_status st = article_extract(dl, in, bytes, &worker, x, *out, err);
    if (st && made) {
        event_events_free(*out);
        *out = NULL;
    } else if (st) {
        event_undo(*out, before);
    }
    arena_clear(&scratch);
    return st;
}

dateline_status dateline_extract(dateline *dl, dateline_input in, dateline_events **out,
                                 dateline_article **kept, dateline_error *err)
{
    dateline_article *x = article_new(in.name ? in.name : in.path ? in.path : "<input>");
    str bytes = { in.bytes, in.len };
    dateline_status st = DATELINE_OK;
    if (kept)
        *kept = NULL;
    /* The article's text may be a view of the bytes, so they live as long. */
    if (in.bytes)
        bytes.at = str_copy(&x->memory, bytes);
    else if (in.path)
        st = file_read(&x->memory, in.path, &bytes, err);
    else
        st = error_set(err, DATELINE_USAGE, "an input needs a path or bytes");
    st = st ? st : article_sidecar(&in, &x->memory, err);
    st = st ? st : handle_go_on(dl, "reading", 0, 0, err);
    size_t before = *out ? event_count(*out) : 0;
    st = st ? st : extract(dl, &in, bytes, x, out, err);
    if (!st && event_count(*out) == before)
        handle_log(dl, DATELINE_WARNING, "%s: nothing in it reads like an event",
                   x->name);
    if (!st)
        tell_warnings(dl, x, in.published && *in.published);
    if (!st && kept)
        *kept = x;
    else
        dateline_article_free(x);
    return st;
}

dateline_status dateline_events_join(dateline *dl, dateline_events *events,
                                     dateline_error *err)
{
    arena scratch = { 0 };
    dateline_status st = handle_go_on(dl, "joining", 0, 0, err);
    if (!st)
        extract_join(events, &scratch);
    arena_clear(&scratch);
    return st;
}

dateline_status dateline_article_write_mentions(dateline *dl, const dateline_article *x,
                                                dateline_output out, dateline_error *err)
{
    buf bytes = { 0 };
    dateline_status st = handle_gazetteer(dl, err);
    st = st ? st : handle_signs(dl, err);
    if (!st) {
        extract_places places = { dl->gazetteer, dl->signs };
        extract_write_mentions(&x->text, &x->dates, &x->mentions, places, &bytes);
        buf_add_byte(&bytes, '\n');
        st = buf_status(&bytes, "mentions", err);
    }
    st = st ? st : handle_write(out, buf_str(&bytes), err);
    buf_clear(&bytes);
    return st;
}
