/*
 * font/pango_calls - Pango, Fontconfig and GObject, opened with the first font.
 */
#ifndef FONT_PANGO_CALLS_H
#define FONT_PANGO_CALLS_H

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

#define PANGO_CALLS(X)                    \
    X(attr_font_features_new)             \
    X(attr_letter_spacing_new)            \
    X(attr_list_insert)                   \
    X(attr_list_new)                      \
    X(attr_list_unref)                    \
    X(context_set_round_glyph_positions)  \
    X(font_description_free)              \
    X(font_description_new)               \
    X(font_description_set_absolute_size) \
    X(font_description_set_family)        \
    X(font_description_set_style)         \
    X(font_description_set_weight)        \
    X(font_map_create_context)            \
    X(layout_get_line_readonly)           \
    X(layout_get_unknown_glyphs_count)    \
    X(layout_line_get_extents)            \
    X(layout_new)                         \
    X(layout_set_attributes)              \
    X(layout_set_font_description)        \
    X(layout_set_single_paragraph_mode)   \
    X(layout_set_text)

#define PANGOCAIRO_CALLS(X)       \
    X(context_set_font_options)   \
    X(font_get_scaled_font)       \
    X(font_map_new_for_font_type) \
    X(layout_line_path)           \
    X(show_layout_line)

#define FONTCONFIG_CALLS(X)         \
    X(ConfigBuildFonts)             \
    X(ConfigCreate)                 \
    X(ConfigDestroy)                \
    X(ConfigGetFonts)               \
    X(ConfigParseAndLoadFromMemory) \
    X(PatternGetInteger)            \
    X(PatternGetString)

typedef struct pango_calls {
#define X(name) __typeof__(pango_##name) *name;
    PANGO_CALLS(X)
#undef X
} pango_calls;

typedef struct pangocairo_calls {
#define X(name) __typeof__(pango_cairo_##name) *name;
    PANGOCAIRO_CALLS(X)
#undef X
} pangocairo_calls;

typedef struct fontconfig_calls {
#define X(name) __typeof__(Fc##name) *name;
    FONTCONFIG_CALLS(X)
#undef X
} fontconfig_calls;
#endif
