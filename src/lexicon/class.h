/*
 * lexicon/class - the classes of words and what can be said of each.
 *
 * For this room, and for tables of patterns over words.
 */
#ifndef LEXICON_CLASS_H
#define LEXICON_CLASS_H

#include "lexicon/lexicon.h"

bool lexicon_class_find(str name, lexicon_class *out);
/* The bit of an atom of a class; 0 when it has no such. */
uint32_t lexicon_atom(lexicon_class c, str atom);
/* All atoms of a class, joined by spaces. */
const char *lexicon_atoms(lexicon_class c);
/* Members beside atoms: which of "number", "step", "kind", "date" a class has. */
bool lexicon_has_member(lexicon_class c, str member);
#endif
