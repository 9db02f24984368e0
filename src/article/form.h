/*
 * article/form - the forms that articles come in. For this room only.
 */
#ifndef ARTICLE_FORM_H
#define ARTICLE_FORM_H

#include "article/article.h"

/* What a text looks like: HTML by its first tag, Markdown by what only it has. */
article_form article_form_of_text(str s);
/* Each fills in text, origins and hints of *out. */
void article_read_plain(str s, arena *a, article *out);
void article_read_markdown(str s, arena *a, article *out);
dateline_status article_read_html(str s, arena *a, article *out, dateline_error *err);
#endif
