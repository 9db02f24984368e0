/*
 * pdf/file - the small parts of a PDF file (ISO 32000-1): objects, streams,
 * strings, numbers.
 */
#ifndef PDF_FILE_H
#define PDF_FILE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/squeeze.h"
#include "geo/clip.h"

#include <dateline.h>
#include <stdbool.h>

typedef struct pdf_file {
    buf *out;
    arena *a;
    size_t *at; /* where each object stands; [0] is unused */
    int n;      /* the highest number given out */
    size_t cap;
    squeeze *z;
    dateline_status status; /* of what went wrong first */
    dateline_error *err;    /* may be NULL */
} pdf_file;

/* Writes the header. */
void pdf_begin(pdf_file *p);
/* The number of an object to come. */
int pdf_reserve(pdf_file *p);
/* What is added to p->out between them is that object. */
void pdf_open(pdf_file *p, int object);
void pdf_close(pdf_file *p);
/* A stream, compressed; entries go into its dictionary. */
void pdf_stream(pdf_file *p, int object, const char *entries, str bytes);
/* The same of bytes that are zlib already. */
void pdf_squeezed(pdf_file *p, int object, const char *entries, str bytes);
/* The table and the trailer. */
void pdf_end(pdf_file *p, int root, int info);

/* Text for people, of any characters. */
void pdf_text(buf *out, str utf8);
/* The same as UTF-16 in hexadecimal, without brackets. */
void pdf_utf16(buf *out, str utf8);
/* A number with a space before, rounded to hundredths. */
void pdf_num(buf *out, double v);
/* Lines or rings, as operators that make a path. */
void pdf_path(buf *out, const geo_path *path, bool closed);
#endif
