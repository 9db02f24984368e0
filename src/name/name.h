/*
 * name - which words of an article can be names of places, and how much speaks for each.
 *
 * Names are looked for with the gazetteer, longest first, in any script, inflected, glued
 * to a word or misspelled. Names of people and organizations that hold a place ("Tổng
 * thống Azerbaijan", "France 24") are told apart. In turn: scan finds what can be a name;
 * person tells which are of people; again finds names that only the article explains;
 * weigh says how much speaks for each; doubt looks at words that are nearly one of them.
 *
 * Which of its namesakes a name is, and what it means, is not asked here.
 */
#ifndef NAME_NAME_H
#define NAME_NAME_H

#include "name/work.h"

/* The spans are by where they begin and do not overlap. What is known of the names lasts
   as long as the memory is not opened for another article. */
void name_find(const article *x, const gazetteer *g, name_memory *memory, arena *a,
               work *out);
#endif
