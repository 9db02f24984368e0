#include "kind/kind.h"

#include "text/fold.h"
#include "text/list.h"
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

typedef struct aliases {
    int value;
    const char *words; /* folded */
} aliases;

/* Types of ACLED, then words of English, Vietnamese, French and Russian. */

static const aliases kinds[] = {
    { DATELINE_CLASH, "battles|armed clash|battle|fighting|giao tranh|dung do|"
                      "affrontement|combats|столкновение|бои" },
    { DATELINE_OFFENSIVE,
      "explosions remote violence|"
      "shelling artillery missile attack|air drone strike|operation|military operation|"
      "invasion|chien dich|наступление" },
    { DATELINE_ATTACK, "violence against civilians|attack|strike|bombing|explosion|"
                       "shelling|tan cong|attaque|атака|нападение" },
    { DATELINE_PROTEST, "protests|peaceful protest|protest with intervention|"
                        "demonstration|bieu tinh|manifestation|протест" },
    { DATELINE_RIOT, "riots|violent demonstration|mob violence|bao loan|emeute|"
                     "беспорядки" },
    { DATELINE_OTHER, "strategic developments" },
    { DATELINE_AGREEMENT, "agreement|treaty|accord|thoa thuan|accord de paix|"
                          "соглашение" },
    { DATELINE_TRANSFER,
      "non violent transfer of territory|"
      "government regains territory|non state actor overtakes territory|transfer|"
      "handover|chuyen giao lanh tho" },
    { DATELINE_DEPLOYMENT, "headquarters or base established|trien khai|deploiement|"
                           "развертывание" },
    { DATELINE_CEASEFIRE, "truce|ngung ban|cessez le feu|перемирие" },
    { DATELINE_WITHDRAWAL, "retreat|rut quan|retrait|вывод" },
    { DATELINE_MEETING, "summit|visit|hop|gap go|reunion|rencontre|встреча" },
    { DATELINE_TALKS, "negotiation|negotiations|dam phan|pourparlers|negociations|"
                      "переговоры" },
    { DATELINE_STATEMENT, "speech|tuyen bo|declaration|заявление" },
    { DATELINE_CALL, "phone call|dien dam|appel|звонок" },
    { DATELINE_BLOCKADE, "siege|phong toa|blocus|блокада" },
    { DATELINE_DISPLACEMENT, "evacuation|refugees|di tan|deplacement" },
    { DATELINE_DISASTER, "earthquake|flood|storm|wildfire|accident|tham hoa|"
                         "thien tai|catastrophe|катастрофа" },
    { DATELINE_ELECTION, "vote|referendum|bau cu|выборы" },
    { DATELINE_CLOSURE, "dong cua|fermeture|закрытие" },
    { DATELINE_WAR, "chien tranh|guerre|воина" },
    { DATELINE_PROPOSAL, "de xuat|proposition|предложение" },
    { DATELINE_PLANNED, "ke hoach|prevu" },
    { DATELINE_PHOTO, "anh" },
};

static const char *const status_names[] = { "occurred", "claimed", "planned", "ongoing",
                                            "cancelled" };
static const aliases statuses[] = {
    { DATELINE_IS_CANCELLED, "canceled|annule|da huy" },
    { DATELINE_CLAIMED, "alleged|unconfirmed" },
    { DATELINE_OCCURRED, "da xay ra|confirmed" },
    { DATELINE_IS_PLANNED, "du kien|prevu|scheduled" },
    { DATELINE_ONGOING, "dang dien ra|en cours" },
};

static const char *const precision_names[] = { "",     "exact",   "near",
                                               "adm2", "adm1",    "region",
                                               "line", "country", "water" };
static const aliases precisions[] = {
    { DATELINE_GEO_EXACT, "point|building|city|town|village" },
    { DATELINE_GEO_NEAR, "approximate" },
    { DATELINE_GEO_ADM2, "district" },
    { DATELINE_GEO_ADM1, "province|state" },
    { DATELINE_GEO_REGION, "area|continent" },
    { DATELINE_GEO_WATER, "sea" },
    { DATELINE_GEO_UNKNOWN, "unknown" },
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

static bool find_alias(str folded, const aliases *of, size_t n, int *out)
{
    for (size_t i = 0; i < n; i++)
        if (text_list_has(of[i].words, folded)) {
            *out = of[i].value;
            return true;
        }
    return false;
}

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

const char *kind_name(dateline_kind kind)
{
    return (unsigned)kind < DATELINE_KINDS ? kind_names[kind] : "other";
}

bool kind_find(str word, dateline_kind *out)
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

const char *kind_near(str word)
{
    str names[DATELINE_KINDS];
    for (size_t i = 0; i < DATELINE_KINDS; i++)
        names[i] = str_of(kind_names[i]);
    size_t i = text_nearest(word, names, DATELINE_KINDS, 2);
    return i == TEXT_NONE ? NULL : kind_names[i];
}

/* Six colors at most, so that they can be told apart; shapes tell the rest. Each
   has a contrast of 3:1 or more on paper. */
const char *kind_color(dateline_kind kind)
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

const char *kind_status_name(dateline_event_status status)
{
    return (unsigned)status < COUNT(status_names) ? status_names[status] : "occurred";
}

bool kind_status_find(str word, dateline_event_status *out)
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

const char *kind_precision_name(dateline_geo_precision precision)
{
    return (unsigned)precision < COUNT(precision_names) ? precision_names[precision] : "";
}

bool kind_precision_find(str word, dateline_geo_precision *out)
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

int kind_where_prec(dateline_geo_precision precision)
{
    static const int codes[] = { 0, 1, 2, 3, 4, 5, 5, 6, 7 };
    return (unsigned)precision < COUNT(codes) ? codes[precision] : 0;
}

dateline_geo_precision kind_precision_of_ucdp(int where_prec)
{
    static const dateline_geo_precision of[] = {
        DATELINE_GEO_UNKNOWN, DATELINE_GEO_EXACT, DATELINE_GEO_NEAR,
        DATELINE_GEO_ADM2,    DATELINE_GEO_ADM1,  DATELINE_GEO_REGION,
        DATELINE_GEO_COUNTRY, DATELINE_GEO_WATER,
    };
    return where_prec >= 0 && where_prec < (int)COUNT(of) ? of[where_prec]
                                                          : DATELINE_GEO_UNKNOWN;
}

const char *kind_cameo_name(int root)
{
    return root > 0 && root < (int)COUNT(cameo_names) ? cameo_names[root] : "";
}

dateline_kind kind_cameo_kind(int root)
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
