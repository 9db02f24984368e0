#include "base/file.h"
#include "lexicon/lexicon.h"

#include "test.h"

/* The tables that the project ships. */
static const char *const folder = "geodata/lexicon";
static const char *const languages[] = { "vi", "en", "fr", "ru", "tr", "az", "hy", "ka" };
enum { LANGUAGES = sizeof languages / sizeof *languages, MOST = 96 };

typedef struct shelf {
    arena a;
    lexicon_table tables[MOST];
    const char *names[MOST]; /* "fr-names.tsv" */
    size_t n;
} shelf;

static shelf read_shelf(void)
{
    shelf s = { 0 };
    dateline_error err = { 0 };
    char **names = NULL;
    size_t n = 0;
    if (file_list(&s.a, folder, &names, &n, &err))
        TEST_FAIL("%s", err.message);
    for (size_t i = 0; i < n; i++) {
        if (!str_ends(str_of(names[i]), STR(".tsv")) ||
            strcmp(names[i], "languages.tsv") == 0 ||
            strcmp(names[i], "offsets.tsv") == 0)
            continue;
        CHECK(s.n < MOST);
        const char *path = str_print(&s.a, "%s/%s", folder, names[i]);
        s.names[s.n] = names[i];
        s.tables[s.n].name = path;
        if (file_read(&s.a, path, &s.tables[s.n].text, &err))
            TEST_FAIL("%s", err.message);
        s.n++;
    }
    CHECK(s.n >= LANGUAGES);
    return s;
}

TEST(lexicon_data_can_be_understood_all_together)
{
    shelf s = read_shelf();
    lexicon *x = NULL;
    dateline_error err = { 0 };
    if (lexicon_read(s.tables, s.n, &s.a, &x, &err))
        TEST_FAIL("%s:%d:%d %s", err.source, err.line, err.column, err.message);
    CHECK(lexicon_count(x) > 1000);
    arena_clear(&s.a);
}

TEST(lexicon_data_has_no_marks_apart_from_their_letters)
{
    shelf s = read_shelf();
    for (size_t i = 0; i < s.n; i++) {
        str rest = s.tables[i].text;
        for (int line = 1; rest.len; line++) {
            str row = str_cut(&rest, '\n');
            for (size_t at = 0; at + 1 < row.len; at++) {
                unsigned char c = (unsigned char)row.at[at];
                unsigned char d = (unsigned char)row.at[at + 1];
                /* U+0300 to U+036F in UTF-8, and the blank that does not break. */
                if (c == 0xcc || (c == 0xcd && d < 0xb0) || (c == 0xc2 && d == 0xa0))
                    TEST_FAIL("%s:%d: a mark or a blank that does not break", s.names[i],
                              line);
            }
        }
    }
    arena_clear(&s.a);
}

/* The class of a row: its second cell. */
static str class_of(str row)
{
    str_cut(&row, '\t');
    return str_cut(&row, '\t');
}

TEST(lexicon_data_has_each_class_of_an_event_in_each_language)
{
    static const char *const classes[] = {
        "locative", "relative", "title",    "person",  "body",     "actor",
        "say",      "act",      "anaphor",  "trigger", "negation", "modal",
        "claim",    "phase",    "casualty", "quantity"
    };
    enum { CLASSES = sizeof classes / sizeof *classes };
    shelf s = read_shelf();
    for (size_t l = 0; l < LANGUAGES; l++) {
        bool found[CLASSES] = { false };
        size_t events = 0;
        for (size_t i = 0; i < s.n; i++) {
            if (!str_starts(str_of(s.names[i]), str_of(languages[l])))
                continue;
            str rest = s.tables[i].text;
            while (rest.len) {
                str class = class_of(str_cut(&rest, '\n'));
                for (size_t c = 0; c < CLASSES; c++)
                    found[c] |= str_eq(class, str_of(classes[c]));
                events += str_eq(class, STR("trigger"));
            }
        }
        if (!events) /* not written yet */
            continue;
        for (size_t c = 0; c < CLASSES; c++)
            if (!found[c])
                TEST_FAIL("%s has no row of class %s", languages[l], classes[c]);
    }
    arena_clear(&s.a);
}
