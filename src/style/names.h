/*
 * style/names - what documents call things.
 */
#ifndef STYLE_NAMES_H
#define STYLE_NAMES_H

#include "parse/json.h"
#include "style/style.h"

extern const char *const style_role_names[STYLE_ROLES];
extern const char *const style_class_names[STYLE_CLASSES];
extern const char *const style_symbol_names[STYLE_SYMBOLS];
extern const char *const style_kind_names[DATELINE_KINDS];

/* Which of the names this is, said at v; a stranger is an error that offers the
   nearest one. */
dateline_status style_find_name(const char *source, const parse_value *v, str name,
                                const char *const *names, size_t n, size_t *out,
                                dateline_error *err);
#endif
