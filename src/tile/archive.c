#include "tile/archive.h"

#include "base/error.h"
#include "base/file.h"
#include "base/num.h"
#include "store/store.h"

#include <string.h>

struct tile_archive {
    arena memory;
    dateline_format container;
    const char *path, *unfinished;
    const tile_about *about;
    store *db;
    arena zoom;          /* of made */
    int z;               /* that made is for */
    unsigned char *made; /* columns of the zoom that have a directory */
    bool finished;
};

/* ---- directories ------------------------------------------------------------- */

static bool is_number(const char *name)
{
    int64_t n;
    return num_parse_int(str_of(name), &n) && n >= 0;
}

/* A directory is only replaced by a tileset when it is one, or empty. */
static dateline_status check_directory(const char *path, dateline_error *err)
{
    arena scratch = { 0 };
    char **names;
    size_t n;
    bool tileset = true;
    dateline_status st = file_list(&scratch, path, &names, &n, err);
    for (size_t i = 0; !st && i < n; i++)
        tileset = tileset && (is_number(names[i]) || !strcmp(names[i], "tile.json") ||
                              !strcmp(names[i], "metadata.json"));
    arena_clear(&scratch);
    if (!st && !tileset)
        st = error_set(err, DATELINE_USAGE,
                       "'%s' has other files than tiles; choose a new name", path);
    return st;
}

static dateline_status check_place(dateline_format container, const char *path,
                                   dateline_error *err)
{
    /* Devices and pipes cannot be put in place by renaming. */
    if (!strcmp(path, "-") || str_starts(str_of(path), STR("/dev/")))
        return error_set(err, DATELINE_USAGE,
                         "a tileset is a directory or a file, not '%s'", path);
    if (!strcmp(path, "-"))
        return error_set(err, DATELINE_USAGE,
                         "a tileset is not written to standard output; give a path");
    if (file_is_special(path))
        return error_set(
            err, DATELINE_USAGE,
            "'%s' is a device or a pipe; a tileset needs a file or a directory", path);
    if (container == DATELINE_XYZ && file_is_dir(path))
        return check_directory(path, err);
    if (container == DATELINE_XYZ && file_exists(path))
        return error_set(err, DATELINE_USAGE, "'%s' is a file, not a directory", path);
    if (file_is_dir(path))
        return error_set(err, DATELINE_USAGE, "'%s' is a directory", path);
    return DATELINE_OK;
}

static dateline_status make_column(tile_archive *a, tile_id id, dateline_error *err)
{
    if (a->z != id.z) {
        arena_clear(&a->zoom);
        a->made = arena_array(&a->zoom, unsigned char, (size_t)1 << id.z);
        a->z = id.z;
    }
    if (a->made[id.x])
        return DATELINE_OK;
    a->made[id.x] = 1;
    arena scratch = { 0 };
    char *dir = str_print(&scratch, "%s/%d/%u", a->unfinished, id.z, id.x);
    dateline_status st = file_make_dir(dir, err);
    arena_clear(&scratch);
    return st;
}

static dateline_status add_file(tile_archive *a, tile_id id, str bytes,
                                dateline_error *err)
{
    dateline_status st = make_column(a, id, err);
    if (st)
        return st;
    arena scratch = { 0 };
    char *path = str_print(&scratch, "%s/%d/%u/%u.%s", a->unfinished, id.z, id.x, id.y,
                           a->about->options->png ? "png" : "pbf");
    st = file_write(path, bytes, err);
    arena_clear(&scratch);
    return st;
}

/* Renaming onto a directory that is not empty is impossible, so the old one
   steps aside first, and comes back when the new one cannot take its place. */
static dateline_status put_directory(tile_archive *a, dateline_error *err)
{
    if (!file_exists(a->path))
        return file_replace(a->unfinished, a->path, err);
    const char *old = str_print(&a->memory, "%s.old", a->unfinished);
    dateline_status st = file_replace(a->path, old, err);
    if (st)
        return st;
    st = file_replace(a->unfinished, a->path, err);
    if (st)
        (void)file_replace(old, a->path, NULL);
    else
        file_remove_tree(old);
    return st;
}

static dateline_status finish_directory(tile_archive *a, dateline_error *err)
{
    buf json = { 0 };
    tile_about_json(a->about, &json);
    const char *path = str_print(&a->memory, "%s/tile.json", a->unfinished);
    dateline_status st = buf_status(&json, "tile.json", err);
    if (!st)
        st = file_write(path, buf_str(&json), err);
    buf_clear(&json);
    return st ? st : put_directory(a, err);
}

/* ---- MBTiles 1.3 ------------------------------------------------------------- */

/* application_id is "MPBX", as the specification assigns. */
static const char SCHEMA[] =
    "PRAGMA application_id = 1297105496;"
    "CREATE TABLE metadata (name TEXT, value TEXT);"
    "CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, "
    "tile_data BLOB);";
static const char INDEX[] =
    "CREATE UNIQUE INDEX name ON metadata (name);"
    "CREATE UNIQUE INDEX tile_index ON tiles (zoom_level, tile_column, tile_row);";
static const char ADD_TILE[] = "INSERT INTO tiles VALUES (?, ?, ?, ?)";
static const char ADD_METADATA[] = "INSERT INTO metadata VALUES (?, ?)";

static dateline_status add_row(tile_archive *a, tile_id id, str bytes,
                               dateline_error *err)
{
    /* TMS: rows grow north. */
    int64_t row = ((int64_t)1 << id.z) - 1 - id.y;
    store_value values[] = { store_int(id.z), store_int(id.x), store_int(row),
                             store_blob(bytes) };
    return store_insert(a->db, ADD_TILE, values, 4, err);
}

static dateline_status add_metadata(tile_archive *a, const char *name, const char *value,
                                    dateline_error *err)
{
    if (!value || !*value)
        return DATELINE_OK;
    store_value values[] = { store_text(str_of(name)), store_text(str_of(value)) };
    return store_insert(a->db, ADD_METADATA, values, 2, err);
}

static const char *numbers(arena *a, const double *v, int n)
{
    buf b = { 0 };
    for (int i = 0; i < n; i++) {
        if (i)
            buf_add_byte(&b, ',');
        num_write_fixed(&b, v[i], 6);
    }
    const char *text = str_copy(a, buf_str(&b));
    buf_clear(&b);
    return text;
}

static const char *layers_json(tile_archive *a)
{
    if (a->about->options->png)
        return NULL;
    buf json = { 0 };
    tile_about_layers_json(a->about, &json);
    const char *text = str_copy(&a->memory, buf_str(&json));
    buf_clear(&json);
    return text;
}

static dateline_status add_all_metadata(tile_archive *a, dateline_error *err)
{
    const tile_options *o = a->about->options;
    int zoom;
    geo_lonlat c = tile_about_center(a->about, &zoom);
    geo_box b = tile_about_bounds(o);
    const struct {
        const char *name, *value;
    } rows[] = {
        { "attribution", o->attribution },
        { "bounds",
          numbers(&a->memory, (double[]){ b.west, b.south, b.east, b.north }, 4) },
        { "center", numbers(&a->memory, (double[]){ c.lon, c.lat, zoom }, 3) },
        { "description", o->description },
        { "format", o->png ? "png" : "pbf" },
        { "json", layers_json(a) },
        { "maxzoom", str_print(&a->memory, "%d", a->about->max_zoom) },
        { "minzoom", str_print(&a->memory, "%d", a->about->min_zoom) },
        { "name", o->name && *o->name ? o->name : "dateline" },
        { "type", "baselayer" },
        { "version", "1" },
    };
    dateline_status st = DATELINE_OK;
    for (size_t i = 0; !st && i < sizeof rows / sizeof *rows; i++)
        st = add_metadata(a, rows[i].name, rows[i].value, err);
    return st;
}

static dateline_status finish_mbtiles(tile_archive *a, dateline_error *err)
{
    dateline_status st = add_all_metadata(a, err);
    if (!st)
        st = store_run(a->db, INDEX, err);
    if (!st)
        st = store_finish(a->db, err);
    if (st)
        return st;
    store_close(a->db);
    a->db = NULL;
    return file_replace(a->unfinished, a->path, err);
}

/* ---- both -------------------------------------------------------------------- */

dateline_status tile_archive_new(dateline_format container, const char *path,
                                 const tile_about *about, tile_archive **out,
                                 dateline_error *err)
{
    *out = NULL;
    if (container != DATELINE_XYZ && container != DATELINE_MBTILES)
        return error_set(err, DATELINE_USAGE,
                         "tiles are written to a directory or an .mbtiles file");
    dateline_status st = check_place(container, path, err);
    if (st)
        return st;
    arena memory = { 0 };
    tile_archive *a = arena_new(&memory, tile_archive);
    *a = (tile_archive){ .memory = memory, .container = container, .about = about };
    a->z = -1;
    a->path = str_copy(&a->memory, str_of(path));
    a->unfinished = file_unfinished(&a->memory, path);
    if (container == DATELINE_MBTILES) {
        file_remove(a->unfinished);
        st = store_create(a->unfinished, SCHEMA, &a->db, err);
        if (st == DATELINE_IO)
            st = error_set(err, st, "cannot write '%s': no such folder, or no permission",
                           path);
    } else {
        file_remove_tree(a->unfinished);
        st = file_make_dir(a->unfinished, err);
    }
    if (st)
        tile_archive_free(a);
    else
        *out = a;
    return st;
}

bool tile_archive_wants_gzip(const tile_archive *a)
{
    const tile_options *o = a->about->options;
    return !o->png && (a->container == DATELINE_MBTILES || o->gzip);
}

dateline_status tile_archive_add(tile_archive *a, tile_id id, str bytes,
                                 dateline_error *err)
{
    return a->db ? add_row(a, id, bytes, err) : add_file(a, id, bytes, err);
}

dateline_status tile_archive_finish(tile_archive *a, dateline_error *err)
{
    dateline_status st = a->db ? finish_mbtiles(a, err) : finish_directory(a, err);
    a->finished = !st;
    return st;
}

void tile_archive_free(tile_archive *a)
{
    if (!a)
        return;
    store_close(a->db);
    if (!a->finished && a->container == DATELINE_XYZ)
        file_remove_tree(a->unfinished);
    if (!a->finished && a->container == DATELINE_MBTILES)
        file_remove(a->unfinished);
    arena_clear(&a->zoom);
    arena memory = a->memory;
    arena_clear(&memory);
}
