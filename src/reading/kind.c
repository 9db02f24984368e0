#include "reading/reading.h"

/* What kinds have in common. */

int reading_family(dateline_kind kind)
{
    switch (kind) {
    case DATELINE_OFFENSIVE:
    case DATELINE_ATTACK:
    case DATELINE_CLASH:
    case DATELINE_WAR:
        return DATELINE_CLASH;
    case DATELINE_CEASEFIRE:
    case DATELINE_AGREEMENT:
        return DATELINE_AGREEMENT;
    case DATELINE_MEETING:
    case DATELINE_TALKS:
        return DATELINE_MEETING;
    case DATELINE_CLOSURE:
    case DATELINE_BLOCKADE:
        return DATELINE_BLOCKADE;
    case DATELINE_PROTEST:
    case DATELINE_RIOT:
        return DATELINE_PROTEST;
    case DATELINE_STATEMENT:
    case DATELINE_PROPOSAL:
        return DATELINE_STATEMENT;
    default:
        return (int)kind;
    }
}

bool reading_is_talk(const lexicon_entry *e)
{
    bool speech = e->kind == DATELINE_STATEMENT || e->kind == DATELINE_PROPOSAL;
    return e->atoms & TRIGGER_TALK ||
           (speech && e->atoms & TRIGGER_VERB && e->atoms & TRIGGER_NOPLACE);
}
