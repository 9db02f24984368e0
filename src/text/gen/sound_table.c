/*
 * Prints text/sound_table.h: how letters sound, from geodata/words/sounds.tsv on
 * the standard input, whose remarks say what a row means.
 *
 * A text is read as units: a unit is a letter with those of its marks that some
 * row writes on it, and what is left of any other character: a digit, the gap
 * between words, nothing, or a letter without a rule. A unit whose marks mean
 * nothing to a reading is the letter without them there, which is settled here and
 * not when names are read. The rules of a reading are a tree by their letters;
 * readings share the branches that are the same.
 */
#include "text/gen/print.h"
#include "text/gen/sound_rows.h"

#include <stdio.h>
#include <string.h>
#include <unicode/uchar.h>

enum {
    CODES = 0x110000,
    SHIFT = 6,
    BLOCK = 1 << SHIFT,
    BLOCKS = CODES >> SHIFT,
    POOL = 1 << 15,
    NODES = 8192
};

typedef struct node {
    int rules, n_rules; /* in order[] */
    int edges, n_edges;
} node;

/* ---- trees ----------------------------------------------------------------------- */

static int order[RULES * READINGS], n_order;
static struct {
    uint16_t unit, to;
} edges[RULES * READINGS];
static int n_edges;
static node nodes[NODES] = { { 0 } }; /* 0: no rule */
static int n_nodes = 1;

static bool begins(const rule *r, const uint16_t *prefix, int n)
{
    return r->n >= n && !memcmp(r->letters, prefix, (size_t)n * sizeof *prefix);
}

/* The rules with just these letters: those of the reading before those of any. */
static void list_rules(node *out, int reading, const uint16_t *prefix, int n)
{
    out->rules = n_order;
    for (int any = 0; any < 2; any++)
        for (int i = 0; i < n_rules; i++)
            if (rules[i].any == any && rules[i].readings >> reading & 1 &&
                rules[i].n == n && begins(&rules[i], prefix, n))
                order[n_order++] = i;
    out->n_rules = n_order - out->rules;
    for (int i = out->rules + 1; i < n_order; i++) {
        const rule *before = &rules[order[i - 1]];
        line = rules[order[i]].line;
        if (!before->after && !before->before && before->any == rules[order[i]].any)
            fail("behind a row without context, never reached", rules[order[i]].text);
    }
}

static int shared(const node *new)
{
    for (int k = 0; k < n_nodes; k++)
        if (nodes[k].n_rules == new->n_rules && nodes[k].n_edges == new->n_edges &&
            !memcmp(order + nodes[k].rules, order + new->rules,
                    (size_t) new->n_rules * sizeof *order) &&
            !memcmp(edges + nodes[k].edges, edges + new->edges,
                    (size_t) new->n_edges * sizeof *edges)) {
            n_order = new->rules;
            n_edges = new->edges;
            return k;
        }
    if (n_nodes == NODES)
        fail("too many branches", "");
    nodes[n_nodes] = *new;
    return n_nodes++;
}

static int branch(int reading, uint16_t *prefix, int n)
{
    uint16_t to[UNITS] = { 0 };
    if (n < LONGEST)
        for (int i = 0; i < n_rules; i++)
            if (rules[i].readings >> reading & 1 && rules[i].n > n &&
                begins(&rules[i], prefix, n) && !to[rules[i].letters[n]]) {
                prefix[n] = rules[i].letters[n];
                to[prefix[n]] = (uint16_t)branch(reading, prefix, n + 1);
            }
    node new = { .n_rules = 0 };
    list_rules(&new, reading, prefix, n);
    new.edges = n_edges;
    for (int u = 0; u < units; u++)
        if (to[u]) {
            edges[n_edges].unit = (uint16_t)u;
            edges[n_edges++].to = to[u];
        }
    new.n_edges = n_edges - new.edges;
    return shared(&new);
}

/* The letter without its marks; UNKNOWN when it has none, or no row. */
static int bare(int u)
{
    return letters[u].marks ? unit_of((letter){ letters[u].base, 0 }) : UNKNOWN;
}

static uint16_t same[READINGS][UNITS], starts[READINGS][UNITS];

/* Some letter must be read whatever stands around it. */
static bool is_sure(int at)
{
    for (int i = 0; i < nodes[at].n_rules; i++) {
        const rule *r = &rules[order[nodes[at].rules + i]];
        if (!r->after && !r->before)
            return true;
    }
    return false;
}

static void grow(int reading)
{
    bool used[UNITS] = { false };
    for (int i = 0; i < n_rules; i++)
        for (int k = 0; k < rules[i].n; k++)
            used[rules[i].letters[k]] |= rules[i].readings >> reading & 1;
    for (int u = 0; u < units; u++)
        same[reading][u] = (uint16_t)(u < LETTER || used[u] ? u : bare(u));
    for (int u = LETTER; u < units; u++) {
        uint16_t prefix[LONGEST] = { (uint16_t)u };
        int at = used[u] ? branch(reading, prefix, 1) : 0;
        if (at && !is_sure(at)) {
            char text[64];
            snprintf(text, sizeof text, "U+%04X in %s", (unsigned)letters[u].base,
                     readings[reading]);
            fail("no row without a context", text);
        }
        starts[reading][u] = (uint16_t)at;
    }
}

/* ---- characters to units ------------------------------------------------------------
 */

static uint16_t stage1[BLOCKS], stage2[BLOCKS * BLOCK], rows[CODES];
static uint16_t pool[POOL];
static unsigned used_pool = 1;

static int unit_with(int u, int mark)
{
    letter l = letters[u];
    l.marks |= 1u << mark;
    int with = u < LETTER ? UNKNOWN : unit_of(l);
    return with == UNKNOWN ? u : with;
}

static bool is_letter(UChar32 c)
{
    return u_isalpha(c) || u_charType(c) == U_COMBINING_SPACING_MARK;
}

/* The unit of a code point of a normal form; -1 when nothing is left of it. */
static int unit_of_code(UChar32 c)
{
    if (is_mark(c)) {
        uint32_t bit = mark_bit(c, false);
        int i = 0;
        while (bit > 1u << i)
            i++;
        return bit ? MARK + i : -1;
    }
    int u = unit_of((letter){ c, 0 });
    if (u != UNKNOWN)
        return u;
    int digit = u_charDigitValue(c);
    if (digit >= 0 && u_charType(c) == U_DECIMAL_DIGIT_NUMBER)
        return DIGIT + digit;
    if (is_letter(c))
        return UNKNOWN;
    bool invisible = u_charType(c) == U_FORMAT_CHAR ||
                     u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
    return invisible ? -1 : GAP;
}

/* What c becomes, marks put on their letters; more than its bytes is UNKNOWN,
   which keeps the bound of text/sound.h. */
static int units_of_code(UChar32 c, int *out)
{
    UChar wide[2];
    UChar32 at[64];
    int32_t n_wide = 0;
    if (u_charType(c) == U_SURROGATE)
        return out[0] = GAP, 1;
    U16_APPEND_UNSAFE(wide, n_wide, c);
    int n = normal(wide, n_wide, at, 64), used = 0;
    for (int i = 0; i < n; i++) {
        int u = unit_of_code(at[i]);
        bool mark = u >= MARK && u < LETTER;
        if (mark && used && out[used - 1] >= LETTER)
            out[used - 1] = unit_with(out[used - 1], u - MARK);
        else if (u >= 0)
            out[used++] = u;
    }
    if (used > U8_LENGTH(c))
        return out[0] = UNKNOWN, 1;
    return used;
}

static unsigned pooled(const int *at, int n)
{
    unsigned start = 1;
    while (start < used_pool) {
        int k = 0;
        while (k < n && pool[start] == n && pool[start + 1 + (unsigned)k] == at[k])
            k++;
        if (pool[start] == n && k == n)
            return start;
        start += 1u + pool[start];
    }
    if (used_pool + 1u + (unsigned)n > POOL - UNITS)
        fail("the pool is full", "");
    pool[used_pool++] = (uint16_t)n;
    for (int k = 0; k < n; k++)
        pool[used_pool++] = (uint16_t)at[k];
    return start;
}

static size_t fill_characters(void)
{
    for (UChar32 c = 0; c < CODES; c++) {
        int at[64], n = units_of_code(c, at);
        rows[c] = (uint16_t)(n == 1 ? (unsigned)at[0] : UNITS + pooled(at, n));
    }
    size_t blocks = 0;
    for (size_t b = 0; b < BLOCKS; b++) {
        size_t k = 0;
        while (k < blocks && memcmp(stage2 + k * BLOCK, rows + b * BLOCK, BLOCK * 2))
            k++;
        if (k == blocks)
            memcpy(stage2 + blocks++ * BLOCK, rows + b * BLOCK, BLOCK * 2);
        stage1[b] = (uint16_t)k;
    }
    return blocks;
}

/* ---- the table ------------------------------------------------------------------------
 */

static void print_constants(void)
{
    int longest = 0;
    for (int i = 0; i < n_rules; i++)
        longest = rules[i].n > longest ? rules[i].n : longest;
    char text[512];
    snprintf(text, sizeof text,
             "enum {\n    SOUND_GAP = %d,\n    SOUND_UNKNOWN = %d,\n    SOUND_DIGIT = "
             "%d,\n    SOUND_MARK = %d,\n    SOUND_LETTER = %d,\n    SOUND_UNITS = %d,\n"
             "    SOUND_POOLED = %d,\n    SOUND_MARKS = %d,\n    SOUND_READINGS = %d,\n"
             "    SOUND_LONGEST = %d\n};\n",
             GAP, UNKNOWN, DIGIT, MARK, LETTER, units, UNITS, n_marks, READINGS, longest);
    fputs(text, stdout);
}

static void print_trees(void)
{
    char text[128];
    fputs("static const struct {\n    unsigned short rules, edges;\n    unsigned char "
          "n_rules, n_edges;\n} sound_node[] = {\n",
          stdout);
    for (int i = 0; i < n_nodes; i++) {
        snprintf(text, sizeof text, "{%d,%d,%d,%d},\n", nodes[i].rules, nodes[i].edges,
                 nodes[i].n_rules, nodes[i].n_edges);
        fputs(text, stdout);
    }
    fputs("};\nstatic const struct {\n    unsigned short unit, to;\n} sound_edge[] = {\n",
          stdout);
    for (int i = 0; i < n_edges; i++) {
        snprintf(text, sizeof text, "{%u,%u},\n", edges[i].unit, edges[i].to);
        fputs(text, stdout);
    }
    fputs("};\nstatic const struct {\n    unsigned char after, before, n;\n    char "
          "text[2 * SOUND_LONGEST];\n} sound_rule[] = {\n",
          stdout);
    for (int i = 0; i < n_order; i++) {
        const rule *r = &rules[order[i]];
        snprintf(text, sizeof text, "{%d,%d,%zu,\"%s\"},\n", r->after, r->before,
                 strlen(r->sound), r->sound);
        fputs(text, stdout);
    }
    fputs("};\n", stdout);
}

/* Bit u % 8 of byte u / 8: unit u is in the set. */
static void print_sets(void)
{
    static uint16_t bits[SETS * UNITS / 8];
    size_t row = ((size_t)units + 7) / 8;
    for (int s = 1; s < n_sets; s++)
        for (int u = 0; u < units; u++)
            if (in_set(&sets[s], u))
                bits[(size_t)s * row + (size_t)u / 8] |= (uint16_t)(1u << u % 8);
    print_numbers("unsigned char", "sound_set", bits, (size_t)n_sets * row);
}

static void print_units(void)
{
    static uint16_t with[UNITS * MARKS];
    for (int u = 0; u < units; u++)
        for (int m = 0; m < n_marks; m++)
            with[u * n_marks + m] = (uint16_t)unit_with(u, m);
    print_numbers("unsigned short", "sound_with", with, (size_t)(units * n_marks));
    static uint16_t flat[2][READINGS * UNITS];
    for (int r = 0; r < READINGS; r++)
        for (int u = 0; u < units; u++) {
            flat[0][r * units + u] = same[r][u];
            flat[1][r * units + u] = starts[r][same[r][u]];
        }
    print_numbers("unsigned short", "sound_same", flat[0], (size_t)(READINGS * units));
    print_numbers("unsigned short", "sound_start", flat[1], (size_t)(READINGS * units));
}

static void print_pairs(void)
{
    static uint16_t flat[27 * 27 * 2];
    for (int a = 0; a < 27; a++)
        for (int b = 0; b < 27; b++) {
            const char *p = pairs[a][b];
            char first = (char)(a ? a - 1 + 'a' : 0),
                 second = (char)(b ? b - 1 + 'a' : 0);
            if (p[2])
                first = p[0], second = p[1];
            else if (a == b)
                first = 0; /* doubled letters are one */
            flat[(a * 27 + b) * 2] = (uint16_t)first;
            flat[(a * 27 + b) * 2 + 1] = (uint16_t)second;
        }
    print_numbers("char", "sound_pair", flat, 27 * 27 * 2);
}

static void print_reads(void)
{
    char text[96];
    fputs("static const struct {\n    char lang[16];\n    int reading;\n} sound_reads[] "
          "= {\n",
          stdout);
    for (int i = 0; i < n_reads; i++) {
        snprintf(text, sizeof text, "{\"%.15s\",%d},\n", reads[i].lang, reads[i].reading);
        fputs(text, stdout);
    }
    fputs("};\n", stdout);
}

int main(void)
{
    if (setjmp(give_up))
        return 1;
    read_rows();
    for (int r = 0; r < READINGS; r++)
        grow(r);
    size_t blocks = fill_characters();
    fputs(
        "/* Made by text/gen/sound_table.c from sounds.tsv and Unicode " U_UNICODE_VERSION
        ". */\n#include <stdint.h>\n\n",
        stdout);
    print_constants();
    print_numbers("uint16_t", "sound_block", stage1, BLOCKS);
    print_numbers("uint16_t", "sound_row", stage2, blocks * BLOCK);
    print_numbers("uint16_t", "sound_pool", pool, used_pool);
    print_units();
    print_sets();
    print_trees();
    print_pairs();
    print_reads();
    return 0;
}
