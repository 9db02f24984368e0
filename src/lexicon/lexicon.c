#include "lexicon/lexicon.h"

#include "base/error.h"
#include "base/num.h"
#include "kind/kind.h"
#include "lexicon/class.h"
#include "lexicon/trie.h"
#include "text/letter.h"
#include "text/near.h"
#include "text/utf8.h"

#include <string.h>

enum { COLUMNS = 4, LONGEST_WORDS = 16384 };

typedef struct reading {
    lexicon *x;
    arena *a;
    const char *source;
    str line; /* the row */
    int at;
    int column_of[COLUMNS]; /* which cell has words, class, value, note; -1 */
    char *room;             /* for a phrase in lower form */
    size_t room_cap;
} reading;

static const char *const columns[COLUMNS] = { "words", "class", "value", "note" };

/* Where a part of the row stands. */
static dateline_status wrong(const reading *r, str part, dateline_error *err,
                             const char *what, str about)
{
    size_t offset = part.at ? (size_t)(part.at - r->line.at) : 0;
    int column = (int)text_count((str){ r->line.at, offset }) + 1;
    return error_at(err, DATELINE_INPUT, r->source, r->at, column, "%s '%.*s'", what,
                    STR_ARGS(about));
}

static dateline_status read_header(reading *r, dateline_error *err)
{
    str rest = r->line;
    for (int i = 0; i < COLUMNS; i++)
        r->column_of[i] = -1;
    for (int cell = 0; rest.len; cell++) {
        str name = str_trim(str_cut(&rest, '\t'));
        int i = 0;
        while (i < COLUMNS && !str_eq(name, str_of(columns[i])))
            i++;
        if (i == COLUMNS)
            return wrong(r, name, err,
                         "columns are words, class, value and note; there is no", name);
        r->column_of[i] = cell;
    }
    if (r->column_of[0] < 0 || r->column_of[1] < 0)
        return wrong(r, r->line, err,
                     "the first line must name the columns words and class;"
                     " it is",
                     r->line);
    return DATELINE_OK;
}

static str cell_of(const reading *r, int column)
{
    str rest = r->line, cell = { 0 };
    if (r->column_of[column] < 0)
        return cell;
    for (int i = 0; i <= r->column_of[column]; i++) {
        if (!rest.len)
            return (str){ 0 };
        cell = str_cut(&rest, '\t');
    }
    return str_trim(cell);
}

static bool read_int(str s, int *out)
{
    int64_t v;
    if (!num_parse_int(s, &v) || v < -100000000 || v > 100000000)
        return false;
    *out = (int)v;
    return true;
}

/* "number=9" and the like. */
static bool read_member(str name, str value, lexicon_entry *e)
{
    if (!lexicon_has_member(e->class, name))
        return false;
    if (str_eq(name, STR("number")))
        return read_int(value, &e->number);
    if (str_eq(name, STR("step")))
        return read_int(value, &e->step);
    if (str_eq(name, STR("kind")))
        return kind_find(value, &e->kind);
    e->date = value;
    return value.len > 0;
}

static dateline_status read_value(const reading *r, str value, lexicon_entry *e,
                                  dateline_error *err)
{
    while (value.len) {
        str atom = str_cut(&value, ' ');
        if (!atom.len)
            continue;
        const char *equals = memchr(atom.at, '=', atom.len);
        if (equals) {
            str rest = atom, name = str_cut(&rest, '=');
            if (!read_member(name, rest, e))
                return wrong(r, atom, err, "this class has no such value as", atom);
            continue;
        }
        uint32_t bit = lexicon_atom(e->class, atom);
        if (!bit)
            return error_at(
                err, DATELINE_INPUT, r->source, r->at,
                (int)text_count((str){ r->line.at, (size_t)(atom.at - r->line.at) }) + 1,
                "'%.*s' is none of: %s", STR_ARGS(atom), lexicon_atoms(e->class));
        e->atoms |= bit;
    }
    return DATELINE_OK;
}

/* Nothing but words with a space between, and a '*' at the end of some: they are their
   own tokens. */
static bool is_tidy(str phrase)
{
    enum { GAP, LETTER, STAR } before = GAP;
    while (phrase.len) {
        uint32_t c = text_next(&phrase);
        text_letter l = text_letter_of(c);
        if (c == ' ' && before != GAP)
            before = GAP;
        else if (c == '*' && before == LETTER)
            before = STAR;
        else if (l >= TEXT_CAPITAL_LETTER && l <= TEXT_LETTER_UNCASED && before != STAR)
            before = LETTER;
        else
            return false;
    }
    return before != GAP;
}

/* A phrase as its tokens' lower forms with one space between; '*' stays at the end of
   its word. The lower form is never longer than three times the text. It is the phrase
   itself where that is so already; else valid until the next one. */
static str tidy_phrase(reading *r, str phrase)
{
    size_t cap = phrase.len * 3 + 1, n = 0;
    if (cap > r->room_cap) {
        r->room_cap = cap < 1024 ? 1024 : cap;
        r->room = arena_array(r->a, char, r->room_cap);
    }
    char *out = r->room;
    if (is_tidy(phrase)) {
        str lower = { out, text_lower(phrase, out, cap) };
        return str_eq(lower, phrase) ? phrase : lower;
    }
    arena scratch = { 0 };
    text_token *tokens;
    size_t count = text_tokens(phrase, &scratch, &tokens);
    for (size_t i = 0; i < count; i++) {
        str t = text_token_str(phrase, &tokens[i]);
        bool ending = str_eq(t, STR("*")) && tokens[i].gap == TEXT_GLUED && n;
        if (n && !ending)
            out[n++] = ' ';
        n += text_lower(t, out + n, cap - n);
    }
    arena_clear(&scratch);
    return (str){ out, n };
}

static dateline_status read_words(reading *r, str words, const lexicon_entry *e,
                                  dateline_error *err)
{
    if (!words.len || words.len > LONGEST_WORDS)
        return wrong(r, words, err,
                     words.len ? "too many words in one row:"
                               : "a row needs words; this has none:",
                     words.len ? (str){ words.at, 32 } : r->line);
    while (words.len) {
        str phrase = str_trim(str_cut(&words, '|'));
        str tidy = tidy_phrase(r, phrase);
        if (!trie_add(r->x, tidy, tidy.at == phrase.at, e))
            return wrong(r, phrase, err, "empty, or of more than 12 words:", phrase);
    }
    return DATELINE_OK;
}

static dateline_status read_row(reading *r, dateline_error *err)
{
    lexicon_entry e = { .source = r->source, .line = r->at };
    str class = cell_of(r, 1);
    if (!lexicon_class_find(class, &e.class))
        return wrong(r, class, err, "there is no class", class);
    e.words = cell_of(r, 0);
    dateline_status st = read_value(r, cell_of(r, 2), &e, err);
    return st ? st : read_words(r, e.words, &e, err);
}

static dateline_status read_table(lexicon *x, const lexicon_table *t, arena *a,
                                  dateline_error *err)
{
    reading r = { .x = x, .a = a, .source = t->name };
    size_t bad = text_utf8_check(t->text);
    if (bad < t->text.len)
        return error_at(err, DATELINE_INPUT, t->name, 0, 0,
                        "not valid UTF-8 at byte %zu; save the table as UTF-8", bad);
    bool header = false;
    str rest = t->text;
    while (rest.len) {
        r.line = str_cut(&rest, '\n');
        r.at++;
        if (r.line.len && r.line.at[r.line.len - 1] == '\r')
            r.line.len--;
        if (!str_trim(r.line).len || r.line.at[0] == '#')
            continue;
        dateline_status st = header ? read_row(&r, err) : read_header(&r, err);
        if (st)
            return st;
        header = true;
    }
    return DATELINE_OK;
}

/* No more than there are: one a row, and one behind each bar. */
static size_t count_phrases(str text)
{
    size_t n = 1;
    for (size_t i = 0; i < text.len; i++)
        n += text.at[i] == '\n' || text.at[i] == '|';
    return n;
}

dateline_status lexicon_read(const lexicon_table *tables, size_t n, arena *a,
                             lexicon **out, dateline_error *err)
{
    *out = NULL;
    lexicon *x = arena_new(a, lexicon);
    size_t phrases = 1;
    for (size_t i = 0; i < n; i++)
        phrases += count_phrases(tables[i].text);
    trie_start(x, phrases, a);
    for (size_t i = 0; i < n; i++) {
        dateline_status st = read_table(x, &tables[i], a, err);
        if (st)
            return st;
    }
    *out = x;
    return DATELINE_OK;
}

size_t lexicon_count(const lexicon *x)
{
    return x->n_entries;
}
