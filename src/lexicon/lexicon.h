/*
 * lexicon - what the words of a language mean to a reader of news.
 *
 * The words are data: tab-separated tables, one for each language and und.tsv for what
 * is said alike in many. A row has columns words, class and value (and note, which is
 * for people): "tổng thống|thủ tướng	title	office". Words of a row are divided
 * by '|'; each is one or several words with spaces between, and '*' at the end of one
 * stands for any ending ("заяв*"). Accents count, case does not; hyphens, underscores
 * and apostrophes are spaces, and signs such as ":" are words.
 *
 * A class says which part of the reader the word is for; the value is what it means
 * there: atoms of the class joined by spaces, "number=9", "kind=clash", "step=-1",
 * "date=2022-02-24". What a class does not know is an error with line and column, so
 * that somebody who adds a word learns at once whether it can be understood.
 *
 * This room finds words in tokens. What follows from them is not its business.
 */
#ifndef LEXICON_LEXICON_H
#define LEXICON_LEXICON_H

#include "base/arena.h"
#include "base/str.h"
#include "text/token.h"

#include <dateline.h>
#include <stdbool.h>
#include <stdint.h>

typedef enum lexicon_class {
    /* the build of an article */
    LEXICON_PHOTO = 0,     /* begins or ends a caption or credit: "Ảnh :" */
    LEXICON_AGENCY,        /* names a source: "AFP", "TTXVN" */
    LEXICON_CORRESPONDENT, /* "phóng viên ... tại" */
    LEXICON_FURNITURE,     /* of the page around an article: "Share this" */
    LEXICON_RELATED,       /* leads to another article: "Read also" */
    LEXICON_ABBREVIATION,  /* its stop ends no sentence */
    LEXICON_FUNCTION,      /* so frequent that it tells the language */
    /* names */
    LEXICON_LOCATIVE, /* says that something is or goes there: "in", "tới" */
    LEXICON_RELATIVE, /* joins actors: "between", "với", "của" */
    LEXICON_TITLE,    /* before or after the name of a person */
    LEXICON_PERSON,   /* a part of people's names */
    LEXICON_BODY,     /* makes a name that of an organization: "bank", "đảng" */
    LEXICON_ACTOR,    /* who acts for a place named beside it: "troops", "quân đội" */
    LEXICON_PLACENOUN, /* makes a name beside it that of a place: "border" */
    LEXICON_SAY,       /* what only somebody can do: say */
    LEXICON_ACT,       /* or do: "launch", "giành" */
    LEXICON_COMMON,    /* is a name of a place and mostly is not meant so */
    LEXICON_ANAPHOR,   /* stands for a place named before: "vùng này" */
    /* dates */
    LEXICON_MONTH,    /* number=1..12 */
    LEXICON_WEEKDAY,  /* number=1..7, Monday first */
    LEXICON_SEASON,   /* number=21..24, spring first */
    LEXICON_UNIT,     /* "day", "tuần" */
    LEXICON_NUMBER,   /* number=N */
    LEXICON_DEICTIC,  /* unit and step: "yesterday" is "day step=-1" */
    LEXICON_PART,     /* of a unit: "early", "cuối" */
    LEXICON_DAYPART,  /* "morning" */
    LEXICON_DATEWORD, /* what joins them: "before", "since", "kể từ" */
    LEXICON_TIMEZONE, /* number=minutes east, or local */
    LEXICON_LANDMARK, /* date=EDTF of what everybody knows the date of */
    LEXICON_HOLIDAY,  /* number=MMDD, or of a rule */
    LEXICON_NOTDATE,  /* looks like one of these and is none: "ngày càng" */
    /* events */
    LEXICON_TRIGGER, /* kind=K: says that something of the kind happened */
    LEXICON_NEGATION,
    LEXICON_MODAL,    /* planned, possible, wished */
    LEXICON_CLAIM,    /* "according to", "allegedly" */
    LEXICON_PHASE,    /* begins, goes on, ends */
    LEXICON_CASUALTY, /* what befell people: "killed" */
    LEXICON_QUANTITY, /* "at least", "nearly", "hàng nghìn" */
    LEXICON_CLAUSE,   /* begins a clause and says how it belongs: "after", "sau khi" */
    /* names again */
    LEXICON_BLOC, /* states together, and no place: "the West" */
    LEXICON_CLASSES
} lexicon_class;

/* The atoms of each class, bit i being the i-th of its list in lexicon/class.c. */
enum {
    PHOTO_LEAD = 1,
    PHOTO_TAIL = 2,
    PHOTO_SOURCE = 4 /* of a picture only in brackets: "(Source: AFP)" */
};
enum { FURNITURE_STRONG = 1 }; /* else only among others of its like */
enum { ABBREVIATION_END = 1 }; /* ends a sentence at times: "etc" */
enum {
    LOCATIVE_AT = 1,
    LOCATIVE_TO = 2,
    LOCATIVE_FROM = 4,
    LOCATIVE_NEAR = 8,
    LOCATIVE_THROUGH = 16,
    LOCATIVE_BETWEEN = 32,
    LOCATIVE_AFTER = 64,   /* stands behind the name */
    LOCATIVE_WEAK = 128,   /* means that only at times: "of", "trong" */
    LOCATIVE_ENDING = 256, /* is the end of an inflected name: "-ում", "-ში" */
    LOCATIVE_OBJECT = 512, /* a verb of what is done to a place: "shelled" */
};
enum {
    RELATIVE_BETWEEN = 1,
    RELATIVE_WITH = 2,
    RELATIVE_BY = 4,
    RELATIVE_OF = 8,
    RELATIVE_AND = 16,
    RELATIVE_AGAINST = 32,
    RELATIVE_AFTER = 64 /* stands behind those whom it joins: "arasında" */
};
enum { TITLE_OFFICE = 1, TITLE_FORM = 2, TITLE_AFTER = 4 };
enum { PERSON_GIVEN = 1, PERSON_FAMILY = 2 };
enum {
    BODY_STATE = 1,
    BODY_MEDIA = 2,
    BODY_CLUB = 4,
    BODY_FIRM = 8,
    BODY_UNION = 16,
    BODY_OTHER = 32,
    BODY_AFTER = 64,
    BODY_BEFORE = 128
};
enum {
    ACTOR_FORCES = 1,
    ACTOR_PEOPLE = 2,
    ACTOR_GOVERNMENT = 4,
    ACTOR_MEDIA = 8,
    ACTOR_PERSON = 16,
    ACTOR_SIDE = 32,
    ACTOR_THING = 64,
    ACTOR_AFTER = 128
};
enum {
    PLACENOUN_REGION = 1,
    PLACENOUN_COUNTRY = 2,
    PLACENOUN_CITY = 4,
    PLACENOUN_BORDER = 8,
    PLACENOUN_LINE = 16,
    PLACENOUN_WATER = 32,
    PLACENOUN_SITE = 64,
    PLACENOUN_AFTER = 128,
    PLACENOUN_NORTH = 256, /* that part of what is named behind it */
    PLACENOUN_EAST = 512,
    PLACENOUN_SOUTH = 1024,
    PLACENOUN_WEST = 2048
};
enum { SAY_CLAIMS = 1, SAY_ACCUSES = 2, SAY_ASKS = 4, SAY_AFTER = 8 };
enum { COMMON_ALWAYS = 1 };
enum {
    ANAPHOR_REGION = 1,
    ANAPHOR_COUNTRY = 2,
    ANAPHOR_CITY = 4,
    ANAPHOR_BORDER = 8,
    ANAPHOR_ANY = 16
};
enum { MONTH_WEAK = 1 }; /* also an ordinary word */
enum { WEEKDAY_WEAK = 1 };
enum {
    UNIT_SECOND = 1,
    UNIT_MINUTE = 2,
    UNIT_HOUR = 4,
    UNIT_DAY = 8,
    UNIT_WEEK = 16,
    UNIT_MONTH = 32,
    UNIT_QUARTER = 64,
    UNIT_YEAR = 128,
    UNIT_DECADE = 256,
    UNIT_CENTURY = 512,
    UNIT_WEEKEND = 1024,
    UNIT_NOW = 2048,
    UNIT_RECENT = 4096,
    UNIT_SOON = 8192
}; /* also those of DEICTIC */
enum {
    PART_EARLY = 1,
    PART_MIDDLE = 2,
    PART_LATE = 4,
    PART_FIRST_HALF = 8,
    PART_SECOND_HALF = 16,
    PART_AFTER = 32
};
enum {
    DAYPART_NIGHT = 1,
    DAYPART_MORNING = 2,
    DAYPART_NOON = 4,
    DAYPART_AFTERNOON = 8,
    DAYPART_EVENING = 16
};
enum {
    DATEWORD_BEFORE = 1,
    DATEWORD_AFTER = 2,
    DATEWORD_SINCE = 4,
    DATEWORD_UNTIL = 8,
    DATEWORD_FROM = 16,
    DATEWORD_TO = 32,
    DATEWORD_ABOUT = 64,
    DATEWORD_BETWEEN = 128,
    DATEWORD_AND = 256,
    DATEWORD_IN = 512,
    DATEWORD_AGO = 1024,
    DATEWORD_LATER = 2048,
    DATEWORD_SAME = 4096,
    DATEWORD_NEXT = 8192,
    DATEWORD_LAST = 16384,
    DATEWORD_THIS = 32768,
    DATEWORD_EVERY = 65536,
    DATEWORD_OF = 131072,
    DATEWORD_FEW = 262144,
    DATEWORD_MANY = 524288,
    DATEWORD_DURING = 1048576,
    DATEWORD_YEAR_MARK = 2097152,
    DATEWORD_DATE_MARK = 4194304,
    DATEWORD_ERA_BC = 8388608,
    DATEWORD_HALF = 16777216,
    DATEWORD_THEN = 33554432,
    DATEWORD_AT = 67108864,      /* a clock time follows */
    DATEWORD_ENDING = 134217728, /* of a number: "th", "-го" */
    DATEWORD_CLAUSE = 268435456, /* what follows is a clause */
    DATEWORD_HENCE = 536870912,  /* before so many: "через", "dans" */
    DATEWORD_BEHIND = 1073741824 /* stands behind its date: \"kadar\" */
};
enum { TIMEZONE_LOCAL = 1 };
enum {
    HOLIDAY_EASTER = 1,   /* so many days after Easter */
    HOLIDAY_ORTHODOX = 2, /* after that of the eastern churches */
    HOLIDAY_NTH = 4       /* number is month, which one (9 the last), and weekday */
};
enum {
    TRIGGER_NOUN = 1,
    TRIGGER_VERB = 2,
    TRIGGER_WEAK = 4,
    TRIGGER_FROM = 8,
    TRIGGER_TO = 16,
    TRIGGER_NOPLACE = 32,
    TRIGGER_AREA = 64,
    TRIGGER_TALK = 128,
    TRIGGER_BACKGROUND = 256,
    TRIGGER_FELT = 512 /* its place is where something was noticed, not where it was */
};
enum {
    MODAL_PLANNED = 1,
    MODAL_POSSIBLE = 2,
    MODAL_WISH = 4,
    MODAL_CANCELLED = 8,
    MODAL_ONGOING = 16,
    MODAL_GENERAL = 32, /* again and again, scattered: nothing that can be dated */
    MODAL_PAST = 64,    /* told as past: "took place", "hôm" */
    MODAL_BEHIND = 128  /* stands behind its verb, as the verb behind all else */
};
enum { NEGATION_BEHIND = 1 };
enum { CLAIM_SOURCE = 1, CLAIM_DOUBT = 2 };
enum {
    PHASE_BEGIN = 1,
    PHASE_GO_ON = 2,
    PHASE_END = 4,
    PHASE_DONE = 8 /* a mark of what is over and done: "đã" */
};
enum {
    CASUALTY_KILLED = 1,
    CASUALTY_WOUNDED = 2,
    CASUALTY_CAPTURED = 4,
    CASUALTY_MISSING = 8,
    CASUALTY_DISPLACED = 16,
    CASUALTY_PEOPLE = 32
};
enum {
    QUANTITY_AT_LEAST = 1,
    QUANTITY_AT_MOST = 2,
    QUANTITY_ABOUT = 4,
    QUANTITY_TENS = 8,
    QUANTITY_HUNDREDS = 16,
    QUANTITY_THOUSANDS = 32,
    QUANTITY_MORE = 64,
    QUANTITY_FEW = 128
};
enum {
    CLAUSE_AFTER = 1,
    CLAUSE_BEFORE = 2,
    CLAUSE_WHILE = 4,
    CLAUSE_SINCE = 8,
    CLAUSE_PURPOSE = 16,
    CLAUSE_REASON = 32,
    CLAUSE_CONDITION = 64,
    CLAUSE_RESULT = 128,
    CLAUSE_RELATIVE = 256,
    CLAUSE_THAT = 512,
    CLAUSE_FACT = 1024, /* takes what follows as known: "việc", "the fact that" */
    CLAUSE_CONTRAST = 2048,
    CLAUSE_ELABORATES = 4096, /* what follows belongs to what was just told: "theo đó" */
    CLAUSE_AND = 8192,
    CLAUSE_ABOUT = 16384,  /* what is talked about: "on", "về" */
    CLAUSE_LINK = 32768,   /* joins clauses before a verb or a date only: "and", "và" */
    CLAUSE_WAY = 65536,    /* on the way there: "en route to", "trên đường tới" */
    CLAUSE_BEHIND = 131072 /* ends its clause: "sonra", "համար" */
};

/* "photo", "agency", ...: as the tables say it. Never NULL. */
const char *lexicon_class_name(lexicon_class c);

typedef struct lexicon_entry {
    lexicon_class class;
    uint32_t atoms;
    int number;         /* number=N; 0 when there is none */
    int step;           /* step=N */
    dateline_kind kind; /* kind=K */
    str date;           /* date=EDTF */
    str words;          /* as the table has it */
    const char *source; /* of the table */
    int line;
} lexicon_entry;

typedef struct lexicon lexicon;

/* A table's text, which outlives the lexicon. name is for messages. */
typedef struct lexicon_table {
    const char *name;
    str text;
} lexicon_table;

/* All tables together; in the arena. DATELINE_INPUT with line and column for a row that
   cannot be understood. */
dateline_status lexicon_read(const lexicon_table *tables, size_t n, arena *a,
                             lexicon **out, dateline_error *err);
size_t lexicon_count(const lexicon *x);

/* A word of the lexicon at a place in a text. */
typedef struct lexicon_tag {
    uint32_t first; /* tokens */
    uint16_t n;
    uint8_t class; /* of the entry */
    const lexicon_entry *entry;
} lexicon_tag;

/* What is remembered of words met before: one for each thread, of fixed size. Zero is
   empty. */
typedef struct lexicon_memory lexicon_memory;
lexicon_memory *lexicon_memory_new(arena *a);

/* The words of the lexicon in a text, by where they begin, longer ones first; in the
   arena. Of the entries of one class that begin at a token only the longest are given.
   A phrase does not go over the end of a paragraph. */
size_t lexicon_find(const lexicon *x, lexicon_memory *memory, str text,
                    const text_token *tokens, size_t n, arena *a, lexicon_tag **out);
/* What the lexicon says of a single word in lower form; NULL when it is not of this
   class. */
const lexicon_entry *lexicon_word(const lexicon *x, str lower, lexicon_class c);
#endif
