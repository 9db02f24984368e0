#include "base/error.h"
#include "base/num.h"
#include "cli/cli.h"

#include <string.h>

const char *const cli_views[] = { "un", "defacto", NULL };
const char *const cli_choices[] = { "auto", "none", "always", NULL };

const cli_option cli_common[] = {
    { "geodata", 0, CLI_TEXT, "DIR", "compiled gazetteer and base map",
      CLI_OFFSET(geodata), NULL, "General" },
    { "gazetteer", 0, CLI_TEXT, "FILE", "the gazetteer alone, such as one with a layer",
      CLI_OFFSET(gazetteer), NULL, "General" },
    { "styles", 0, CLI_TEXT, "DIR", "style documents, words and font list",
      CLI_OFFSET(styles), NULL, "General" },
    { "threads", 0, CLI_INT, "N", "workers; else one for each processor",
      CLI_OFFSET(threads), NULL, "General" },
    { "json", 0, CLI_FLAG, NULL, "results and errors as JSON", CLI_OFFSET(json), NULL,
      "General" },
    { "quiet", 'q', CLI_FLAG, NULL, "say nothing but errors", CLI_OFFSET(quiet), NULL,
      "General" },
    { "verbose", 'v', CLI_COUNT, NULL, "say more; twice: everything", CLI_OFFSET(verbose),
      NULL, "General" },
    { "help", 'h', CLI_FLAG, NULL, "show this help", CLI_OFFSET(help), NULL, "General" },
};
const size_t cli_n_common = sizeof cli_common / sizeof *cli_common;

/* Damerau-Levenshtein on short ASCII words; the command may not ask text/. */
static size_t distance(const char *a, const char *b)
{
    enum { MAX = 40 };
    size_t n = strlen(a), m = strlen(b), row[3][MAX + 1];
    if (n > MAX || m > MAX)
        return MAX;
    for (size_t k = 0; k <= m; k++)
        row[0][k] = k;
    for (size_t i = 1; i <= n; i++) {
        size_t *now = row[i % 3], *up = row[(i - 1) % 3], *two = row[(i + 1) % 3];
        now[0] = i;
        for (size_t k = 1; k <= m; k++) {
            size_t best = up[k - 1] + (a[i - 1] != b[k - 1]);
            best = up[k] + 1 < best ? up[k] + 1 : best;
            best = now[k - 1] + 1 < best ? now[k - 1] + 1 : best;
            if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1] &&
                two[k - 2] + 1 < best)
                best = two[k - 2] + 1;
            now[k] = best;
        }
    }
    return row[n % 3][m];
}

dateline_status cli_unknown(const char *what, const char *name, const char *const *all,
                            size_t n, dateline_error *err)
{
    size_t best = 3, near = n;
    for (size_t i = 0; i < n; i++)
        if (distance(name, all[i]) < best) {
            best = distance(name, all[i]);
            near = i;
        }
    if (near < n)
        return error_set(err, DATELINE_USAGE, "unknown %s '%s'; did you mean '%s'?", what,
                         name, all[near]);
    return error_set(err, DATELINE_USAGE, "unknown %s '%s'; see dateline help", what,
                     name);
}

static const cli_option *find_long(const cli_verb *v, str name)
{
    for (size_t i = 0; i < v->n_options; i++)
        if (str_eq(name, str_of(v->options[i].name)))
            return &v->options[i];
    for (size_t i = 0; i < cli_n_common; i++)
        if (str_eq(name, str_of(cli_common[i].name)))
            return &cli_common[i];
    return NULL;
}

static const cli_option *find_letter(const cli_verb *v, char letter)
{
    for (size_t i = 0; i < v->n_options; i++)
        if (v->options[i].letter == letter)
            return &v->options[i];
    for (size_t i = 0; i < cli_n_common; i++)
        if (cli_common[i].letter == letter)
            return &cli_common[i];
    return NULL;
}

static dateline_status unknown_option(const cli_verb *v, const char *name,
                                      dateline_error *err)
{
    const char *all[80];
    size_t n = 0;
    for (size_t i = 0; i < v->n_options && n < 80; i++)
        all[n++] = v->options[i].name;
    for (size_t i = 0; i < cli_n_common && n < 80; i++)
        all[n++] = cli_common[i].name;
    return cli_unknown("option", name, all, n, err);
}

static dateline_status wants(const cli_option *o, const char *value, dateline_error *err)
{
    return error_set(err, DATELINE_USAGE, "--%s wants %s; '%.80s' is not that", o->name,
                     o->arg, value);
}

/* n numbers with commas between them. */
static bool read_numbers(const char *value, double *out, size_t n)
{
    str rest = str_of(value);
    for (size_t i = 0; i < n; i++)
        if (!num_parse(str_trim(str_cut(&rest, ',')), &out[i]))
            return false;
    return !rest.len;
}

static bool read_box(const char *value, dateline_box *box)
{
    double b[4];
    if (!read_numbers(value, b, 4) || b[1] >= b[3] || b[1] < -90 || b[3] > 90 ||
        b[0] == b[2] || b[0] < -180 || b[0] > 180 || b[2] < -180 || b[2] > 180)
        return false;
    *box = (dateline_box){ b[0], b[1], b[2], b[3] };
    return true;
}

/* Pixels are whole; millimetres need not be. */
static bool read_size(const char *value, cli_settings *set, dateline_xy *size)
{
    str rest = str_of(value), width = str_cut(&rest, 'x');
    int64_t w, h;
    set->size_in_mm = str_ends(rest, STR("mm"));
    if (set->size_in_mm)
        return num_parse(width, &size->x) &&
               num_parse((str){ rest.at, rest.len - 2 }, &size->y) && size->x >= 1 &&
               size->y >= 1 && size->x <= 10000 && size->y <= 10000;
    if (!num_parse_int(width, &w) || !num_parse_int(rest, &h) || w < 1 || h < 1 ||
        w > 1000000 || h > 1000000)
        return false;
    *size = (dateline_xy){ (double)w, (double)h };
    return true;
}

static bool read_range(const char *value, cli_range *range)
{
    str rest = str_of(value), first = str_cut(&rest, '-');
    int64_t a, b;
    if (!num_parse_int(first, &a))
        return false;
    b = a;
    if (rest.at && !num_parse_int(rest, &b))
        return false;
    *range = (cli_range){ (int)a, (int)b, true };
    return a >= 0 && b >= a && b <= 30;
}

static bool read_pair(const char *value, dateline_lonlat *p)
{
    double b[2];
    if (!read_numbers(value, b, 2) || b[0] < -180 || b[0] > 360 || b[1] < -90 ||
        b[1] > 90)
        return false;
    *p = (dateline_lonlat){ b[0], b[1] };
    return true;
}

static dateline_status read_when(const cli_option *o, const char *value,
                                 dateline_when *out, dateline_error *err)
{
    dateline_error why = { 0 };
    if (dateline_when_read(value, out, &why))
        return error_set(err, DATELINE_USAGE, "--%s: %s", o->name, why.message);
    return DATELINE_OK;
}

static void add_line(cli *c, const char **lines, const char *value)
{
    *lines = *lines ? str_print(&c->memory, "%s\n%s", *lines, value) : value;
}

static dateline_status store(cli *c, const cli_option *o, const char *value,
                             dateline_error *err)
{
    char *at = (char *)&c->set + o->offset;
    double number;
    int64_t whole;
    bool good = true;
    switch (o->type) {
    case CLI_FLAG:
        *(bool *)(void *)at = true;
        break;
    case CLI_COUNT:
        ++*(int *)(void *)at;
        break;
    case CLI_TEXT:
        *(const char **)(void *)at = value;
        break;
    case CLI_LINES:
        add_line(c, (const char **)(void *)at, value);
        break;
    case CLI_INT:
        good = num_parse_int(str_of(value), &whole) && whole >= 1 && whole <= 100000;
        *(int *)(void *)at = good ? (int)whole : 0;
        break;
    case CLI_NUMBER:
        good = num_parse(str_of(value), &number) && number > 0;
        *(double *)(void *)at = good ? number : 0;
        break;
    case CLI_SIZE:
        good = read_size(value, &c->set, (dateline_xy *)(void *)at);
        break;
    case CLI_BOX:
        good = read_box(value, (dateline_box *)(void *)at);
        break;
    case CLI_PAIR:
        good = read_pair(value, (dateline_lonlat *)(void *)at);
        c->set.has_reverse = good;
        break;
    case CLI_RANGE:
        good = read_range(value, (cli_range *)(void *)at);
        break;
    case CLI_WHEN:
        return read_when(o, value, (dateline_when *)(void *)at, err);
    }
    for (size_t i = 0; o->choices && value; i++) {
        if (!o->choices[i])
            return cli_unknown(o->name, value, o->choices, i, err);
        if (!strcmp(o->choices[i], value))
            break;
    }
    return good ? DATELINE_OK : wants(o, value, err);
}

static bool takes_value(const cli_option *o)
{
    return o->type != CLI_FLAG && o->type != CLI_COUNT;
}

static dateline_status parse_long(cli *c, const cli_verb *v, char **argv, int argc,
                                  int *i, dateline_error *err)
{
    str rest = str_of(argv[*i] + 2), name = str_cut(&rest, '=');
    bool has_value = rest.at != NULL;
    const cli_option *o = find_long(v, name);
    if (!o)
        return unknown_option(v, str_copy(&c->memory, name), err);
    if (!takes_value(o))
        return has_value ? error_set(err, DATELINE_USAGE, "--%s takes no value", o->name)
                         : store(c, o, NULL, err);
    if (has_value)
        return store(c, o, rest.at, err);
    if (*i + 1 >= argc)
        return error_set(err, DATELINE_USAGE, "--%s wants %s", o->name, o->arg);
    return store(c, o, argv[++*i], err);
}

static dateline_status parse_letters(cli *c, const cli_verb *v, char **argv, int argc,
                                     int *i, dateline_error *err)
{
    for (const char *l = argv[*i] + 1; *l; l++) {
        const cli_option *o = find_letter(v, *l);
        if (!o)
            return error_set(err, DATELINE_USAGE,
                             "unknown option '-%c'; see dateline help %s", *l, v->name);
        if (!takes_value(o)) {
            dateline_status st = store(c, o, NULL, err);
            if (st)
                return st;
            continue;
        }
        if (l[1])
            return store(c, o, l + 1, err);
        if (*i + 1 >= argc)
            return error_set(err, DATELINE_USAGE, "-%c wants %s", *l, o->arg);
        return store(c, o, argv[++*i], err);
    }
    return DATELINE_OK;
}

dateline_status cli_parse(cli *c, const cli_verb *v, int argc, char **argv,
                          dateline_error *err)
{
    c->files = arena_array(&c->memory, const char *, (size_t)argc + 1);
    bool files_only = false;
    dateline_status st = DATELINE_OK;
    for (int i = 0; !st && i < argc; i++) {
        const char *word = argv[i];
        if (files_only || word[0] != '-' || !word[1])
            c->files[c->n_files++] = word;
        else if (!strcmp(word, "--"))
            files_only = true;
        else if (word[1] == '-')
            st = parse_long(c, v, argv, argc, &i, err);
        else
            st = parse_letters(c, v, argv, argc, &i, err);
    }
    return st;
}
