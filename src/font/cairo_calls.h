/*
 * font/cairo_calls - Cairo, opened when the first picture is drawn.
 *
 * c->move_to(cr, x, y) is cairo_move_to(cr, x, y); see base/lazy.h. To use one
 * more function, add its name.
 */
#ifndef FONT_CAIRO_CALLS_H
#define FONT_CAIRO_CALLS_H

#include <cairo.h>

#define CAIRO_CALLS(X)                      \
    X(copy_path)                            \
    X(create)                               \
    X(destroy)                              \
    X(fill)                                 \
    X(font_options_create)                  \
    X(font_options_destroy)                 \
    X(font_options_set_antialias)           \
    X(font_options_set_hint_metrics)        \
    X(font_options_set_hint_style)          \
    X(glyph_path)                           \
    X(image_surface_create_for_data)        \
    X(image_surface_create_from_png_stream) \
    X(image_surface_get_data)               \
    X(image_surface_get_format)             \
    X(image_surface_get_height)             \
    X(image_surface_get_stride)             \
    X(image_surface_get_width)              \
    X(move_to)                              \
    X(new_path)                             \
    X(path_destroy)                         \
    X(recording_surface_create)             \
    X(restore)                              \
    X(rotate)                               \
    X(save)                                 \
    X(scale)                                \
    X(scaled_font_get_font_face)            \
    X(set_font_face)                        \
    X(set_font_options)                     \
    X(set_font_size)                        \
    X(set_operator)                         \
    X(status)                               \
    X(status_to_string)                     \
    X(surface_destroy)                      \
    X(surface_finish)                       \
    X(surface_status)                       \
    X(translate)

typedef struct cairo_calls {
#define X(name) __typeof__(cairo_##name) *name;
    CAIRO_CALLS(X)
#undef X
} cairo_calls;
#endif
