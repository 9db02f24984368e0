#include "parse/json.h"

#include "base/error.h"
#include "base/jsonw.h"
#include "base/limits.h"

#include <jansson.h>

#include <assert.h>
#include <stdint.h>
#include <string.h>

typedef struct scanner {
    const char *at, *end;
    const char *source;
    int line, column;
    int depth; /* of open brackets, those around the text included */
} scanner;

/* Where a value starts, in the order of the document. */
typedef struct mark {
    const char *from;
    size_t len; /* of an atom: number, true, false, null */
    int line, column;
    bool hidden; /* a number that Jansson would refuse */
} mark;

typedef struct marks {
    arena *a; /* NULL: nothing is noted */
    mark *at;
    size_t n, capacity, hidden;
} marks;

/* ---------------------------------------------------------------- Scanning */

static scanner scanner_of(parse_text in, int depth)
{
    const char *at = in.text.len ? in.text.at : "";
    return (scanner){ at, at + in.text.len, in.source, in.line, in.column, depth };
}

static void step(scanner *s)
{
    char b = *s->at++;
    if (b == '\n') {
        s->line++;
        s->column = 1;
    } else if (((unsigned char)b & 0xC0) != 0x80) {
        s->column++;
    }
}

static void skip_space(scanner *s)
{
    while (s->at < s->end &&
           (*s->at == ' ' || *s->at == '\n' || *s->at == '\r' || *s->at == '\t'))
        step(s);
}

static dateline_status expected(const scanner *s, const char *what, dateline_error *err)
{
    if (s->at == s->end)
        return error_at(err, DATELINE_INPUT, s->source, s->line, s->column,
                        "the JSON ends where %s should follow; is the file cut off?",
                        what);
    return error_at(err, DATELINE_INPUT, s->source, s->line, s->column,
                    "cannot read JSON: here should be %s", what);
}

static dateline_status scan_string(scanner *s, dateline_error *err)
{
    scanner open = *s;
    for (step(s); s->at < s->end && *s->at != '"'; step(s))
        if (*s->at == '\\' && s->end - s->at > 1)
            step(s);
    if (s->at == s->end)
        return error_at(
            err, DATELINE_INPUT, s->source, open.line, open.column,
            "the text that starts here is never closed; is the file cut off?");
    step(s);
    return DATELINE_OK;
}

static bool in_atom(char b)
{
    return b != ',' && b != ']' && b != '}' && b != ':' && b != '"' && b != '[' &&
           b != '{' && (unsigned char)b > ' ';
}

static size_t digits(str s, size_t i)
{
    size_t n = 0;
    while (i + n < s.len && s.at[i + n] >= '0' && s.at[i + n] <= '9')
        n++;
    return n;
}

/* A number by RFC 8259, section 6; *exponent is how many digits that has. */
static bool is_number(str s, size_t *exponent)
{
    size_t i = s.len && s.at[0] == '-', n = digits(s, i);
    *exponent = 0;
    if (!n || (n > 1 && s.at[i] == '0'))
        return false;
    i += n;
    if (i < s.len && s.at[i] == '.') {
        n = digits(s, i + 1);
        if (!n)
            return false;
        i += 1 + n;
    }
    if (i < s.len && (s.at[i] == 'e' || s.at[i] == 'E')) {
        i++;
        i += i < s.len && (s.at[i] == '+' || s.at[i] == '-');
        *exponent = digits(s, i);
        if (!*exponent)
            return false;
        i += *exponent;
    }
    return i == s.len;
}

/* What Jansson refuses: NaN, and a number that no double may be able to hold. */
static bool is_to_be_hidden(str atom, size_t exponent)
{
    return exponent > 2 || atom.len > 200 || str_eq(atom, STR("NaN")) ||
           str_eq(atom, STR("Infinity")) || str_eq(atom, STR("-Infinity"));
}

static bool is_word(str atom)
{
    static const char *const words[] = { "true", "false",    "null",
                                         "NaN",  "Infinity", "-Infinity" };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_eq(atom, str_of(words[i])))
            return true;
    return false;
}

static mark *add_mark(marks *m, const scanner *s)
{
    m->at = arena_grow(m->a, m->at, m->n, &m->capacity, sizeof *m->at);
    mark *k = &m->at[m->n++];
    *k = (mark){ .from = s->at, .line = s->line, .column = s->column };
    return k;
}

/* A string, number, true, false or null. */
static dateline_status scan_leaf(scanner *s, marks *m, dateline_error *err)
{
    mark unused, *k = m->a ? add_mark(m, s) : &unused;
    if (s->at < s->end && *s->at == '"')
        return scan_string(s, err);
    scanner open = *s;
    while (s->at < s->end && in_atom(*s->at))
        step(s);
    str atom = { open.at, (size_t)(s->at - open.at) };
    size_t exponent;
    if (!is_number(atom, &exponent) && !is_word(atom))
        return expected(&open, "a value", err);
    if (m->a) {
        k->len = atom.len;
        k->hidden = is_to_be_hidden(atom, exponent);
        m->hidden += k->hidden;
    }
    return DATELINE_OK;
}

static dateline_status scan_key(scanner *s, dateline_error *err)
{
    skip_space(s);
    if (s->at == s->end || *s->at != '"')
        return expected(s, "a member's name in quotes", err);
    dateline_status st = scan_string(s, err);
    if (st)
        return st;
    skip_space(s);
    if (s->at == s->end || *s->at != ':')
        return expected(s, "':'", err);
    step(s);
    return DATELINE_OK;
}

/* Close what ends here. *inside: a comma was passed, and a member or element
   follows; else the outermost value is complete. objects has a bit for each
   open bracket, the innermost last: 1 for an object. */
static dateline_status scan_after(scanner *s, int outer, uint64_t *objects, bool *inside,
                                  dateline_error *err)
{
    *inside = false;
    while (s->depth > outer) {
        bool object = *objects & 1;
        skip_space(s);
        if (s->at < s->end && *s->at == ',') {
            step(s);
            *inside = true;
            return object ? scan_key(s, err) : DATELINE_OK;
        }
        if (s->at == s->end || *s->at != (object ? '}' : ']'))
            return expected(s, object ? "',' or '}'" : "',' or ']'", err);
        step(s);
        s->depth--;
        *objects >>= 1;
    }
    return DATELINE_OK;
}

/* Enter an object or array. *inside: something is in it, and comes next. */
static dateline_status scan_open(scanner *s, marks *m, uint64_t *objects, bool *inside,
                                 dateline_error *err)
{
    bool object = *s->at == '{';
    if (++s->depth > LIMIT_JSON_DEPTH)
        return error_at(err, DATELINE_LIMIT, s->source, s->line, s->column,
                        "the JSON is nested deeper than %d levels", LIMIT_JSON_DEPTH);
    if (m->a)
        add_mark(m, s);
    *objects = *objects << 1 | object;
    step(s);
    skip_space(s);
    *inside = s->at == s->end || *s->at != (object ? '}' : ']');
    return *inside && object ? scan_key(s, err) : DATELINE_OK;
}

/* Step over one value, without recursion, so that depth costs nothing. */
static dateline_status scan_value(scanner *s, marks *m, dateline_error *err)
{
    uint64_t objects = 0;
    int outer = s->depth;
    dateline_status st = DATELINE_OK;
    for (bool inside = true; inside && !st;) {
        skip_space(s);
        inside = false;
        if (s->at < s->end && (*s->at == '{' || *s->at == '['))
            st = scan_open(s, m, &objects, &inside, err);
        else
            st = scan_leaf(s, m, err);
        if (!st && !inside)
            st = scan_after(s, outer, &objects, &inside, err);
    }
    return st;
}

/* -------------------------------------------------------------- Converting */

typedef struct converter {
    arena *a;
    const mark *next;
} converter;

/* The depth of the tree is limited by the scanner. */
static void convert(converter *c, json_t *from, parse_value *to)
{
    const mark *k = c->next++;
    to->line = k->line;
    to->column = k->column;
    to->text = (str){ k->from, k->len };
    if (json_is_string(from)) {
        to->kind = PARSE_STRING;
        str s = { json_string_value(from), json_string_length(from) };
        to->text = (str){ str_copy(c->a, s), s.len };
    } else if (json_is_array(from)) {
        size_t n = json_array_size(from);
        parse_value *items = arena_array(c->a, parse_value, n);
        *to = (parse_value){ .kind = PARSE_ARRAY, .line = k->line, .column = k->column };
        for (size_t i = 0; i < n; i++)
            convert(c, json_array_get(from, i), &items[i]);
        to->items = items;
        to->n = n;
    } else if (json_is_object(from)) {
        parse_value *item = arena_array(c->a, parse_value, json_object_size(from));
        *to = (parse_value){ .kind = PARSE_OBJECT, .line = k->line, .column = k->column };
        to->items = item;
        to->n = json_object_size(from);
        for (void *i = json_object_iter(from); i; i = json_object_iter_next(from, i)) {
            str key = { json_object_iter_key(i), json_object_iter_key_len(i) };
            convert(c, json_object_iter_value(i), item);
            item->key = (str){ str_copy(c->a, key), key.len };
            item++;
        }
    } else {
        to->kind = json_is_null(from)      ? PARSE_NULL
                   : json_is_boolean(from) ? PARSE_BOOL
                                           : PARSE_NUMBER;
    }
}

static dateline_status refused(parse_text in, const json_error_t *e, dateline_error *err)
{
    int line = e->line > 0 ? e->line : 1, column = e->column > 0 ? e->column : 1;
    if (line == 1)
        column += in.column - 1;
    line += in.line - 1;
    const char *what = e->text;
    switch (json_error_code(e)) {
    case json_error_duplicate_key:
        what = "a member stands twice in one object";
        break;
    case json_error_null_character:
    case json_error_null_byte_in_key:
        what = "a text holds the character \\u0000";
        break;
    case json_error_premature_end_of_input:
        what = "it ends too early; is the file cut off?";
        break;
    default:
        break;
    }
    return error_at(err, DATELINE_INPUT, in.source, line, column, "cannot read JSON: %s",
                    what);
}

/* The text with a 0 and spaces where Jansson would see a number it refuses. */
static str with_hidden(arena *a, str text, const marks *m)
{
    char *copy = str_copy(a, text);
    for (size_t i = 0; i < m->n; i++) {
        if (!m->at[i].hidden)
            continue;
        char *at = copy + (m->at[i].from - text.at);
        memset(at, ' ', m->at[i].len);
        *at = '0';
    }
    return (str){ copy, text.len };
}

/* A value that the scanner has passed. Jansson's tree lives for this call. */
static dateline_status decode(arena *a, parse_text in, const marks *m,
                              const parse_value **out, dateline_error *err)
{
    str text = m->hidden ? with_hidden(a, in.text, m) : in.text;
    json_error_t e;
    /* Integers as reals, because it refuses those of more than 64 bits; the
       number itself is taken from the text anyway. */
    json_t *tree = json_loadb(
        text.at, text.len,
        JSON_REJECT_DUPLICATES | JSON_DECODE_ANY | JSON_DECODE_INT_AS_REAL, &e);
    if (!tree)
        return refused(in, &e, err);
    converter c = { a, m->at };
    parse_value *root = arena_new(a, parse_value);
    assert(m->at); /* a value has a mark */
    convert(&c, tree, root);
    json_decref(tree);
    *out = root;
    return DATELINE_OK;
}

/* ----------------------------------------------------------------- Reading */

parse_text parse_text_of(str text, const char *source)
{
    return (parse_text){ text, source, 1, 1 };
}

dateline_status parse_json(arena *a, parse_text in, const parse_value **out,
                           dateline_error *err)
{
    *out = NULL;
    scanner s = scanner_of(in, 0);
    marks m = { .a = a };
    dateline_status st = scan_value(&s, &m, err);
    if (st)
        return st;
    skip_space(&s);
    if (s.at < s.end)
        return expected(&s, "the end of the document", err);
    return decode(a, in, &m, out, err);
}

const parse_value *parse_member(const parse_value *object, const char *name)
{
    if (!object || object->kind != PARSE_OBJECT)
        return NULL;
    for (size_t i = 0; i < object->n; i++)
        if (str_eq(object->items[i].key, str_of(name)))
            return &object->items[i];
    return NULL;
}

static void write_value(const parse_value *v, jsonw *w)
{
    size_t exponent;
    switch (v->kind) {
    case PARSE_STRING:
        jsonw_str(w, v->text);
        break;
    case PARSE_ARRAY:
        jsonw_open(w, '[');
        for (size_t i = 0; i < v->n; i++)
            write_value(&v->items[i], w);
        jsonw_close(w, ']');
        break;
    case PARSE_OBJECT:
        jsonw_open(w, '{');
        for (size_t i = 0; i < v->n; i++) {
            jsonw_key(w, v->items[i].key.at);
            write_value(&v->items[i], w);
        }
        jsonw_close(w, '}');
        break;
    case PARSE_NUMBER:
        if (!is_number(v->text, &exponent)) {
            jsonw_null(w);
            break;
        }
        jsonw_raw(w, v->text);
        break;
    default:
        jsonw_raw(w, v->text);
    }
}

void parse_json_write(const parse_value *v, buf *out)
{
    write_value(v, &(jsonw){ .out = out });
}

/* ------------------------------------------------------------------- Lists */

static bool is_named(str quoted, const char *const *names)
{
    str name = { quoted.at + 1, quoted.len - 2 };
    for (; *names; names++)
        if (str_eq(name, str_of(*names)))
            return true;
    return false;
}

/* Note an array that starts at open and has just been passed. */
static void found(parse_list *l, const scanner *open, const scanner *s, str name)
{
    l->found = true;
    l->name = name;
    l->depth = open->depth + 1;
    scanner inner = *open;
    step(&inner);
    l->rest = (parse_text){ { inner.at, (size_t)(s->at - inner.at) - 1 },
                            open->source,
                            inner.line,
                            inner.column };
}

/* Pass the root, an object, looking for the array. */
static dateline_status scan_root(parse_list *l, scanner *s, const char *const *names,
                                 dateline_error *err)
{
    marks none = { 0 };
    s->depth++;
    step(s);
    skip_space(s);
    bool more = s->at == s->end || *s->at != '}';
    while (more) {
        skip_space(s);
        const char *key = s->at;
        dateline_status st = scan_key(s, err);
        if (st)
            return st;
        const char *key_end = s->at - 1;
        while (*key_end != '"')
            key_end--;
        skip_space(s);
        scanner open = *s;
        st = scan_value(s, &none, err);
        if (st)
            return st;
        str quoted = { key, (size_t)(key_end - key) + 1 };
        if (!l->found && *open.at == '[' && is_named(quoted, names))
            found(l, &open, s, (str){ key + 1, quoted.len - 2 });
        skip_space(s);
        more = s->at < s->end && *s->at == ',';
        if (more)
            step(s);
        else if (s->at == s->end || *s->at != '}')
            return expected(s, "',' or '}'", err);
    }
    step(s);
    s->depth--;
    return DATELINE_OK;
}

dateline_status parse_list_open(parse_list *l, arena *a, parse_text in,
                                const char *const *names, dateline_error *err)
{
    *l = (parse_list){ 0 };
    scanner s = scanner_of(in, 0);
    skip_space(&s);
    scanner open = s;
    marks none = { 0 };
    bool object = s.at < s.end && *s.at == '{';
    dateline_status st =
        object ? scan_root(l, &s, names, err) : scan_value(&s, &none, err);
    if (st)
        return st;
    if (*open.at == '[')
        found(l, &open, &s, (str){ 0 });
    skip_space(&s);
    l->more = s.at < s.end;
    if (l->more) {
        l->rest =
            (parse_text){ { s.at, (size_t)(s.end - s.at) }, s.source, s.line, s.column };
        return DATELINE_OK;
    }
    if (!l->found)
        return parse_json(a, in, &l->envelope, err);
    const char *tail = l->rest.text.at + l->rest.text.len;
    size_t head = (size_t)(l->rest.text.at - in.text.at);
    size_t rest = (size_t)(s.end - tail);
    char *text = arena_array(a, char, head + rest + 1);
    memcpy(text, in.text.at, head);
    memcpy(text + head, tail, rest);
    in.text = (str){ text, head + rest };
    return parse_json(a, in, &l->envelope, err);
}

dateline_status parse_list_next(parse_list *l, arena *a, const parse_value **out,
                                dateline_error *err)
{
    *out = NULL;
    scanner s = scanner_of(l->rest, l->depth);
    skip_space(&s);
    if (s.at == s.end)
        return DATELINE_OK;
    parse_text element = { { s.at, 0 }, s.source, s.line, s.column };
    marks m = { .a = a };
    dateline_status st = scan_value(&s, &m, err);
    if (st)
        return st;
    element.text.len = (size_t)(s.at - element.text.at);
    skip_space(&s);
    if (s.at < s.end)
        step(&s); /* the comma: parse_list_open has seen all of it */
    l->rest =
        (parse_text){ { s.at, (size_t)(s.end - s.at) }, s.source, s.line, s.column };
    return decode(a, element, &m, out, err);
}
