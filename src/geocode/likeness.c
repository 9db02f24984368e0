#include "geocode/likeness.h"

#include "text/utf8.h"

#include <string.h>

enum { LONGEST = 64, ROWS = 3, LATIN = 26, NO_LETTER = LIKENESS_LETTERS - 1 };

/* Keys as they stand, row above row; letters are folded. */
static const char *const keyboards[][ROWS] = {
    { "qwertyuiop", "asdfghjkl", "zxcvbnm" },
    { "qwertzuiop", "asdfghjkl", "yxcvbnm" },
    { "azertyuiop", "qsdfghjklm", "wxcvbn" },
    { "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю" },
};

/* Letters that are taken for one another by ear or by eye. */
static const char *const alike[] = {
    "iyj", "ckqg", "szxc", "vwfbu", "bp", "dt", "hxk", "ae", "ei", "ou", "ao", "mn", "lr",
    "ил",  "иы",   "ое",   "ао",    "яа", "еэ", "ию",  "гх", "шщ", "сз", "дт", "бп", "вф",
};

static const char vowels[] = "aeiouyаеиоуыэюя";

/* a to z, then the Russian letters without those that a fold changes. */
static unsigned number_of(uint32_t c)
{
    if (c >= 'a' && c <= 'z')
        return c - 'a';
    if (c >= 0x0430 && c <= 0x044F)
        return LATIN + (c - 0x0430);
    return NO_LETTER;
}

static uint64_t bit(uint32_t c)
{
    return (uint64_t)1 << number_of(c);
}

static uint64_t set_of(const char *letters)
{
    uint64_t set = 0;
    for (str rest = str_of(letters); rest.len;)
        set |= bit(text_next(&rest));
    return set;
}

static int decode(str s, uint32_t *out)
{
    int n = 0;
    while (s.len && n < LONGEST)
        out[n++] = text_next(&s);
    return s.len ? 0 : n;
}

static void join(likeness *l, uint32_t a, uint32_t b)
{
    l->beside[number_of(a)] |= bit(b);
    l->beside[number_of(b)] |= bit(a);
}

/* Each row stands half a key to the right of the one above. */
static void join_rows(likeness *l, const char *above, const char *row)
{
    uint32_t a[LONGEST], b[LONGEST];
    int n_a = decode(str_of(above), a), n_b = decode(str_of(row), b);
    for (int i = 0; i < n_b; i++) {
        if (i)
            join(l, b[i - 1], b[i]);
        if (i < n_a)
            join(l, a[i], b[i]);
        if (i + 1 < n_a)
            join(l, a[i + 1], b[i]);
    }
}

void likeness_prepare(likeness *l)
{
    *l = (likeness){ 0 };
    for (size_t k = 0; k < sizeof keyboards / sizeof *keyboards; k++)
        for (int r = 0; r < ROWS; r++)
            join_rows(l, r ? keyboards[k][r - 1] : "", keyboards[k][r]);
    for (size_t i = 0; i < sizeof alike / sizeof *alike; i++) {
        uint64_t set = set_of(alike[i]);
        for (str rest = str_of(alike[i]); rest.len;)
            l->alike[number_of(text_next(&rest))] |= set;
    }
    uint64_t set = set_of(vowels);
    l->alike[NO_LETTER] = set; /* its place is free: no letter has this number */
    l->beside[NO_LETTER] = 0;
}

static bool is_vowel(const likeness *l, uint32_t c)
{
    return number_of(c) != NO_LETTER && l->alike[NO_LETTER] & bit(c);
}

static double change(const likeness *l, uint32_t a, uint32_t b)
{
    unsigned x = number_of(a);
    if (a == b)
        return 0;
    if (x == NO_LETTER || number_of(b) == NO_LETTER)
        return 1;
    if (l->alike[x] & bit(b))
        return .5;
    if (is_vowel(l, a) && is_vowel(l, b))
        return .6;
    return l->beside[x] & bit(b) ? .7 : 1;
}

/* A letter that one of the two has and the other does not; before is the one that stands
   in front of it. */
static double extra(const likeness *l, uint32_t c, uint32_t before)
{
    const uint32_t soft_sign = 0x044C;
    if (c == before)
        return .3;
    if (c == ' ')
        return .1;
    return is_vowel(l, c) || c == 'h' || c == soft_sign ? .7 : 1;
}

typedef struct grid {
    const likeness *l;
    uint32_t a[LONGEST], b[LONGEST];
    int n_a, n_b;
    double row[3][LONGEST + 1]; /* the last one is the one being filled */
} grid;

static double least(double a, double b)
{
    return a < b ? a : b;
}

static void fill(grid *g, int i)
{
    static const double FIRST = 1.5;
    const uint32_t *a = g->a, *b = g->b;
    double *here = g->row[2], *above = g->row[1];
    double drop = extra(g->l, a[i - 1], i > 1 ? a[i - 2] : 0) * (i == 1 ? FIRST : 1);
    here[0] = above[0] + drop;
    for (int k = 1; k <= g->n_b; k++) {
        double weight = i == 1 || k == 1 ? FIRST : 1;
        double add = extra(g->l, b[k - 1], k > 1 ? b[k - 2] : 0) * (k == 1 ? FIRST : 1);
        double d = above[k - 1] + change(g->l, a[i - 1], b[k - 1]) * weight;
        d = least(d, least(above[k] + drop, here[k - 1] + add));
        if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1])
            d = least(d, g->row[0][k - 2] + .7);
        here[k] = d;
    }
    memcpy(g->row[0], g->row[1], sizeof g->row[0]);
    memcpy(g->row[1], g->row[2], sizeof g->row[0]);
}

double likeness_cost(const likeness *l, str a, str b)
{
    grid g = { .l = l };
    if (str_eq(a, b))
        return 0;
    g.n_a = decode(a, g.a);
    g.n_b = decode(b, g.b);
    int gap = g.n_a > g.n_b ? g.n_a - g.n_b : g.n_b - g.n_a;
    if (!g.n_a || !g.n_b || gap > LIKENESS_FAR)
        return LIKENESS_FAR;
    for (int k = 1; k <= g.n_b; k++)
        g.row[1][k] = g.row[1][k - 1] + extra(l, g.b[k - 1], k > 1 ? g.b[k - 2] : 0);
    memcpy(g.row[0], g.row[1], sizeof g.row[0]);
    for (int i = 1; i <= g.n_a; i++)
        fill(&g, i);
    return least(g.row[1][g.n_b], LIKENESS_FAR);
}
