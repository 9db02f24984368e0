/*
 * gazetteer/relation - what a word beside a name says of where something is.
 *
 * Bits of gazetteer_type above those of the kinds; in the tables' kind column they are
 * "near", "north", "east", "south", "west", "km", "mile", "meter", "between", "and",
 * "in", "of", "small", "nothing", "named", in this order.
 */
#ifndef GAZETTEER_RELATION_H
#define GAZETTEER_RELATION_H

/* The word of the tables for the i-th bit of gazetteer_type; NULL when it has none. */
const char *gazetteer_type_word(unsigned i);

enum {
    GAZETTEER_NEAR = 1 << 16, /* "near", "outskirts of" */
    GAZETTEER_NORTH = 1 << 17,
    GAZETTEER_EAST = 1 << 18,
    GAZETTEER_SOUTH = 1 << 19,
    GAZETTEER_WEST = 1 << 20,
    GAZETTEER_KM = 1 << 21, /* units, behind a number */
    GAZETTEER_MILE = 1 << 22,
    GAZETTEER_METER = 1 << 23,
    GAZETTEER_BETWEEN = 1 << 24, /* two names joined by AND */
    GAZETTEER_AND = 1 << 25,
    GAZETTEER_IN = 1 << 26, /* what follows is around what stands before */
    GAZETTEER_OF = 1 << 27, /* says nothing by itself: "of", "the" */
    GAZETTEER_RELATIONS = 0xFFF << 16,
    GAZETTEER_SMALL = 1 << 28,   /* beside a kind: a village, no town */
    GAZETTEER_NOTHING = 1 << 29, /* a word of the news and no name: "Monday" */
    GAZETTEER_NAMED = 1 << 30,   /* beside a kind: at home it is part of the name */
};
#endif
