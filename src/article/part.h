/*
 * article/part - what the passes over an article share while it is divided.
 *
 * A part becomes a sentence at the end. The passes are: marks of the tokens, from the
 * tags; lines; sentences; what lies inside sentences and is none of theirs (credits,
 * datelines, a title glued in front); zones; stories. For this room only.
 */
#ifndef ARTICLE_PART_H
#define ARTICLE_PART_H

#include "article/article.h"
#include "text/utf8.h"

/* What the lexicon says of a token: START at the first of a phrase, the others at each.
 */
enum {
    MARK_PHOTO_START = 1, /* "Photo :", behind a caption */
    MARK_PHOTO_LEAD = 2,  /* "Pictured :", before one */
    MARK_AGENCY = 4,
    MARK_CORRESPONDENT_START = 8,
    MARK_FURNITURE = 16,
    MARK_FURNITURE_START = 32, /* of what is always furniture */
    MARK_RELATED_START = 64,
    MARK_ABBREVIATION = 128,
    MARK_TIME = 256,
    MARK_MONTH = 512,
    MARK_COMMON_START = 1024, /* a word that is no name: its capital begins a sentence */
    MARK_INSIDE = 2048,       /* not the first of a phrase of the build */
    MARK_SAY = 4096,
    MARK_SOURCE_START = 16384,   /* beside PHOTO_START */
    MARK_FUNCTION_START = 32768, /* of those, a word that begins many sentences */
    MARK_MAY_END = 8192,         /* an abbreviation that sentences end with, too */
};

enum {
    PART_LINE = 1, /* begins a line */
    PART_LAST = 2, /* ends it */
    PART_STOP = 4, /* ends with a stop */
    PART_CUT = 8,  /* ends with an ellipsis */
    PART_DATED = 16,
    PART_TITLE = 32, /* a title cut off from what follows it in the same line */
    PART_LINK_SIGN = 64,
    PART_BREAK = 128, /* a line of signs */
};

typedef struct article_part {
    uint32_t first, n; /* tokens */
    uint32_t line, words;
    uint8_t flags, zone;
    bool paragraph, repeated, story;
    bool hinted; /* the markup says what the line is */
} article_part;

typedef struct article_reader {
    const article *x;
    arena *a;
    uint16_t *marks; /* of each token */
    article_part *parts;
    size_t n, cap;
    uint32_t line; /* the one that is being divided */
    uint32_t stop; /* where the sentence ends that is being divided, and whether with */
    bool stopped;  /* a stop */
    uint8_t hint;  /* zone of the line by the markup + 1; 0: none */
} article_reader;

/* A token that is a sign: its code point; else 0. */
static inline uint32_t article_sign(const article_reader *r, uint32_t i)
{
    const text_token *t = &r->x->tokens[i];
    if (t->shape != TEXT_MARK)
        return 0;
    unsigned char first = (unsigned char)r->x->text.at[t->at];
    if (first < 0x80)
        return first;
    str s = text_token_str(r->x->text, t);
    return text_next(&s);
}
static inline bool article_is_word(const article_reader *r, uint32_t i)
{
    return r->x->tokens[i].shape < TEXT_NUMBER;
}
bool article_is_capital(const article_reader *r, uint32_t i);
/* FNV-1a of the lower form. */
uint64_t article_word_hash(const article_reader *r, uint32_t i);
/* A dash with blanks about it, not a hyphen in a word. */
bool article_is_dash(const article_reader *r, uint32_t i);
/* Whether a day and month stand among the first words: "Ngày 11/7", "On 3 May". */
bool article_is_dated(const article_reader *r, uint32_t first, uint32_t end);
/* How many tokens the tag of a class has that begins at a token; 0: there is none. */
uint32_t article_phrase(const article *x, uint32_t token, lexicon_class c,
                        uint32_t atoms);

/* marks of all tokens */
void article_mark(article_reader *r);
/* Where the line ends that begins at a token. */
uint32_t article_line_end(const article_reader *r, uint32_t first, uint32_t wrap);
/* The longest line in code points of a text whose lines are filled; else 0. */
uint32_t article_wrap(const article_reader *r);
/* Where the sentence ends that begins at a token of a line. *stopped: with a stop. */
uint32_t article_sentence_end(const article_reader *r, uint32_t first, uint32_t end,
                              bool *stopped);
/* Where a dateline at the start of a line or sentence ends; first: there is none. */
uint32_t article_dateline_end(const article_reader *r, uint32_t first, uint32_t end);
uint32_t article_correspondent_end(const article_reader *r, uint32_t first, uint32_t end);
/* Where a credit ends that begins at a token. */
uint32_t article_credit_end(const article_reader *r, uint32_t first, uint32_t end);
/* Where the lead begins in a sentence with a title glued before it; first: nowhere. */
uint32_t article_lead(const article_reader *r, uint32_t first, uint32_t end, bool top);

/* Parts of one line, with the zones that need no look around. */
void article_divide(article_reader *r, uint32_t first, uint32_t end);
/* What the parts around say of a part. */
void article_repeats(article_reader *r);
void article_captions(article_reader *r);
void article_furniture(article_reader *r);
void article_titles(article_reader *r);
void article_credits(article_reader *r);
void article_stories(article_reader *r);
#endif
