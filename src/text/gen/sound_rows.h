/*
 * gen/sound_rows - the rows of geodata/words/sounds.tsv, for text/gen/sound_table.c.
 *
 * A letter is a base with those of its marks that some row writes; letters are
 * numbered in the order in which rows first write them.
 */
#ifndef TEXT_GEN_SOUND_ROWS_H
#define TEXT_GEN_SOUND_ROWS_H

#include <setjmp.h>
#include <stdbool.h>
#include <stdint.h>
#include <unicode/utypes.h>

enum {
    LINE = 4096,
    LONGEST = 8, /* letters of a rule */
    RULES = 4096,
    SETS = 64,
    MARKS = 32,
    READS = 64,
    READINGS = 6
};

/* Units; text/sound.c knows these by the names that are printed. */
enum { GAP = 0, UNKNOWN = 1, DIGIT = 2, MARK = 12, LETTER = MARK + MARKS, UNITS = 1024 };

typedef struct letter {
    UChar32 base;
    uint32_t marks; /* bit i: mark i */
} letter;

typedef struct rule {
    unsigned readings; /* bit per reading */
    bool any;          /* named no reading */
    uint16_t letters[LONGEST];
    int n;
    int line; /* it and the text are for messages */
    char text[4 * LONGEST];
    char sound[2 * LONGEST + 1];
    int after, before; /* sets; 0 is anything */
} rule;

typedef struct set {
    char text[512];
    letter members[256];
    int n;
    bool gap, not ;
} set;

typedef struct read_by {
    char lang[16];
    int reading;
} read_by;

extern letter letters[UNITS]; /* from LETTER to units */
extern int units;
extern int n_marks;
extern rule rules[RULES];
extern int n_rules;
extern set sets[SETS]; /* 0 is anything */
extern int n_sets;
extern read_by reads[READS];
extern int n_reads;
/* What two sounds become, the first 0 when it is gone; the second 0 is the end of
   the name. Only where the third is set. */
extern char pairs[27][27][3];
extern int line; /* of the row that a message is about */
extern const char *const readings[READINGS];

/* Name the row that cannot be used on the standard error, and leave by give_up. */
extern jmp_buf give_up;
_Noreturn void fail(const char *what, const char *text);
void read_rows(void); /* from the standard input */

/* A mark, or an apostrophe: dropped where no row writes it on a letter. */
bool is_mark(UChar32 c);
/* Without case, compatibility forms as what they stand for, marks apart; returns
   how many code points. */
int normal(const UChar *text, int32_t n, UChar32 *out, int cap);
/* 1 << the number of a mark; 0 when no row writes it. */
uint32_t mark_bit(UChar32 c, bool learn);
/* UNKNOWN when no row writes the letter. */
int unit_of(letter l);
bool in_set(const set *s, int unit);

#endif
