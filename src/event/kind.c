#include "event/kind.h"

#include "text/fold.h"
#include "text/near.h"

#include <string.h>

enum { WORD = 96 };

static const char *const kind_names[DATELINE_KINDS] = {
    [DATELINE_OTHER] = "other",
    [DATELINE_OFFENSIVE] = "offensive",
    [DATELINE_ATTACK] = "attack",
    [DATELINE_CLASH] = "clash",
    [DATELINE_CEASEFIRE] = "ceasefire",
    [DATELINE_AGREEMENT] = "agreement",
    [DATELINE_DEPLOYMENT] = "deployment",
    [DATELINE_WITHDRAWAL] = "withdrawal",
    [DATELINE_MEETING] = "meeting",
    [DATELINE_TALKS] = "talks",
    [DATELINE_STATEMENT] = "statement",
    [DATELINE_CALL] = "call",
    [DATELINE_CLOSURE] = "closure",
    [DATELINE_BLOCKADE] = "blockade",
    [DATELINE_DISPLACEMENT] = "displacement",
    [DATELINE_TRANSFER] = "territorial_transfer",
    [DATELINE_WAR] = "war",
    [DATELINE_PROPOSAL] = "proposal",
    [DATELINE_PLANNED] = "planned",
    [DATELINE_PHOTO] = "photo",
    [DATELINE_DISASTER] = "disaster",
    [DATELINE_PROTEST] = "protest",
    [DATELINE_RIOT] = "riot",
    [DATELINE_ELECTION] = "election",
};

typedef struct alias {
    const char *word; /* folded */
    int value;
} alias;

static const alias kinds[] = {
    /* ACLED's event types, then its sub-event types */
    { "battles", DATELINE_CLASH },
    { "explosions remote violence", DATELINE_OFFENSIVE },
    { "violence against civilians", DATELINE_ATTACK },
    { "protests", DATELINE_PROTEST },
    { "riots", DATELINE_RIOT },
    { "strategic developments", DATELINE_OTHER },
    { "agreement", DATELINE_AGREEMENT },
    { "non violent transfer of territory", DATELINE_TRANSFER },
    { "government regains territory", DATELINE_TRANSFER },
    { "non state actor overtakes territory", DATELINE_TRANSFER },
    { "headquarters or base established", DATELINE_DEPLOYMENT },
    { "armed clash", DATELINE_CLASH },
    { "attack", DATELINE_ATTACK },
    { "shelling artillery missile attack", DATELINE_OFFENSIVE },
    { "air drone strike", DATELINE_OFFENSIVE },
    { "peaceful protest", DATELINE_PROTEST },
    { "protest with intervention", DATELINE_PROTEST },
    { "violent demonstration", DATELINE_RIOT },
    { "mob violence", DATELINE_RIOT },
    /* English */
    { "operation", DATELINE_OFFENSIVE },
    { "military operation", DATELINE_OFFENSIVE },
    { "invasion", DATELINE_OFFENSIVE },
    { "strike", DATELINE_ATTACK },
    { "bombing", DATELINE_ATTACK },
    { "explosion", DATELINE_ATTACK },
    { "shelling", DATELINE_ATTACK },
    { "battle", DATELINE_CLASH },
    { "fighting", DATELINE_CLASH },
    { "truce", DATELINE_CEASEFIRE },
    { "treaty", DATELINE_AGREEMENT },
    { "accord", DATELINE_AGREEMENT },
    { "retreat", DATELINE_WITHDRAWAL },
    { "summit", DATELINE_MEETING },
    { "visit", DATELINE_MEETING },
    { "negotiation", DATELINE_TALKS },
    { "negotiations", DATELINE_TALKS },
    { "speech", DATELINE_STATEMENT },
    { "phone call", DATELINE_CALL },
    { "siege", DATELINE_BLOCKADE },
    { "evacuation", DATELINE_DISPLACEMENT },
    { "refugees", DATELINE_DISPLACEMENT },
    { "transfer", DATELINE_TRANSFER },
    { "handover", DATELINE_TRANSFER },
    { "earthquake", DATELINE_DISASTER },
    { "flood", DATELINE_DISASTER },
    { "storm", DATELINE_DISASTER },
    { "wildfire", DATELINE_DISASTER },
    { "accident", DATELINE_DISASTER },
    { "demonstration", DATELINE_PROTEST },
    { "vote", DATELINE_ELECTION },
    { "referendum", DATELINE_ELECTION },
    /* Vietnamese */
    { "chien dich", DATELINE_OFFENSIVE },
    { "tan cong", DATELINE_ATTACK },
    { "giao tranh", DATELINE_CLASH },
    { "dung do", DATELINE_CLASH },
    { "ngung ban", DATELINE_CEASEFIRE },
    { "thoa thuan", DATELINE_AGREEMENT },
    { "trien khai", DATELINE_DEPLOYMENT },
    { "rut quan", DATELINE_WITHDRAWAL },
    { "hop", DATELINE_MEETING },
    { "gap go", DATELINE_MEETING },
    { "dam phan", DATELINE_TALKS },
    { "tuyen bo", DATELINE_STATEMENT },
    { "dien dam", DATELINE_CALL },
    { "dong cua", DATELINE_CLOSURE },
    { "phong toa", DATELINE_BLOCKADE },
    { "di tan", DATELINE_DISPLACEMENT },
    { "chuyen giao lanh tho", DATELINE_TRANSFER },
    { "chien tranh", DATELINE_WAR },
    { "de xuat", DATELINE_PROPOSAL },
    { "ke hoach", DATELINE_PLANNED },
    { "anh", DATELINE_PHOTO },
    { "tham hoa", DATELINE_DISASTER },
    { "thien tai", DATELINE_DISASTER },
    { "bieu tinh", DATELINE_PROTEST },
    { "bao loan", DATELINE_RIOT },
    { "bau cu", DATELINE_ELECTION },
    /* French */
    { "attaque", DATELINE_ATTACK },
    { "affrontement", DATELINE_CLASH },
    { "combats", DATELINE_CLASH },
    { "cessez le feu", DATELINE_CEASEFIRE },
    { "accord de paix", DATELINE_AGREEMENT },
    { "deploiement", DATELINE_DEPLOYMENT },
    { "retrait", DATELINE_WITHDRAWAL },
    { "reunion", DATELINE_MEETING },
    { "rencontre", DATELINE_MEETING },
    { "pourparlers", DATELINE_TALKS },
    { "negociations", DATELINE_TALKS },
    { "declaration", DATELINE_STATEMENT },
    { "appel", DATELINE_CALL },
    { "fermeture", DATELINE_CLOSURE },
    { "blocus", DATELINE_BLOCKADE },
    { "deplacement", DATELINE_DISPLACEMENT },
    { "guerre", DATELINE_WAR },
    { "proposition", DATELINE_PROPOSAL },
    { "prevu", DATELINE_PLANNED },
    { "catastrophe", DATELINE_DISASTER },
    { "manifestation", DATELINE_PROTEST },
    { "emeute", DATELINE_RIOT },
    /* Russian */
    { "наступление", DATELINE_OFFENSIVE },
    { "атака", DATELINE_ATTACK },
    { "нападение", DATELINE_ATTACK },
    { "столкновение", DATELINE_CLASH },
    { "бои", DATELINE_CLASH },
    { "перемирие", DATELINE_CEASEFIRE },
    { "соглашение", DATELINE_AGREEMENT },
    { "развертывание", DATELINE_DEPLOYMENT },
    { "вывод", DATELINE_WITHDRAWAL },
    { "встреча", DATELINE_MEETING },
    { "переговоры", DATELINE_TALKS },
    { "заявление", DATELINE_STATEMENT },
    { "звонок", DATELINE_CALL },
    { "закрытие", DATELINE_CLOSURE },
    { "блокада", DATELINE_BLOCKADE },
    { "воина", DATELINE_WAR },
    { "предложение", DATELINE_PROPOSAL },
    { "катастрофа", DATELINE_DISASTER },
    { "протест", DATELINE_PROTEST },
    { "беспорядки", DATELINE_RIOT },
    { "выборы", DATELINE_ELECTION },
};

static const char *const status_names[] = { "occurred", "claimed", "planned", "ongoing",
                                            "cancelled" };
static const alias statuses[] = {
    { "canceled", DATELINE_IS_CANCELLED }, { "annule", DATELINE_IS_CANCELLED },
    { "da huy", DATELINE_IS_CANCELLED },   { "alleged", DATELINE_CLAIMED },
    { "unconfirmed", DATELINE_CLAIMED },   { "da xay ra", DATELINE_OCCURRED },
    { "confirmed", DATELINE_OCCURRED },    { "du kien", DATELINE_IS_PLANNED },
    { "prevu", DATELINE_IS_PLANNED },      { "dang dien ra", DATELINE_ONGOING },
    { "en cours", DATELINE_ONGOING },      { "scheduled", DATELINE_IS_PLANNED },
};

static const char *const precision_names[] = { "",     "exact",   "near",
                                               "adm2", "adm1",    "region",
                                               "line", "country", "water" };
static const alias precisions[] = {
    { "point", DATELINE_GEO_EXACT },      { "building", DATELINE_GEO_EXACT },
    { "city", DATELINE_GEO_EXACT },       { "town", DATELINE_GEO_EXACT },
    { "village", DATELINE_GEO_EXACT },    { "approximate", DATELINE_GEO_NEAR },
    { "district", DATELINE_GEO_ADM2 },    { "province", DATELINE_GEO_ADM1 },
    { "state", DATELINE_GEO_ADM1 },       { "area", DATELINE_GEO_REGION },
    { "continent", DATELINE_GEO_REGION }, { "sea", DATELINE_GEO_WATER },
    { "unknown", DATELINE_GEO_UNKNOWN },
};

static const char *const cameo_names[] = {
    "",
    "makes a public statement",
    "appeals",
    "expresses intent to cooperate",
    "consults",
    "engages in diplomatic cooperation",
    "engages in material cooperation",
    "provides aid",
    "yields",
    "investigates",
    "demands",
    "disapproves",
    "rejects",
    "threatens",
    "protests",
    "exhibits force posture",
    "reduces relations",
    "coerces",
    "assaults",
    "fights",
    "uses unconventional mass violence",
};

/* The folded word in out; too long a word is none. */
static str fold(str word, char out[WORD])
{
    size_t len = text_fold(word, out, WORD);
    return (str){ out, len <= WORD ? len : 0 };
}

/* names[i] is i; fold makes a space of the underscore in a name. */
static bool find_name(str word, str folded, const char *const *names, size_t n, int *out)
{
    for (size_t i = 0; i < n; i++)
        if (word.len && str_eq(word, str_of(names[i]))) {
            *out = (int)i;
            return true;
        }
    for (size_t i = 0; i < n; i++) {
        char name[WORD];
        if (names[i][0] && str_eq(folded, fold(str_of(names[i]), name))) {
            *out = (int)i;
            return true;
        }
    }
    return false;
}

static bool find_alias(str folded, const alias *aliases, size_t n, int *out)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(folded, str_of(aliases[i].word))) {
            *out = aliases[i].value;
            return true;
        }
    return false;
}

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

const char *event_kind_name(dateline_kind kind)
{
    return (unsigned)kind < DATELINE_KINDS ? kind_names[kind] : "other";
}

bool event_kind_find(str word, dateline_kind *out)
{
    char folded[WORD];
    str f = fold(word, folded);
    int value;
    if (!f.len || (!find_name(word, f, kind_names, DATELINE_KINDS, &value) &&
                   !find_alias(f, kinds, COUNT(kinds), &value)))
        return false;
    *out = (dateline_kind)value;
    return true;
}

const char *event_kind_near(str word)
{
    str names[DATELINE_KINDS];
    for (size_t i = 0; i < DATELINE_KINDS; i++)
        names[i] = str_of(kind_names[i]);
    size_t i = text_nearest(word, names, DATELINE_KINDS, 2);
    return i == TEXT_NONE ? NULL : kind_names[i];
}

/* Six colors at most, so that they can be told apart; shapes tell the rest. Each
   has a contrast of 3:1 or more on paper. */
const char *event_kind_color(dateline_kind kind)
{
    switch (kind) {
    case DATELINE_OFFENSIVE:
    case DATELINE_ATTACK:
    case DATELINE_CLASH:
    case DATELINE_WAR:
    case DATELINE_RIOT:
        return "#c1272d";
    case DATELINE_CEASEFIRE:
    case DATELINE_AGREEMENT:
    case DATELINE_MEETING:
    case DATELINE_TALKS:
    case DATELINE_PROPOSAL:
        return "#0072b2";
    case DATELINE_DEPLOYMENT:
    case DATELINE_WITHDRAWAL:
    case DATELINE_TRANSFER:
        return "#007a5e";
    case DATELINE_CLOSURE:
    case DATELINE_BLOCKADE:
    case DATELINE_DISPLACEMENT:
    case DATELINE_DISASTER:
        return "#b35900";
    case DATELINE_PROTEST:
    case DATELINE_ELECTION:
        return "#8a4b8f";
    default:
        return "#555555";
    }
}

const char *event_status_name(dateline_event_status status)
{
    return (unsigned)status < COUNT(status_names) ? status_names[status] : "occurred";
}

bool event_status_find(str word, dateline_event_status *out)
{
    char folded[WORD];
    str f = fold(word, folded);
    int value;
    if (!f.len || (!find_name(word, f, status_names, COUNT(status_names), &value) &&
                   !find_alias(f, statuses, COUNT(statuses), &value)))
        return false;
    *out = (dateline_event_status)value;
    return true;
}

const char *event_geo_precision_name(dateline_geo_precision precision)
{
    return (unsigned)precision < COUNT(precision_names) ? precision_names[precision] : "";
}

bool event_geo_precision_find(str word, dateline_geo_precision *out)
{
    char folded[WORD];
    str f = fold(word, folded);
    int value;
    if (!f.len || (!find_name(word, f, precision_names, COUNT(precision_names), &value) &&
                   !find_alias(f, precisions, COUNT(precisions), &value)))
        return false;
    *out = (dateline_geo_precision)value;
    return true;
}

int event_where_prec(dateline_geo_precision precision)
{
    static const int codes[] = { 0, 1, 2, 3, 4, 5, 5, 6, 7 };
    return (unsigned)precision < COUNT(codes) ? codes[precision] : 0;
}

dateline_geo_precision event_geo_precision_of_ucdp(int where_prec)
{
    static const dateline_geo_precision of[] = {
        DATELINE_GEO_UNKNOWN, DATELINE_GEO_EXACT, DATELINE_GEO_NEAR,
        DATELINE_GEO_ADM2,    DATELINE_GEO_ADM1,  DATELINE_GEO_REGION,
        DATELINE_GEO_COUNTRY, DATELINE_GEO_WATER,
    };
    return where_prec >= 0 && where_prec < (int)COUNT(of) ? of[where_prec]
                                                          : DATELINE_GEO_UNKNOWN;
}

const char *event_cameo_name(int root)
{
    return root > 0 && root < (int)COUNT(cameo_names) ? cameo_names[root] : "";
}

dateline_kind event_cameo_kind(int root)
{
    static const dateline_kind of[] = {
        DATELINE_OTHER,     DATELINE_STATEMENT, DATELINE_STATEMENT, DATELINE_STATEMENT,
        DATELINE_MEETING,   DATELINE_AGREEMENT, DATELINE_AGREEMENT, DATELINE_OTHER,
        DATELINE_AGREEMENT, DATELINE_OTHER,     DATELINE_STATEMENT, DATELINE_STATEMENT,
        DATELINE_STATEMENT, DATELINE_STATEMENT, DATELINE_PROTEST,   DATELINE_DEPLOYMENT,
        DATELINE_OTHER,     DATELINE_ATTACK,    DATELINE_ATTACK,    DATELINE_CLASH,
        DATELINE_ATTACK,
    };
    return root > 0 && root < (int)COUNT(of) ? of[root] : DATELINE_OTHER;
}
