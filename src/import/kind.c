#include "import/kind.h"

#include "text/near.h"

#include <stddef.h>

/* Sorted by bytes. */
static const kind_entry codes[] = {
    { "ADM1", "admin1" },      { "ADM1H", "region" },     { "ADM2", "admin2" },
    { "ADM2H", "region" },     { "ADM3H", "region" },     { "ADMDH", "region" },
    { "AIRB", "site" },        { "AIRF", "site" },        { "AIRP", "site" },
    { "AMTH", "site" },        { "ANS", "site" },         { "AREA", "region" },
    { "ATOL", "region" },      { "BAY", "sea" },          { "BAYS", "sea" },
    { "BDG", "site" },         { "BGHT", "sea" },         { "CAPE", "region" },
    { "CAVE", "site" },        { "CH", "site" },          { "CHN", "sea" },
    { "CHNM", "sea" },         { "CMP", "site" },         { "CMPL", "site" },
    { "CMPRF", "site" },       { "CMTY", "site" },        { "CNL", "river" },
    { "CNLA", "river" },       { "CNLN", "river" },       { "CONT", "world_region" },
    { "CRTR", "mountain" },    { "CST", "region" },       { "CSTL", "site" },
    { "CSTM", "site" },        { "CSWY", "road" },        { "CTRR", "site" },
    { "CVNT", "site" },        { "DAM", "site" },         { "DIP", "site" },
    { "DLTA", "region" },      { "DSRT", "region" },      { "ESTY", "river" },
    { "FJD", "sea" },          { "FJDS", "sea" },         { "FLLS", "site" },
    { "FRST", "region" },      { "FT", "site" },          { "GAP", "pass" },
    { "GASF", "site" },        { "GOVL", "site" },        { "GRVE", "site" },
    { "GULF", "sea" },         { "HBR", "site" },         { "HLL", "mountain" },
    { "HLLS", "mountain" },    { "HSTS", "site" },        { "INDS", "site" },
    { "INSM", "site" },        { "ISL", "region" },       { "ISLET", "region" },
    { "ISLF", "region" },      { "ISLM", "region" },      { "ISLS", "region" },
    { "ISLT", "region" },      { "ISLX", "region" },      { "LCTY", "region" },
    { "LGN", "lake" },         { "LGNS", "lake" },        { "LGNX", "lake" },
    { "LK", "lake" },          { "LKC", "lake" },         { "LKI", "lake" },
    { "LKN", "lake" },         { "LKNI", "lake" },        { "LKO", "lake" },
    { "LKOI", "lake" },        { "LKS", "lake" },         { "LKSB", "lake" },
    { "LKSC", "lake" },        { "LKSI", "lake" },        { "LKSN", "lake" },
    { "LKSNI", "lake" },       { "LKX", "lake" },         { "LOCK", "site" },
    { "LTER", "region" },      { "LTHSE", "site" },       { "MILB", "site" },
    { "MN", "site" },          { "MNAU", "site" },        { "MNC", "site" },
    { "MNCU", "site" },        { "MNFE", "site" },        { "MNMT", "site" },
    { "MNQR", "site" },        { "MSQE", "site" },        { "MSTY", "site" },
    { "MT", "mountain" },      { "MTS", "mountain" },     { "MUS", "site" },
    { "MVA", "site" },         { "NVB", "site" },         { "OAS", "region" },
    { "OBS", "site" },         { "OCN", "sea" },          { "OILF", "site" },
    { "OILR", "site" },        { "PAL", "site" },         { "PASS", "pass" },
    { "PCL", "region" },       { "PCLD", "country" },     { "PCLF", "country" },
    { "PCLH", "region" },      { "PCLI", "country" },     { "PCLIX", "region" },
    { "PCLS", "region" },      { "PEN", "region" },       { "PENX", "region" },
    { "PK", "mountain" },      { "PKS", "mountain" },     { "PLAT", "region" },
    { "PLN", "region" },       { "PPL", "settlement" },   { "PPLA", "settlement" },
    { "PPLA2", "settlement" }, { "PPLA3", "settlement" }, { "PPLA4", "settlement" },
    { "PPLA5", "settlement" }, { "PPLC", "settlement" },  { "PPLCH", "settlement" },
    { "PPLF", "settlement" },  { "PPLG", "settlement" },  { "PPLH", "settlement" },
    { "PPLL", "settlement" },  { "PPLQ", "settlement" },  { "PPLR", "settlement" },
    { "PPLS", "settlement" },  { "PPLW", "settlement" },  { "PPLX", "settlement" },
    { "PRK", "region" },       { "PRN", "site" },         { "PRT", "site" },
    { "PS", "site" },          { "PSH", "site" },         { "PSN", "site" },
    { "PSTB", "site" },        { "PSTC", "site" },        { "PYR", "site" },
    { "RD", "road" },          { "RDA", "road" },         { "RDGE", "mountain" },
    { "RES", "region" },       { "RESF", "region" },      { "RESN", "region" },
    { "RESV", "region" },      { "RESW", "region" },      { "RGN", "region" },
    { "RGNE", "region" },      { "RGNH", "region" },      { "RGNL", "region" },
    { "RR", "road" },          { "RSTN", "site" },        { "RSV", "lake" },
    { "RSVI", "lake" },        { "RTE", "road" },         { "RUIN", "site" },
    { "SD", "sea" },           { "SDL", "pass" },         { "SEA", "sea" },
    { "SHRN", "site" },        { "SPNT", "site" },        { "STDM", "site" },
    { "STLMT", "settlement" }, { "STM", "river" },        { "STMA", "river" },
    { "STMC", "river" },       { "STMD", "river" },       { "STMI", "river" },
    { "STMIX", "river" },      { "STMQ", "river" },       { "STMS", "river" },
    { "STMX", "river" },       { "STNB", "site" },        { "STNE", "site" },
    { "STRT", "sea" },         { "SYG", "site" },         { "TERR", "region" },
    { "TMB", "site" },         { "TMPL", "site" },        { "TNL", "road" },
    { "TNLRD", "road" },       { "TNLRR", "road" },       { "TOWR", "site" },
    { "TRB", "region" },       { "TRL", "road" },         { "UNIV", "site" },
    { "UPLD", "region" },      { "VAL", "region" },       { "VALG", "region" },
    { "VALS", "region" },      { "VLC", "mountain" },     { "WAD", "river" },
    { "WADS", "river" },       { "WALLA", "site" },       { "ZN", "region" },
    { "ZNB", "region" },       { "ZOO", "site" },
};

/* What newsrooms and other gazetteers write, folded; sorted by bytes. */
static const kind_entry words[] = {
    { "adm1", "admin1" },
    { "adm2", "admin2" },
    { "admin1", "admin1" },
    { "admin2", "admin2" },
    { "agency", "organization" },
    { "airfield", "site" },
    { "airport", "site" },
    { "area", "region" },
    { "base", "site" },
    { "bay", "sea" },
    { "border", "line" },
    { "borough", "settlement" },
    { "boundary", "line" },
    { "bridge", "site" },
    { "building", "site" },
    { "camp", "site" },
    { "canal", "river" },
    { "canton", "admin2" },
    { "capital", "settlement" },
    { "castle", "site" },
    { "cathedral", "site" },
    { "cemetery", "site" },
    { "checkpoint", "site" },
    { "church", "site" },
    { "city", "settlement" },
    { "club", "organization" },
    { "company", "organization" },
    { "continent", "world_region" },
    { "corridor", "region" },
    { "country", "country" },
    { "county", "admin2" },
    { "creek", "river" },
    { "dam", "site" },
    { "department", "admin2" },
    { "desert", "region" },
    { "district", "admin2" },
    { "factory", "site" },
    { "forest", "region" },
    { "fortress", "site" },
    { "front", "line" },
    { "frontier", "line" },
    { "governorate", "admin1" },
    { "gulf", "sea" },
    { "hamlet", "settlement" },
    { "harbor", "site" },
    { "harbour", "site" },
    { "height", "mountain" },
    { "heights", "mountain" },
    { "highway", "road" },
    { "hill", "mountain" },
    { "hills", "mountain" },
    { "hospital", "site" },
    { "island", "region" },
    { "islands", "region" },
    { "krai", "admin1" },
    { "lagoon", "lake" },
    { "lake", "lake" },
    { "landmark", "site" },
    { "line", "line" },
    { "localadmin", "settlement" },
    { "locality", "settlement" },
    { "marz", "admin1" },
    { "mine", "site" },
    { "monastery", "site" },
    { "monument", "site" },
    { "mosque", "site" },
    { "motorway", "road" },
    { "mountain", "mountain" },
    { "mountains", "mountain" },
    { "municipality", "settlement" },
    { "nation", "country" },
    { "neighborhood", "settlement" },
    { "neighbourhood", "settlement" },
    { "newspaper", "organization" },
    { "oblast", "admin1" },
    { "ocean", "sea" },
    { "organisation", "organization" },
    { "organization", "organization" },
    { "party", "organization" },
    { "pass", "pass" },
    { "peak", "mountain" },
    { "peninsula", "region" },
    { "place", "settlement" },
    { "plain", "region" },
    { "plant", "site" },
    { "poi", "site" },
    { "populated place", "settlement" },
    { "port", "site" },
    { "post", "site" },
    { "power plant", "site" },
    { "ppl", "settlement" },
    { "province", "admin1" },
    { "quarter", "settlement" },
    { "railway", "road" },
    { "raion", "admin2" },
    { "range", "mountain" },
    { "rayon", "admin2" },
    { "region", "region" },
    { "reservoir", "lake" },
    { "ridge", "mountain" },
    { "river", "river" },
    { "road", "road" },
    { "route", "road" },
    { "ruin", "site" },
    { "ruins", "site" },
    { "saddle", "pass" },
    { "school", "site" },
    { "sea", "sea" },
    { "settlement", "settlement" },
    { "site", "site" },
    { "state", "admin1" },
    { "station", "site" },
    { "strait", "sea" },
    { "stream", "river" },
    { "street", "road" },
    { "subdistrict", "admin2" },
    { "suburb", "settlement" },
    { "summit", "mountain" },
    { "temple", "site" },
    { "territory", "region" },
    { "town", "settlement" },
    { "tunnel", "road" },
    { "university", "site" },
    { "valley", "region" },
    { "village", "settlement" },
    { "volcano", "mountain" },
    { "world region", "world_region" },
    { "zone", "region" },
};

static const kind_entry *find(const kind_entry *all, size_t n, str key)
{
    size_t low = 0;
    while (low < n) {
        size_t mid = low + (n - low) / 2;
        int c = str_compare(str_of(all[mid].word), key);
        if (!c)
            return &all[mid];
        if (c < 0)
            low = mid + 1;
        else
            n = mid;
    }
    return NULL;
}

const kind_entry *kind_of_code(str code)
{
    return find(codes, sizeof codes / sizeof *codes, code);
}

const kind_entry *kind_of_word(str folded)
{
    return find(words, sizeof words / sizeof *words, folded);
}

const char *kind_nearest(str word)
{
    enum { WORDS = sizeof words / sizeof *words };
    str all[WORDS];
    for (size_t i = 0; i < WORDS; i++)
        all[i] = str_of(words[i].word);
    size_t near = text_nearest(word, all, WORDS, 2);
    return near == TEXT_NONE ? NULL : words[near].word;
}

const kind_entry *kind_of_placetype(str type)
{
    static const kind_entry types[] = {
        { "borough", "settlement" },
        { "continent", "world_region" },
        { "country", "country" },
        { "county", "admin2" },
        { "dependency", "country" },
        { "disputed", "region" },
        { "empire", "region" },
        { "localadmin", "settlement" },
        { "locality", "settlement" },

        { "macrohood", "settlement" },

        { "marinearea", "sea" },
        { "microhood", "settlement" },
        { "neighbourhood", "settlement" },
        { "ocean", "sea" },
        { "region", "admin1" },
    };
    return find(types, sizeof types / sizeof *types, type);
}
