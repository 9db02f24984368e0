/*
 * review - a page on which an editor accepts, rejects or moves what was extracted.
 *
 * One self-contained HTML file: the text with its spans marked beside a map, made from
 * a template that the styles have. It makes no request and works from file://. This room
 * fills in the data; what the page looks like and does is the template's.
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

/* A picture of the area in Mercator's projection, without events. */
typedef struct review_map {
    str svg;
    double width, height; /* pixels */
    /* Pixels are linear in longitude and in Mercator's ordinate. */
    double x0, x_per_degree;
    double y0, y_per_radian;
} review_map;

typedef struct review_options {
    str page;         /* the template */
    const char *name; /* of the template, for messages */
    review_map map;
    const char *lang; /* of the page's words */
} review_options;

/* The template has {{lang}}, {{map}} and {{data}} once each, in this order;
   DATELINE_INPUT when it has not. */
dateline_status review_write(const review_article *articles, size_t n,
                             const dateline_events *events, const review_options *options,
                             buf *out, dateline_error *err);
#endif
