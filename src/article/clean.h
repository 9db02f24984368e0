/*
 * article/clean - writing the clean text of an article, and where it comes from. For
 * this room only.
 *
 * Where the sources of two characters do not follow each other, or one character comes
 * from several, an origin stands between them; two of the same byte when something that
 * is not in the text lies there: the first is the end of what is before, the second the
 * beginning of what follows.
 */
#ifndef ARTICLE_CLEAN_H
#define ARTICLE_CLEAN_H

#include "article/article.h"
#include "text/nfc.h"

typedef struct article_clean {
    arena *a;
    char *text;
    size_t len, cap;
    article_origin *origins;
    size_t n_origins, origins_cap;
    uint32_t counted; /* the source of the next character by the last origin */
    uint32_t end;     /* that behind the last character */
    uint32_t codes[TEXT_SEQUENCE], from[TEXT_SEQUENCE]; /* the sequence that is open */
    size_t n_codes;
    uint32_t behind; /* its end */
    uint8_t *hints;
    size_t n_hints, hints_cap;
    uint8_t hint; /* of the line that is being written; zone + 1 */
} article_clean;

/* One code point that comes from [from, behind) of the input. */
void clean_code(article_clean *c, uint32_t code, uint32_t from, uint32_t behind);
/* Valid UTF-8 that begins at a code point of the input and goes on as it does. */
void clean_text(article_clean *c, str s, uint32_t from);
/* A line ends, for n lines. */
void clean_line(article_clean *c, uint32_t from, int n);
/* The text and its origins; the input has n code points. */
void clean_end(article_clean *c, uint32_t n, article *out);
/* The same for a text that is clean as it stands: false when it is not. */
bool clean_as_is(str s, arena *a, article *out);
#endif
