#include "lexicon/class.h"

typedef struct class_row {
    const char *name, *members, *atoms;
} class_row;

#define UNITS                                                                           \
    "second minute hour day week month quarter year decade century weekend now recent " \
    "soon"

static const class_row rows[LEXICON_CLASSES] = {
    [LEXICON_PHOTO] = { "photo", "", "lead tail source" },
    [LEXICON_AGENCY] = { "agency", "", "" },
    [LEXICON_CORRESPONDENT] = { "correspondent", "", "" },
    [LEXICON_FURNITURE] = { "furniture", "", "strong" },
    [LEXICON_RELATED] = { "related", "", "" },
    [LEXICON_ABBREVIATION] = { "abbreviation", "", "end" },
    [LEXICON_FUNCTION] = { "function", "", "" },
    [LEXICON_LOCATIVE] = { "locative", "",
                           "at to from near through between after weak ending "
                           "object" },
    [LEXICON_RELATIVE] = { "relative", "", "between with by of and against after" },
    [LEXICON_TITLE] = { "title", "", "office form after" },
    [LEXICON_PERSON] = { "person", "", "given family" },
    [LEXICON_BODY] = { "body", "", "state media club firm union other after before" },
    [LEXICON_ACTOR] = { "actor", "",
                        "forces people government media person side thing after" },
    [LEXICON_PLACENOUN] = { "placenoun", "",
                            "region country city border line water site after "
                            "north east south west" },
    [LEXICON_SAY] = { "say", "", "claims accuses asks after" },
    [LEXICON_ACT] = { "act", "", "" },
    [LEXICON_COMMON] = { "common", "", "always" },
    [LEXICON_ANAPHOR] = { "anaphor", "", "region country city border any" },
    [LEXICON_MONTH] = { "month", "number", "weak" },
    [LEXICON_WEEKDAY] = { "weekday", "number", "weak" },
    [LEXICON_SEASON] = { "season", "number", "" },
    [LEXICON_UNIT] = { "unit", "", UNITS },
    [LEXICON_NUMBER] = { "number", "number", "" },
    [LEXICON_DEICTIC] = { "deictic", "step", UNITS },
    [LEXICON_PART] = { "part", "", "early middle late first_half second_half after" },
    [LEXICON_DAYPART] = { "daypart", "step", "night morning noon afternoon evening" },
    [LEXICON_DATEWORD] = { "dateword", "",
                           "before after since until from to about between and in ago "
                           "later same next last this every of few many during year_mark "
                           "date_mark era_bc half then at ending clause hence behind" },
    [LEXICON_TIMEZONE] = { "timezone", "number", "local" },
    [LEXICON_LANDMARK] = { "landmark", "date", "" },
    [LEXICON_HOLIDAY] = { "holiday", "number step", "easter orthodox nth" },
    [LEXICON_NOTDATE] = { "notdate", "", "" },
    [LEXICON_TRIGGER] = { "trigger", "kind",
                          "noun verb weak from to noplace area talk background felt" },
    [LEXICON_NEGATION] = { "negation", "", "behind" },
    [LEXICON_MODAL] = { "modal", "",
                        "planned possible wish cancelled ongoing general past "
                        "behind" },
    [LEXICON_CLAIM] = { "claim", "", "source doubt" },
    [LEXICON_PHASE] = { "phase", "", "begin go_on end done" },
    [LEXICON_CASUALTY] = { "casualty", "",
                           "killed wounded captured missing displaced people" },
    [LEXICON_QUANTITY] = { "quantity", "",
                           "at_least at_most about tens hundreds thousands more few" },
    [LEXICON_CLAUSE] = { "clause", "",
                         "after before while since purpose reason condition result "
                         "relative that fact contrast elaborates and about "
                         "link way behind" },
    [LEXICON_BLOC] = { "bloc", "", "" },
};

const char *lexicon_class_name(lexicon_class c)
{
    return (unsigned)c < LEXICON_CLASSES ? rows[c].name : "";
}

const char *lexicon_atoms(lexicon_class c)
{
    return rows[c].atoms;
}

bool lexicon_class_find(str name, lexicon_class *out)
{
    for (int i = 0; i < LEXICON_CLASSES; i++)
        if (str_eq(name, str_of(rows[i].name))) {
            *out = (lexicon_class)i;
            return true;
        }
    return false;
}

/* Where a word stands in a list of words joined by spaces; -1: not there. */
static int place_in(const char *list, str word)
{
    str rest = str_of(list);
    for (int i = 0; rest.len; i++)
        if (str_eq(str_cut(&rest, ' '), word))
            return i;
    return -1;
}

uint32_t lexicon_atom(lexicon_class c, str atom)
{
    int at = place_in(rows[c].atoms, atom);
    return at < 0 ? 0 : 1u << at;
}

bool lexicon_has_member(lexicon_class c, str member)
{
    return place_in(rows[c].members, member) >= 0;
}
