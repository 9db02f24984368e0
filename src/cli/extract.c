#include "base/error.h"
#include "cli/cli.h"

#include <stdio.h>
#include <string.h>

typedef struct reading {
    dateline_events *events;
    dateline_article **articles;
    size_t n;
} reading;

static dateline_status read_articles(cli *c, reading *r, dateline_error *err)
{
    dateline_status st = DATELINE_OK;
    r->articles = arena_array(&c->memory, dateline_article *, c->n_files);
    for (size_t i = 0; !st && i < c->n_files; i++) {
        dateline_input in = cli_article(c, c->files[i]);
        in.lang = c->set.lang;
        in.format = cli_output(c, NULL, DATELINE_AUTO).format;
        st = dateline_extract(c->dl, in, &r->events, &r->articles[i], err);
        r->n += !st;
    }
    if (!st && r->n > 1)
        st = dateline_events_join(c->dl, r->events, err);
    return st;
}

static dateline_status write_all(cli *c, const reading *r, dateline_error *err)
{
    const cli_settings *s = &c->set;
    const char *path = s->output ? s->output : "-";
    dateline_status st = DATELINE_OK;
    if (s->mentions && r->n > 1)
        st = error_set(err, DATELINE_USAGE,
                       "--mentions is for one article; offsets in several would not tell "
                       "which; use --jsonl for many");
    if (!st && s->mentions)
        st = dateline_article_write_mentions(
            c->dl, r->articles[0], (dateline_output){ .path = s->mentions }, err);
    if (!st && s->review)
        st = dateline_review(c->dl, (const dateline_article *const *)r->articles, r->n,
                             r->events, (dateline_output){ .path = s->review }, err);
    if (!st && (s->output || (!s->mentions && !s->review)))
        st = dateline_events_write(r->events, (dateline_output){ .path = path }, err);
    return st;
}

static void tell(const cli *c, const reading *r)
{
    size_t located = 0, review = 0, n = dateline_events_count(r->events);
    for (size_t i = 0; i < n; i++) {
        const dateline_event *e = dateline_events_at(r->events, i);
        located += e->located;
        review += e->needs_review;
    }
    cli_tell(c, "%zu events, %zu of them on the map, %zu to be looked at", n, located,
             review);
}

static dateline_status run_lines(cli *c, dateline_error *err)
{
    if (c->n_files > 1)
        return error_set(err, DATELINE_USAGE,
                         "--jsonl reads one file, or standard input");
    const char *from = c->n_files ? c->files[0] : "-";
    const char *to = c->set.output ? c->set.output : "-";
    dateline_input in = cli_article(c, from);
    uint64_t n;
    in.lang = c->set.lang;
    in.format = cli_output(c, NULL, DATELINE_AUTO).format;
    dateline_status st =
        dateline_extract_lines(c->dl, in, (dateline_output){ .path = to }, &n, err);
    if (!st)
        cli_tell(c, "%s: %llu documents", to, (unsigned long long)n);
    return st;
}

static dateline_status run(cli *c, dateline_error *err)
{
    reading r = { 0 };
    dateline_status st = DATELINE_OK;
    if (!c->n_files && !c->set.jsonl)
        st = error_set(err, DATELINE_USAGE,
                       "no article; give a file, or - for standard input");
    st = st ? st : cli_open(c, false, err);
    if (!st && c->set.jsonl)
        return run_lines(c, err);
    st = st ? st : read_articles(c, &r, err);
    st = st ? st : write_all(c, &r, err);
    if (!st)
        tell(c, &r);
    for (size_t i = 0; i < r.n; i++)
        dateline_article_free(r.articles[i]);
    dateline_events_free(r.events);
    return st;
}

static const char *const examples[] = {
    "dateline extract article.txt --published 2024-04-17 -o events.geojson",
    "dateline extract article.html --published 2024-04-17 --review review.html",
    "dateline extract --jsonl < documents.jsonl > results.jsonl", NULL
};
static const char *const forms[] = { "text", "markdown", "html", NULL };
static const cli_option options[] = {
    { "output", 'o', CLI_TEXT, "FILE", ".geojson, .geojsonl, .csv or .json; else stdout",
      CLI_OFFSET(output), NULL, "Output" },
    { "mentions", 0, CLI_TEXT, "FILE", "places and dates that are named, as JSON",
      CLI_OFFSET(mentions), NULL, "Output" },
    { "review", 0, CLI_TEXT, "FILE", "an HTML page to accept, reject and move events",
      CLI_OFFSET(review), NULL, "Output" },
    { "jsonl", 0, CLI_FLAG, NULL, "many articles: a line of JSON each, in and out",
      CLI_OFFSET(jsonl), NULL, "Output" },
    CLI_ARTICLES,
    { "lang", 0, CLI_TEXT, "LL", "language of the articles; else found out",
      CLI_OFFSET(lang), NULL, "Articles" },
    { "format", 'f', CLI_TEXT, "NAME", "text, markdown or html; else by name and content",
      CLI_OFFSET(format), forms, "Articles" },
};
const cli_verb cli_extract = { "extract",
                               "find dated, placed events in articles",
                               "ARTICLE... [-o FILE]",
                               examples,
                               options,
                               sizeof options / sizeof *options,
                               run };
