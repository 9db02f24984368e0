/*
 * name/scan - spans of an article that can be names, found step by step.
 *
 * Internal to the room.
 */
#ifndef NAME_SCAN_H
#define NAME_SCAN_H

#include "name/work.h"

/* What has a government of its own, though it is no state. */
#define TYPE_UNITS \
    (1u << GAZETTEER_SETTLEMENT | 1u << GAZETTEER_ADMIN1 | 1u << GAZETTEER_ADMIN2)
/* Kinds whose words stand beside names only: an unknown word behind one is a name. */
#define TYPE_TELLING                                                \
    (TYPE_UNITS | 1u << GAZETTEER_MOUNTAIN | 1u << GAZETTEER_PASS | \
     1u << GAZETTEER_LAKE | 1u << GAZETTEER_RIVER)

/* What the words beside a span ask for. */
void type_read(work *w, work_span *s, uint32_t begin, uint32_t end);
/* "Ohio River", "Harris County", "Wall Street": a type word with a capital behind a name
   is of the name. What is not known to be of that kind is no place that is known. */
void type_take(work *w, work_span *s);
/* "quận" of "quận Bình Thạnh", which the gazetteer knows by both words only, is not of
   the name; "sông" ("river") of "sông Hồng" is. */
void type_drop(work *w, work_span *s);

/* What can be a name in a sentence, as spans. */
void scan_sentence(work *w, uint32_t sentence);
/* One more span; NULL for what cannot be a name. */
work_span *scan_put(work *w, uint32_t first, uint32_t n, uint32_t sentence);
/* Where a run of capitals that begins here ends. */
uint32_t scan_run_end(const work *w, uint32_t first, uint32_t end);
/* Names that only the article explains: "xã X" elsewhere, "quận 5". */
void scan_again(work *w);
/* Doubtful words that are nearly a name of the article, or a name and a word glued to
   it. */
void scan_doubtful(work *w);
/* Which of the names in a run of capitals [first, end) are of people. */
void person_run(work *w, uint32_t first, uint32_t end, size_t first_span);
/* Drop the spans of which too little says that they are places. */
void weigh_spans(work *w);
#endif
