/*
 * parse/json - JSON texts as trees of plain values that know where they stand.
 *
 * The keeper of Jansson, which decodes strings and checks every token. It does
 * not say where a value stands, turns numbers into doubles, and fails a whole
 * document for one 1e999. So a scanner goes first: it follows the structure,
 * notes the position of every value, keeps numbers as they are written, and
 * stops what is nested too deep. It also cuts a document with one long array
 * into its elements, so that memory holds one element at a time.
 *
 * NaN, Infinity and -Infinity, which some programs write, are numbers with that
 * text: the reader of the value decides.
 */
#ifndef PARSE_JSON_H
#define PARSE_JSON_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

#include <dateline.h>
#include <stdbool.h>
#include <stddef.h>

typedef enum parse_kind {
    PARSE_NULL,
    PARSE_BOOL,
    PARSE_NUMBER,
    PARSE_STRING,
    PARSE_ARRAY,
    PARSE_OBJECT,
} parse_kind;

typedef struct parse_value parse_value;
struct parse_value {
    parse_kind kind;
    int line, column; /* 1-based, in code points */
    str key;          /* of a member; empty for what is not one */
    str text;         /* a string decoded; a number, true, false, null as written */
    const parse_value *items; /* elements, or members in the order of the document */
    size_t n;
};

/* Part of a document: where its first byte stands is told to the reader. */
typedef struct parse_text {
    str text; /* valid UTF-8 */
    const char *source;
    int line, column;
} parse_text;

/* A whole document. */
parse_text parse_text_of(str text, const char *source);

/* Exactly one value with white space around it. What is in the tree belongs to
   the arena or to the text. */
dateline_status parse_json(arena *a, parse_text in, const parse_value **out,
                           dateline_error *err);

/* The member of an object with that name, or NULL; object may be NULL. */
const parse_value *parse_member(const parse_value *object, const char *name);

/* Write the value as JSON on one line. */
void parse_json_write(const parse_value *v, buf *out);

/* A document with one long array. */
typedef struct parse_list {
    parse_text rest;             /* of the array, from the next element; with more,
                                    what follows the first value */
    const parse_value *envelope; /* the document, with that array empty */
    str name;                    /* of the member that is the array; empty: the root */
    bool found;                  /* there is such an array */
    bool more;                   /* something else follows the first value */
    int depth;                   /* of the array */
} parse_list;

/* Find the array: the root, or the first member of the root with one of the
   names (ending with NULL) that is an array. Without one, found is false and
   the envelope is the whole document. When a second value follows the first
   one, more is true and the envelope NULL: it is a sequence of texts. */
dateline_status parse_list_open(parse_list *l, arena *a, parse_text in,
                                const char *const *names, dateline_error *err);
/* The next element, made in a; *out is NULL after the last. */
dateline_status parse_list_next(parse_list *l, arena *a, const parse_value **out,
                                dateline_error *err);
#endif
