/*
 * lazy - a shared library that is opened when it is first needed.
 *
 * Linking every library of a map program into one command costs tens of
 * milliseconds before main, also for verbs that use none of them. So the
 * keeper of a library lists the calls it makes in an X macro, and gets them as
 * a struct of function pointers:
 *
 *     #define PROJ_CALLS(X) X(context_create) X(create)
 *     typedef struct proj_calls {
 *     #define X(name) __typeof__(proj_##name) *name;
 *         PROJ_CALLS(X)
 *     #undef X
 *     } proj_calls;
 *
 * The compiler still checks every call against the library's own header. The
 * soname comes from the Makefile, which reads it from the library that was
 * compiled against.
 */
#ifndef BASE_LAZY_H
#define BASE_LAZY_H

#include <dateline.h>
#include <stddef.h>

typedef struct lazy_name {
    const char *symbol;
    size_t offset; /* of the function pointer in the struct of calls */
} lazy_name;

/* Open the library and fill in calls. It stays open for the life of the
   process, as a linked library does; opening again is cheap. */
dateline_status lazy_open(const char *soname, const lazy_name *names, size_t n,
                          void *calls, dateline_error *err);
#endif
