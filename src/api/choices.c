/*
 * What options say in words: views, choices, days, tables of names.
 */
#include "api/picture.h"
#include "base/civil.h"
#include "base/error.h"
#include "base/num.h"
#include "parse/csv.h"
#include "text/utf8.h"

#include <string.h>

/* Which of the words it is; the first where nothing is said. */
static dateline_status choose(const char *what, const char *text,
                              const char *const *words, size_t n, int *out,
                              dateline_error *err)
{
    *out = 0;
    if (!text || !*text)
        return DATELINE_OK;
    for (size_t i = 0; i < n; i++)
        if (!strcmp(text, words[i])) {
            *out = (int)i;
            return DATELINE_OK;
        }
    buf all = { .max = 200 };
    for (size_t i = 0; i < n; i++)
        buf_addf(&all, "%s%s", i ? ", " : "", words[i]);
    dateline_status st =
        error_set(err, DATELINE_USAGE, "'%.40s' is no choice of %s; there are: %.*s",
                  text, what, STR_ARGS(buf_str(&all)));
    buf_clear(&all);
    return st;
}

/* What an editor asks of the list and of the inset beyond whether there is one. */
static dateline_status choose_places(const dateline_map_options *o, picture *p,
                                     dateline_error *err)
{
    static const char *const lists[] = { "auto", "none", "always", "right", "below" };
    static const char *const corners[] = { "auto", "upper-left", "upper-right",
                                           "lower-right", "lower-left" };
    static const char *const modes[] = { "auto", "none", "badge" };
    int list, corner, mode;
    dateline_status st = choose("list", o->list, lists, 5, &list, err);
    st = st ? st : choose("inset's corner", o->inset_corner, corners, 5, &corner, err);
    st = st ? st : choose("cluster", o->cluster, modes, 3, &mode, err);
    if (!st && o->inset_size != 0 && !(o->inset_size >= 0.1 && o->inset_size <= 0.34))
        st = error_set(err, DATELINE_USAGE,
                       "the size of an inset is 0.1 to 0.34 of the map's width");
    if (st)
        return st;
    p->page.list = list > 2 ? SCENE_ALWAYS : (scene_choice)list;
    p->page.list_side = list == 3   ? SCENE_RIGHT
                        : list == 4 ? SCENE_BELOW
                                    : SCENE_ANY_SIDE;
    p->page.inset_corner = (scene_corner)corner;
    p->page.inset_size = o->inset_size;
    p->input.apart = mode == 1;
    p->input.cluster_px = o->cluster_px;
    return DATELINE_OK;
}

dateline_status picture_choices(const dateline_map_options *o, picture *p,
                                dateline_error *err)
{
    static const char *const views[] = { "un", "defacto" };
    static const char *const choices[] = { "auto", "none", "always" };
    static const char *const looks[] = { "hatch", "tint", "none" };
    int view, legend, inset, ground, areas;
    dateline_status st = choose("boundaries", o->boundaries, views, 2, &view, err);
    st = st ? st : choose("legend", o->legend, choices, 3, &legend, err);
    st = st ? st : choose("inset", o->inset, choices, 3, &inset, err);
    st = st ? st : choose("relief", o->relief, choices, 3, &ground, err);
    st = st ? st : choose("areas", o->areas, looks, 3, &areas, err);
    st = st ? st : choose_places(o, p, err);
    if (st)
        return st;
    p->input.boundaries = view ? BASEMAP_DEFACTO : BASEMAP_UN;
    p->page.legend = (scene_choice)legend;
    p->page.inset = (scene_choice)inset;
    p->page.relief = (scene_choice)ground;
    style_paint *area = &p->style.classes[STYLE_DISPUTED_AREA];
    if (areas == 1)
        area->hatch = 0;
    else if (areas == 2)
        *area = (style_paint){ 0 };
    return DATELINE_OK;
}

bool picture_day(const char *text, int *day)
{
    str rest = str_of(text), y = str_cut(&rest, '-'), m = str_cut(&rest, '-');
    int64_t year, month, of;
    if (y.len != 4 || m.len != 2 || rest.len != 2 || !num_parse_int(y, &year) ||
        !num_parse_int(m, &month) || !num_parse_int(rest, &of) || year < 1 || month < 1 ||
        month > 12 || of < 1 || of > civil_month_days(year, (int)month))
        return false;
    *day = (int)(year * 10000 + month * 100 + of);
    return true;
}

static dateline_status read_table(const char *path, arena *a, picture *p,
                                  dateline_error *err)
{
    str bytes, text;
    size_t bad;
    dateline_status st = file_read(a, path, &bytes, err);
    if (st)
        return st;
    if (!text_decode(a, bytes, &text, &bad))
        return error_at(err, DATELINE_INPUT, path, 0, 0, "the table is not UTF-8");
    size_t cap = p->input.n_names + 1, n = p->input.n_names;
    scene_name_override *list = arena_array(a, scene_name_override, cap);
    if (n)
        memcpy(list, p->input.names, n * sizeof *list);
    parse_csv c;
    parse_csv_open(&c, text, path, 0);
    while (!(st = parse_csv_next(&c, err)) && c.n_fields) {
        str from = str_trim(c.fields[0].text);
        if (from.len && from.at[0] == '#')
            continue;
        if (c.n_fields != 2 || !from.len) {
            st = error_at(err, DATELINE_INPUT, path, c.fields[0].line, c.fields[0].column,
                          "a table of names has two columns: what would stand on the "
                          "map, and what shall");
            break;
        }
        list = arena_grow(a, list, n, &cap, sizeof *list);
        list[n++] = (scene_name_override){ str_copy(a, from),
                                           str_copy(a, str_trim(c.fields[1].text)) };
    }
    parse_csv_close(&c);
    p->input.names = list;
    p->input.n_names = n;
    return st;
}

dateline_status picture_naming(const dateline_map_options *o, arena *a, picture *p,
                               dateline_error *err)
{
    static const char *const policies[] = { "as-written", "dual", "local" };
    scene_name_override *list = arena_array(a, scene_name_override, o->n_renames + 1);
    for (size_t i = 0; i < o->n_renames; i++)
        list[i] = (scene_name_override){ str_copy(a, str_of(o->renames[i].from)),
                                         str_copy(a, str_of(o->renames[i].to)) };
    p->input.names = list;
    p->input.n_names = o->n_renames;
    if (!o->names || !*o->names)
        return DATELINE_OK;
    for (int i = 0; i < 3; i++)
        if (!strcmp(o->names, policies[i])) {
            p->input.naming = (scene_naming)i;
            return DATELINE_OK;
        }
    if (!file_exists(o->names))
        return error_set(err, DATELINE_USAGE,
                         "names are as-written, dual, local or a table in a file; "
                         "'%.80s' is none",
                         o->names);
    return read_table(o->names, a, p, err);
}

dateline_status picture_signs(arena *a, picture *p, dateline_error *err)
{
    dateline_status st = handle_signs(p->dl, err);
    str rest = p->dl->signs;
    if (st)
        return st;
    if (!rest.len && p->input.naming == SCENE_LOCAL)
        return error_set(err, DATELINE_GEODATA,
                         "local names need '%s/signs.tsv'; run 'make', or say where it "
                         "is with --geodata DIR",
                         p->dl->geodata);
    scene_signs *list = arena_array(a, scene_signs, rest.len / 6 + 1);
    size_t n = 0;
    while (rest.len) {
        str lang = str_trim(str_cut(&rest, '\n')), country = str_cut(&lang, '\t');
        /* Neither the header nor a comment is two letters and two. */
        if (country.len != 2 || lang.len != 2)
            continue;
        memcpy(list[n].country, country.at, 2);
        memcpy(list[n++].lang, lang.at, 2);
    }
    p->input.signs = list;
    p->input.n_signs = n;
    return DATELINE_OK;
}

static const char *kept(const char *text, arena *a)
{
    return text && *text ? str_copy(a, str_of(text)) : NULL;
}

static void keep_annotations(dateline_map_options *k, const dateline_map_options *o,
                             arena *a)
{
    dateline_annotation *notes =
        arena_array(a, dateline_annotation, o->n_annotations + 1);
    for (size_t i = 0; i < o->n_annotations; i++) {
        notes[i] = o->annotations[i];
        dateline_lonlat *points = arena_array(a, dateline_lonlat, notes[i].n_points + 1);
        if (notes[i].n_points)
            memcpy(points, notes[i].points, notes[i].n_points * sizeof *points);
        notes[i].points = points;
        if (notes[i].n_parts) {
            size_t *parts = arena_array(a, size_t, notes[i].n_parts + 1);
            memcpy(parts, notes[i].parts, (notes[i].n_parts + 1) * sizeof *parts);
            notes[i].parts = parts;
        }
        notes[i].text = kept(notes[i].text, a);
        notes[i].style_class = kept(notes[i].style_class, a);
    }
    k->annotations = notes;
}

dateline_map_options picture_keep(const dateline_map_options *o, arena *a)
{
    dateline_map_options k = *o;
    const char **texts[] = { &k.preset,  &k.style,     &k.projection,  &k.title,
                             &k.source,  &k.credit,    &k.subtitle,    &k.lang,
                             &k.asof,    &k.names,     &k.boundaries,  &k.areas,
                             &k.legend,  &k.inset,     &k.list,        &k.relief,
                             &k.logo,    &k.terrain,   &k.alt,         &k.notes,
                             &k.cluster, &k.published, &k.inset_corner };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        *texts[i] = kept(*texts[i], a);
    dateline_rename *renames = arena_array(a, dateline_rename, o->n_renames + 1);
    for (size_t i = 0; i < o->n_renames; i++)
        renames[i] =
            (dateline_rename){ kept(o->renames[i].from, a), kept(o->renames[i].to, a) };
    k.renames = renames;
    dateline_lonlat *far = arena_array(a, dateline_lonlat, o->n_far + 1);
    if (o->n_far)
        memcpy(far, o->far, o->n_far * sizeof *far);
    k.far = far;
    keep_annotations(&k, o, a);
    return k;
}
