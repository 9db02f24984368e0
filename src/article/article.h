/*
 * article - a text of news as sentences that know what they are.
 *
 * From bytes as they come (plain text, Markdown, HTML; any Unicode form, underscores
 * between syllables) to a clean text, its tokens, the words of the lexicon in them, and
 * sentences. Each sentence is of one zone: what is a caption, a credit, a
 * correspondent's dateline, a headline, a link to another article or the furniture of a
 * page is told from the body; and of one story, since a file may hold several.
 *
 * The clean text is UTF-8 in normal form C, without markup, with blanks and line ends as
 * ' ' and '\n'. Whoever needs to say where something stands in the input as it was
 * given asks article_offset.
 *
 * It knows nothing of places, dates and events.
 */
#ifndef ARTICLE_ARTICLE_H
#define ARTICLE_ARTICLE_H

#include "base/arena.h"
#include "base/str.h"
#include "lexicon/lexicon.h"
#include "text/token.h"

#include <dateline.h>
#include <stdbool.h>
#include <stdint.h>

typedef enum article_form {
    ARTICLE_AUTO = 0, /* by content */
    ARTICLE_PLAIN,
    ARTICLE_MARKDOWN,
    ARTICLE_HTML,
} article_form;

typedef enum article_zone {
    ARTICLE_BODY = 0,
    ARTICLE_HEADLINE,  /* title of the story, or of a part of it */
    ARTICLE_KICKER,    /* the line of keywords above it */
    ARTICLE_CAPTION,   /* of a picture */
    ARTICLE_CREDIT,    /* of a picture or of the article: agencies, names */
    ARTICLE_DATELINE,  /* where the correspondent is; the rest of the sentence follows */
    ARTICLE_LINK,      /* to another article */
    ARTICLE_FURNITURE, /* of the page */
    ARTICLE_ZONES
} article_zone;

/* "body", "headline", ... */
const char *article_zone_name(article_zone zone);

typedef struct article_sentence {
    uint32_t first, n;          /* tokens; together they are all tokens */
    uint32_t first_tag, n_tags; /* those that begin in it */
    uint32_t story;
    article_zone zone;
    bool paragraph; /* begins one */
    bool repeated;  /* the same words stood in the article before, as of a caption */
} article_sentence;

typedef struct article_story {
    uint32_t first, n; /* sentences */
} article_story;

/* A stretch of the text and where it comes from: both go on together, code point by
   code point. */
typedef struct article_origin {
    uint32_t at;     /* byte in the text */
    uint32_t source; /* code point in the input */
} article_origin;

typedef struct article {
    const char *name; /* for messages */
    str text;
    article_origin *origins; /* sorted; the first is at 0 */
    size_t n_origins;
    uint8_t *hints; /* of the markup: zone + 1 of each line of the text, 0 for none;
                       NULL for plain text */
    text_token *tokens;
    size_t n_tokens;
    const lexicon *words;
    lexicon_tag *tags; /* sorted by first token, longer ones first */
    size_t n_tags;
    article_sentence *sentences;
    size_t n_sentences;
    article_story *stories;
    size_t n_stories;
    const char *lang; /* "vi"; "" when it is not known */
    /* What a page states of itself, "" when it does not: the day of publication,
       "2024-04-17", and its language, which is often that of a template. */
    const char *published, *stated_lang;
} article;

/* The form that the name of a file says: ".md", ".html", ".txt"; else ARTICLE_AUTO. */
article_form article_form_of_name(const char *name);
/* The clean text of a document and its tokens. The bytes outlive it: the text may be
   theirs. A byte order mark is not counted as a code point of the input. DATELINE_INPUT
   for what is not UTF-8 or UTF-16 text, DATELINE_LIMIT for one of 4 GiB and more or
   nested too deep. */
dateline_status article_open(str bytes, article_form form, const char *name, arena *a,
                             article *out, dateline_error *err);
/* Its sentences, zones and stories by the words of its language. */
void article_parse(article *x, const lexicon *words, lexicon_memory *memory,
                   const char *lang, arena *a);

/* The code point of the input that a byte of the text comes from; the one behind the
   last for the end of the text. */
uint32_t article_offset(const article *x, size_t at);
/* The same for the end of what is before a byte: behind the last code point of it. */
uint32_t article_offset_end(const article *x, size_t end);
/* How many code points the input has. */
uint32_t article_length(const article *x);

/* The first tag that begins at a token or behind it: of a sentence, or with NULL of all.
   Where there is none, the index behind the last. */
uint32_t article_tag_from(const article *x, const article_sentence *s, uint32_t token);

/* The sentence that a token is in. */
uint32_t article_sentence_of(const article *x, uint32_t token);

static inline str article_token(const article *x, uint32_t token)
{
    return text_token_str(x->text, &x->tokens[token]);
}
#endif
