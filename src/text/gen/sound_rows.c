#include "text/gen/sound_rows.h"

#include <stdio.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

const char *const readings[READINGS] = { "common", "turkic", "vietnamese",
                                         "french", "german", "slavic" };
letter letters[UNITS];
int units = LETTER;
int n_marks;
rule rules[RULES];
int n_rules;
set sets[SETS];
int n_sets = 1;
read_by reads[READS];
int n_reads;
char pairs[27][27][3];
int line;
jmp_buf give_up;

enum { ANY = (1 << READINGS) - 1 };

static UChar32 marks[MARKS];
static set names[SETS];
static int n_names;

_Noreturn void fail(const char *what, const char *text)
{
    char at[64];
    snprintf(at, sizeof at, "sounds.tsv:%d: ", line);
    fputs(at, stderr);
    fputs(what, stderr);
    fputs(": ", stderr);
    fputs(text, stderr);
    fputs("\n", stderr);
    longjmp(give_up, 1);
}

/* ---- characters -------------------------------------------------------------- */

/* Dropped like marks where no row writes them on a letter. */
static bool is_apostrophe(UChar32 c)
{
    static const UChar32 all[] = { 0x27,   0x60,   0xB4,   0x2B9,  0x2BA,  0x2BB,  0x2BC,
                                   0x2BD,  0x2BE,  0x2BF,  0x2C8,  0x2CA,  0x2CB,  0x374,
                                   0x384,  0x55A,  0x55B,  0x55C,  0x55E,  0x5F3,  0x5F4,
                                   0x640,  0x2018, 0x2019, 0x201B, 0x2032, 0x2035, 0xA78B,
                                   0xA78C, 0x1FBD, 0x1FBF, 0x1FEF, 0x1FFD, 0x1FFE };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (all[i] == c)
            return true;
    return false;
}

bool is_mark(UChar32 c)
{
    int type = u_charType(c);
    return type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || is_apostrophe(c);
}

/* Without case, compatibility forms as what they stand for, marks apart. */
int normal(const UChar *text, int32_t n, UChar32 *out, int cap)
{
    UErrorCode code = U_ZERO_ERROR;
    const UNormalizer2 *casefold = unorm2_getNFKCCasefoldInstance(&code);
    const UNormalizer2 *decompose = unorm2_getNFDInstance(&code);
    UChar plain[LINE], low[LINE], split[LINE];
    for (int32_t i = 0; i < n; i++)
        plain[i] = is_apostrophe(text[i]) ? '\'' : text[i];
    int32_t n_low = unorm2_normalize(casefold, plain, n, low, LINE, &code);
    int32_t n_split = unorm2_normalize(decompose, low, n_low, split, LINE, &code);
    if (U_FAILURE(code))
        return 0;
    int used = 0;
    for (int32_t i = 0; i < n_split && used < cap;) {
        UChar32 c = 0;
        U16_NEXT(split, i, n_split, c);
        out[used++] = is_apostrophe(c) ? '\'' : c;
    }
    return used;
}

uint32_t mark_bit(UChar32 c, bool learn)
{
    for (int i = 0; i < n_marks; i++)
        if (marks[i] == c)
            return 1u << i;
    if (!learn)
        return 0;
    if (n_marks == MARKS)
        fail("too many marks", "");
    marks[n_marks] = c;
    return 1u << n_marks++;
}

/* The letters of a text, with their marks. */
static int letters_of(const char *text, letter *out, int cap, bool learn)
{
    UErrorCode code = U_ZERO_ERROR;
    UChar wide[LINE];
    UChar32 at[LINE];
    int32_t n_wide = 0;
    u_strFromUTF8(wide, LINE, &n_wide, text, -1, &code);
    if (U_FAILURE(code))
        fail("not UTF-8", text);
    int n = normal(wide, n_wide, at, LINE), used = 0;
    for (int i = 0; i < n; i++) {
        if (used && is_mark(at[i]))
            out[used - 1].marks |= mark_bit(at[i], learn);
        else if (used == cap)
            fail("too long", text);
        else
            out[used++] = (letter){ at[i], 0 };
    }
    return used;
}

int unit_of(letter l)
{
    for (int u = LETTER; u < units; u++)
        if (letters[u].base == l.base && letters[u].marks == l.marks)
            return u;
    return UNKNOWN;
}

static int learn_unit(letter l)
{
    int u = unit_of(l);
    if (u != UNKNOWN)
        return u;
    if (units == UNITS)
        fail("too many letters", "");
    letters[units] = l;
    return units++;
}

/* ---- rows ---------------------------------------------------------------------- */

static void copy(char *out, size_t cap, const char *text)
{
    size_t n = strlen(text);
    if (n >= cap)
        fail("too long", text);
    memcpy(out, text, n + 1);
}

/* The number of the set that a context names, which is one of letters unless it
   has the name of a set. */
static int context(const char *text)
{
    if (!*text)
        return 0;
    for (int i = 1; i < n_sets; i++)
        if (!strcmp(sets[i].text, text))
            return i;
    if (n_sets == SETS)
        fail("too many contexts", text);
    set *s = &sets[n_sets];
    copy(s->text, sizeof s->text, text);
    s->not = *text == '!';
    text += s->not ;
    s->gap = !strcmp(text, "START") || !strcmp(text, "END");
    for (int i = 0; i < n_names && !s->n; i++)
        if (!strcmp(names[i].text, text)) {
            memcpy(s->members, names[i].members, sizeof s->members);
            s->n = names[i].n;
        }
    if (!s->gap && !s->n && *text >= 'A' && *text <= 'Z')
        fail("no such set", text);
    if (!s->gap && !s->n)
        s->n = letters_of(text, s->members, 256, true);
    return n_sets++;
}

bool in_set(const set *s, int unit)
{
    bool in = s->gap && unit == GAP;
    for (int i = 0; unit >= LETTER && i < s->n && !in; i++)
        in = s->members[i].base == letters[unit].base &&
             (!s->members[i].marks || s->members[i].marks == letters[unit].marks);
    return in != s->not ;
}

static unsigned readings_of(char *text)
{
    if (!strcmp(text, "any"))
        return ANY;
    unsigned mask = 0;
    while (*text) {
        size_t n = strcspn(text, "+");
        int i = 0;
        while (i < READINGS && (strlen(readings[i]) != n || memcmp(readings[i], text, n)))
            i++;
        if (i == READINGS)
            fail("no such reading", text);
        mask |= 1u << i;
        text += n + (text[n] == '+');
    }
    return mask;
}

static bool is_sound(const char *text)
{
    return strspn(text, "abcdefghijklmnopqrstuvwxyz") == strlen(text);
}

static void add_rule(char **column, const char *text)
{
    if (n_rules == RULES)
        fail("too many rows", text);
    rule *r = &rules[n_rules++];
    letter l[LONGEST];
    copy(r->text, sizeof r->text, text);
    r->line = line;
    r->n = letters_of(text, l, LONGEST, true);
    for (int i = 0; i < r->n; i++)
        r->letters[i] = (uint16_t)learn_unit(l[i]);
    r->readings = readings_of(column[0]);
    r->any = r->readings == ANY;
    copy(r->sound, sizeof r->sound, strcmp(column[2], "-") ? column[2] : "");
    /* The bound that text/sound.h promises. */
    if (!is_sound(r->sound) || strlen(r->sound) > (size_t)r->n * 2)
        fail("not a sound, or more than two for a letter", column[2]);
    r->after = context(column[3]);
    r->before = context(column[4]);
}

static void add_pair(char **column, const char *text)
{
    const char *to = strcmp(column[2], "-") ? column[2] : "";
    bool end = !strcmp(column[4], "END");
    if (!is_sound(text) || !is_sound(to) || strlen(text) != 2u - end ||
        strlen(to) > 2u - end)
        fail("not two sounds, or not one at the end", text);
    char *pair = pairs[text[0] - 'a' + 1][end ? 0 : text[1] - 'a' + 1];
    size_t n = strlen(to);
    pair[0] = n == 2 ? to[0] : 0;
    pair[1] = n ? to[n - 1] : 0;
    pair[2] = 1;
}

static void add_row(char **column)
{
    if (n_names == SETS || n_reads + LONGEST > READS)
        fail("too many sets or languages", column[1]);
    if (!strcmp(column[0], "set")) {
        set *s = &names[n_names++];
        copy(s->text, sizeof s->text, column[1]);
        s->n = letters_of(column[2], s->members, 256, false);
        return;
    }
    for (char *at = column[1]; *at;) {
        size_t n = strcspn(at, " ");
        char *next = at + n + (at[n] == ' ');
        at[n] = 0;
        if (!strcmp(column[0], "reads")) {
            copy(reads[n_reads].lang, sizeof reads[0].lang, at);
            while (readings_of(column[2]) >> reads[n_reads].reading != 1)
                reads[n_reads].reading++;
            n_reads++;
        } else if (!strcmp(column[0], "sound")) {
            add_pair(column, at);
        } else {
            add_rule(column, at);
        }
        at = next;
    }
}

void read_rows(void)
{
    static char text[LINE];
    bool head = true;
    while (fgets(text, sizeof text, stdin)) {
        line++;
        text[strcspn(text, "\r\n")] = 0;
        if (!*text || *text == '#')
            continue;
        char none[] = "", *column[5] = { none, none, none, none, none };
        int n = 0;
        for (char *at = text; n < 5; n++) {
            column[n] = at;
            at += strcspn(at, "\t");
            if (!*at)
                break;
            *at++ = 0;
        }
        if (n == 5)
            fail("more than five columns", column[1]);
        if (!head)
            add_row(column);
        head = false;
    }
}
