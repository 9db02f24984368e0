/*
 * file - the only place that touches files.
 *
 * Output appears whole or not at all: it is written beside its final name and
 * renamed when complete. What could not be completed is removed.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/arena.h"
#include "base/str.h"

#include <dateline.h>
#include <stdbool.h>
#include <stdint.h>

/* Read a whole file; "-" is standard input. The bytes are in the arena and
   followed by a NUL that is not counted. */
dateline_status file_read(arena *a, const char *path, str *out, dateline_error *err);

/* A file that is read block after block; "-" is standard input. path outlives it. */
typedef struct file_source {
    const char *path;
    int fd;
    bool open;
} file_source;
dateline_status file_source_open(const char *path, file_source *out, dateline_error *err);
/* The next n bytes; *got is less only at the end. */
dateline_status file_source_read(file_source *s, char *at, size_t n, size_t *got,
                                 dateline_error *err);
void file_source_close(file_source *s);

/* A file mapped read-only; it may not change while it is mapped. */
typedef struct file_map {
    const unsigned char *at;
    size_t len;
} file_map;
dateline_status file_map_open(const char *path, file_map *out, dateline_error *err);
void file_map_close(file_map *m);
/* Give the memory of its pages back until they are asked for again. */
void file_map_rest(const file_map *m);

/* Write bytes to path through a temporary file; "-" is standard output. */
dateline_status file_write(const char *path, str bytes, dateline_error *err);

/* The same, piece after piece; path outlives it. */
typedef struct file_sink {
    const char *path;
    char *part; /* the temporary file; NULL: what is written cannot be taken back */
    int fd;
    bool open;
    arena own;
} file_sink;
dateline_status file_sink_open(const char *path, file_sink *out, dateline_error *err);
dateline_status file_sink_write(file_sink *s, str bytes, dateline_error *err);
/* All is written: it takes the place of path. When that fails, nothing is left. */
dateline_status file_sink_finish(file_sink *s, dateline_error *err);
/* Leave nothing; after file_sink_finish it does nothing. */
void file_sink_drop(file_sink *s);

/* A directory and its parents; it may exist already. */
dateline_status file_make_dir(const char *path, dateline_error *err);
bool file_is_dir(const char *path);
bool file_exists(const char *path);
/* A device, a pipe or a socket: what cannot be replaced by a file. */
bool file_is_special(const char *path);
/* Sorted by bytes, without "." and ".."; names only. */
dateline_status file_list(arena *a, const char *dir, char ***names, size_t *n,
                          dateline_error *err);
void file_remove(const char *path);
/* A directory and all that is in it. */
void file_remove_tree(const char *path);
/* Put a finished file or directory in the place of another. */
dateline_status file_replace(const char *from, const char *to, dateline_error *err);
/* Whether a name in a directory is one that this program would write there. */
typedef bool file_is_own(const char *name);
/* Whether a directory of ours may be put at path: there is nothing, or a directory
   with nothing in it that is not ours. DATELINE_IO says what is in the way. */
dateline_status file_may_put_dir(const char *path, file_is_own *is_own,
                                 dateline_error *err);
/* Put a finished directory there, in place of what file_may_put_dir allows. */
dateline_status file_put_dir(const char *from, const char *path, file_is_own *is_own,
                             dateline_error *err);
/* A name beside path for what is not finished yet. In the arena. */
char *file_unfinished(arena *a, const char *path);
/* The folder of the running program, without a trailing slash; "" if unknown. */
char *file_program_dir(arena *a);
#endif
