/*
 * html - the main text of a page.
 *
 * Menus, lists of links, scripts and what else stands around an article are left out,
 * by the elements of HTML (article, main, nav, aside ...), by the names that pages give
 * to their parts, and by how much text there is and how much of it is links. What is
 * left comes as runs in the order of the page, each with where its bytes stand.
 */
#ifndef HTML_HTML_H
#define HTML_HTML_H

#include "base/str.h"

#include <dateline.h>
#include <stddef.h>

typedef enum html_kind {
    HTML_TEXT = 0,
    HTML_HEADING,
    HTML_CAPTION,
    HTML_LINK, /* a block of nothing but links */
    HTML_BYLINE,
    HTML_DATELINE,
} html_kind;

typedef struct html_run {
    str text;       /* entities are resolved */
    size_t at, len; /* bytes of the page that it was made from */
    html_kind kind;
    int lines; /* that end before it: 0 goes on, 1 is a break, 2 a paragraph */
} html_run;

typedef struct html_page {
    html_run *runs;
    size_t n;
    const char *published; /* the day that the page states, "2024-04-17", or "" */
    const char *lang;      /* that it states, "vi", or ""; pages are often wrong */
} html_page;

/* A page, in the arena. It is valid UTF-8. DATELINE_LIMIT for one with elements nested
   beyond what pages have, before it costs time. */
dateline_status html_read(str page, const char *name, arena *a, html_page *out,
                          dateline_error *err);
/* The character set that a page of any bytes declares; .len is 0 for none. */
str html_charset(str bytes);
/* Whether a page can be parsed in time that grows as the page does. */
dateline_status html_check(str page, const char *name, dateline_error *err);
#endif
