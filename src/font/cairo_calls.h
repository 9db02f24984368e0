/*
 * font/cairo_calls - Cairo, opened when the first picture is drawn.
 *
 * c->move_to(cr, x, y) is cairo_move_to(cr, x, y); see base/lazy.h. To use one
 * more function, add its name.
 */
#ifndef FONT_CAIRO_CALLS_H
#define FONT_CAIRO_CALLS_H

#include <cairo-pdf.h>
#include <cairo.h>

#define CAIRO_CALLS(X)                 \
    X(clip)                            \
    X(close_path)                      \
    X(copy_path)                       \
    X(copy_path_flat)                  \
    X(create)                          \
    X(curve_to)                        \
    X(destroy)                         \
    X(fill)                            \
    X(fill_preserve)                   \
    X(font_options_create)             \
    X(font_options_destroy)            \
    X(font_options_set_antialias)      \
    X(font_options_set_hint_metrics)   \
    X(font_options_set_hint_style)     \
    X(get_target)                      \
    X(identity_matrix)                 \
    X(image_surface_create_for_data)   \
    X(line_to)                         \
    X(mask_surface)                    \
    X(move_to)                         \
    X(new_path)                        \
    X(paint)                           \
    X(paint_with_alpha)                \
    X(path_destroy)                    \
    X(pdf_surface_create_for_stream)   \
    X(pdf_surface_restrict_to_version) \
    X(pdf_surface_set_metadata)        \
    X(pdf_surface_set_size)            \
    X(pop_group_to_source)             \
    X(push_group)                      \
    X(recording_surface_create)        \
    X(rectangle)                       \
    X(restore)                         \
    X(save)                            \
    X(scale)                           \
    X(set_dash)                        \
    X(set_fill_rule)                   \
    X(set_line_cap)                    \
    X(set_line_join)                   \
    X(set_line_width)                  \
    X(set_miter_limit)                 \
    X(set_operator)                    \
    X(set_source_rgba)                 \
    X(set_tolerance)                   \
    X(show_page)                       \
    X(status)                          \
    X(status_to_string)                \
    X(stroke)                          \
    X(stroke_preserve)                 \
    X(surface_destroy)                 \
    X(surface_finish)                  \
    X(surface_flush)                   \
    X(surface_mark_dirty)              \
    X(surface_status)                  \
    X(translate)

typedef struct cairo_calls {
#define X(name) __typeof__(cairo_##name) *name;
    CAIRO_CALLS(X)
#undef X
} cairo_calls;
#endif
