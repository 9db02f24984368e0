/*
 * name/memory - what the gazetteer knows of a text as it is written.
 *
 * Names and words repeat, in a text and over many: what was found
 * out is kept in a table of fixed size, where a later text takes the place of an earlier
 * one.
 */
#ifndef NAME_MEMORY_H
#define NAME_MEMORY_H

#include "base/arena.h"
#include "base/str.h"
#include "gazetteer/gazetteer.h"

#include <string.h>

enum {
    MEMORY_TEXT = 94, /* bytes of a text that can be a name; longer ones are none */
    MEMORY_PLACES = 16,
    MEMORY_PARENTS = 6, /* that are told of a place */
};

/* How a candidate's name compares to what is written. */
enum {
    MEMORY_SAME = 1,      /* the same letters with the same accents */
    MEMORY_BYTES = 2,     /* and the same capitals */
    MEMORY_ADJECTIVE = 4, /* a word for what belongs to the place */
    MEMORY_INFLECTED = 8, /* what is written is another form of it */
    MEMORY_ACRONYM = 16,  /* it is of capitals only, and short */
    MEMORY_FOREIGN = 32,  /* it is called so in another language than the text's */
    MEMORY_HOUSE = 128,   /* of a government */
    MEMORY_PLAIN = 256,   /* the name is written without any marks */
    MEMORY_SOUND = 512,   /* what is written sounds as the name does in another script */
    MEMORY_SHORT = 1024,  /* "Calif.", "CA": of a unit, and only behind what lies in it */
    MEMORY_OWN = 2048,    /* the table says that the text's language calls it so */
    MEMORY_UNION = 64,    /* of states: an organization rather than an area */
};

typedef struct memory_place {
    uint32_t place;
    float importance, lon, lat;
    uint8_t kind, rank;
    uint16_t flags;
    char country[3];
} memory_place;

typedef struct memory_word {
    uint8_t len, n;
    bool marked; /* its letters have marks that a fold drops */
    bool begins; /* a longer name may begin with it */
    char lang[4];
    char text[MEMORY_TEXT];
    uint64_t held; /* by the article for which the memory was opened so many times */
    memory_place at[MEMORY_PLACES]; /* best first */
} memory_word;

static inline uint64_t memory_mix(uint64_t hash, uint64_t piece)
{
    hash = (hash ^ piece) * 0x9E3779B97F4A7C15u;
    return hash ^ hash >> 29;
}
/* Of a text; faster than hash_str. */
static inline uint64_t memory_hash(uint64_t seed, str written)
{
    /* The length in all bits: else "St" and "Stu" would differ in the last one only. */
    uint64_t hash = seed + written.len * 0xD6E8FEB86659FD93u, piece = 0;
    if (written.len >= sizeof piece) {
        /* The last piece laps over the one before. */
        const char *last = written.at + written.len - sizeof piece;
        for (const char *at = written.at; at < last; at += sizeof piece) {
            memcpy(&piece, at, sizeof piece);
            hash = memory_mix(hash, piece);
        }
        memcpy(&piece, last, sizeof piece);
    } else if (written.len >= sizeof(uint32_t)) {
        uint32_t head, tail;
        memcpy(&head, written.at, sizeof head);
        memcpy(&tail, written.at + written.len - sizeof tail, sizeof tail);
        piece = (uint64_t)head << 32 | tail;
    } else if (written.len) {
        const unsigned char *b = (const unsigned char *)written.at;
        piece =
            (uint64_t)b[0] << 16 | (uint64_t)b[written.len / 2] << 8 | b[written.len - 1];
    }
    return memory_mix(hash, piece);
}

/* What of a process is remembered of words met before; one for each thread. */
typedef struct name_memory name_memory;
name_memory *name_memory_new(arena *a);
/* Start with a gazetteer; what is known of another is forgotten. */
void memory_open(name_memory *m, const gazetteer *g, const char *lang);
/* What is known of a text, which stays where it is until the memory is opened again: it
   is a part of the article. Valid until the next call. NULL: too long or empty. */
const memory_word *memory_look(name_memory *m, str written);
/* The same, valid until the memory is opened again; where there are too many such, a copy
   in the arena. */
const memory_word *memory_hold(name_memory *m, str written, arena *a);
/* The kinds that a word or phrase implies beside a name: bits 1 << gazetteer_kind. */
uint32_t memory_type(name_memory *m, str written, gazetteer_side side);

/* What a place is and lies in. */
typedef struct memory_unit {
    uint32_t place;
    bool known;
    uint8_t kind, n;
    char country[3];
    uint32_t in[MEMORY_PARENTS]; /* n of them, each in the next one */
} memory_unit;

/* Valid until the next call. */
const memory_unit *memory_unit_of(name_memory *m, uint32_t place);
#endif
