/*
 * review - a page on which an editor accepts, rejects or moves what was extracted.
 *
 * One self-contained HTML file: the text with its spans marked beside a map, made from
 * a template that the styles have. It makes no request and works from file://.
 */
#ifndef REVIEW_REVIEW_H
#define REVIEW_REVIEW_H

#include "article/article.h"
#include "base/buf.h"
#include "dates/dates.h"
#include "event/event.h"
#include "mention/mention.h"

typedef struct review_article {
    const article *text;
    const dates *dates;
    const mentions *mentions;
    const char *name;
} review_article;

typedef struct review_options {
    str page;         /* the template: {{data}} and {{map}} stand for what goes in */
    str map_svg;      /* a picture of the area, its projection described in map_view */
    const char *lang; /* of the page's words */
} review_options;

/* DATELINE_INPUT when the template lacks a mark. */
dateline_status review_write(const review_article *articles, size_t n,
                             const dateline_events *events, const review_options *options,
                             buf *out, dateline_error *err);
#endif
