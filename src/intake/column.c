#include "intake/column.h"

#include "text/fold.h"
#include "text/list.h"
#include "text/near.h"

#include <string.h>

enum { KEY = 96, KEYS = 400 };

typedef struct aliases {
    intake_column column;
    char locale;
    const char *keys; /* folded, without spaces; '#' first for a tag of HXL */
} aliases;

/* The first of a column is its own name. */
static const aliases generic[] = {
    { COL_ID, 0, "id|eventid|eventidcnty|dataid|globaleventid|uniqueid|#eventid" },
    { COL_ID, 'v', "ma" },
    { COL_DATE, 0,
      "date|eventdate|dateedtf|edtf|day|sqldate|timestamp|time|datetime|when|"
      "#dateoccurred|#date" },
    { COL_DATE, 'v', "ngay|thoigian|ngaythang" },
    { COL_DATE, 'r', "дата|время" },
    { COL_START, 0, "start|datestart|startdate|starttime|begin|from|#datestart" },
    { COL_START, 'v', "ngaybatdau|batdau" },
    { COL_START, 'f', "debut|datededebut" },
    { COL_START, 'r', "начало" },
    { COL_END, 0, "end|dateend|enddate|endtime|timeend|endtimestamp|to|until|#dateend" },
    { COL_END, 'v', "ngayketthuc|ketthuc" },
    { COL_END, 'f', "fin|datedefin" },
    { COL_END, 'r', "конец" },
    { COL_DATE_PRECISION, 0, "dateprecision" },
    { COL_TIME_PRECISION, 0, "timeprecision" },
    { COL_DATE_PREC, 0, "dateprec" },
    { COL_DATE_TEXT, 0, "datetext|displaydate" },
    { COL_TZ, 0, "tz|timezone" },
    { COL_PLACE, 0,
      "place|location|placeaswritten|wherecoordinates|"
      "actiongeofullname|city|town|address|where|#locname|#loc" },
    { COL_PLACE, 'v', "diadiem|noi|vitri" },
    { COL_PLACE, 'f', "lieu|ville" },
    { COL_PLACE, 'r', "место|город" },
    { COL_PLACE_NAME, 0, "placename" },
    { COL_PLACE_ID, 0, "placeid" },
    { COL_ADMIN1, 0, "admin1|adm1|province|region|#adm1name|#adm1" },
    { COL_ADMIN1, 'v', "tinh" },
    { COL_ADMIN1, 'r', "область|регион" },
    { COL_ADMIN2, 0, "admin2|adm2|district|#adm2name|#adm2" },
    { COL_ADMIN2, 'v', "huyen" },
    { COL_ADMIN2, 'r', "раион" },
    { COL_COUNTRY, 0,
      "country|iso|iso3|actiongeocountrycode|#countryname|#country|"
      "#countrycode" },
    { COL_COUNTRY, 'v', "quocgia|nuoc" },
    { COL_COUNTRY, 'f', "pays" },
    { COL_COUNTRY, 'r', "страна" },
    { COL_COUNTRY_CODE, 0, "countrycode|iso2" },
    { COL_LAT, 0, "lat|latitude|actiongeolat|y|#geolat" },
    { COL_LAT, 'v', "vido" },
    { COL_LAT, 'r', "широта" },
    { COL_LON, 0, "lon|longitude|lng|long|actiongeolong|x|#geolon" },
    { COL_LON, 'v', "kinhdo" },
    { COL_LON, 'r', "долгота" },
    { COL_GEOMETRY, 0, "geometry|geomwkt|geowkt|wkt|geom|thegeom" },
    { COL_GEO_PRECISION, 0, "geoprecision" },
    { COL_WHERE_PREC, 0, "whereprec" },
    { COL_GEO_TYPE, 0, "actiongeotype" },
    { COL_RADIUS, 0, "radiuskm|radius|accuracy|buffer" },
    { COL_CONFIDENCE, 0, "confidence" },
    { COL_TO_PLACE, 0, "toplace|destination" },
    { COL_TO_PLACE, 'v', "den" },
    { COL_TO_LAT, 0, "tolat|tolatitude" },
    { COL_TO_LON, 0, "tolon|tolongitude" },
    { COL_TITLE, 0, "title|headline|event|name|label|#eventname|#event" },
    { COL_TITLE, 'v', "tieude|sukien|ten" },
    { COL_TITLE, 'f', "titre|evenement|nom" },
    { COL_TITLE, 'r', "заголовок|название|событие" },
    { COL_DESCRIPTION, 0, "description|notes|text|summary|sourceheadline|#description" },
    { COL_DESCRIPTION, 'v', "mota|noidung" },
    { COL_DESCRIPTION, 'r', "описание" },
    { COL_KIND, 0,
      "kind|eventtype|typeofviolence|eventrootcode|category|type|group|"
      "#eventtype" },
    { COL_KIND, 'v', "loai" },
    { COL_KIND, 'f', "categorie" },
    { COL_KIND, 'r', "тип" },
    { COL_SUBKIND, 0, "subeventtype" },
    { COL_STATUS, 0, "status" },
    { COL_STATUS, 'v', "trangthai" },
    { COL_STATUS, 'f', "statut" },
    { COL_STATUS, 'r', "статус" },
    { COL_ACTOR1, 0, "actor1|sidea|actor1name|actor" },
    { COL_ACTOR1, 'v', "ben" },
    { COL_ACTOR2, 0, "actor2|sideb|actor2name" },
    { COL_ATTRIBUTED_TO, 0, "attributedto" },
    { COL_FATALITIES_LOW, 0, "fatalitieslow|low" },
    { COL_FATALITIES, 0, "fatalities|best|deaths|killed|#affectedkilled" },
    { COL_FATALITIES_HIGH, 0, "fatalitieshigh|high" },
    { COL_SOURCE, 0, "source|sourceoffice|sourcearticle|#metasource" },
    { COL_SOURCE, 'v', "nguon" },
    { COL_SOURCE, 'r', "источник" },
    { COL_SOURCE_URL, 0, "sourceurl|url|link|#metaurl" },
    { COL_SOURCE_DATE, 0, "sourcedate|dateadded" },
    { COL_LANG, 0, "lang|language" },
    { COL_TAGS, 0, "tags|keywords" },
    { COL_PRIORITY, 0, "priority" },
    { COL_N, 0, "n|number" },
    { COL_COLOR, 0, "color|colour|markercolor" },
    { COL_SYMBOL, 0, "symbol|markersymbol|icon" },
    { COL_IMAGE, 0, "image|media" },
    { COL_IMAGE_CREDIT, 0, "imagecredit" },
    { COL_ARTICLE, 0, "article" },
    { COL_EVIDENCE_START, 0, "evidencestart" },
    { COL_EVIDENCE_END, 0, "evidenceend" },
    { COL_NEEDS_REVIEW, 0, "needsreview" },
    { COL_CLUSTER, 0, "cluster" },
    { COL_EXTRA_JSON, 0, "extra" },
};

/* Our own GeoJSON: what follows from date_edtf, geo_precision and kind is not
   read again. */
static const aliases own[] = {
    { COL_PLACE_NAME, 0, "place" },
    { COL_PLACE, 0, "placeaswritten" },
    { COL_IGNORE, 0,
      "start|end|time|timeend|dateprecision|dateprec|whereprec|"
      "markercolor|markersize|markersymbol|stroke|strokewidth|strokeopacity|fill|"
      "fillopacity" },
};

static const aliases acled[] = {
    { COL_ID, 0, "eventidcnty|dataid" },
    { COL_DATE, 0, "eventdate" },
    { COL_TIME_PRECISION, 0, "timeprecision" },
    { COL_KIND, 0, "eventtype" },
    { COL_SUBKIND, 0, "subeventtype" },
    { COL_ACTOR1, 0, "actor1" },
    { COL_ACTOR2, 0, "actor2" },
    { COL_COUNTRY, 0, "country" },
    { COL_ADMIN1, 0, "admin1" },
    { COL_ADMIN2, 0, "admin2" },
    { COL_PLACE, 0, "location" },
    { COL_LAT, 0, "latitude" },
    { COL_LON, 0, "longitude" },
    { COL_GEO_PRECISION, 0, "geoprecision" },
    { COL_SOURCE, 0, "source" },
    { COL_DESCRIPTION, 0, "notes" },
    { COL_FATALITIES, 0, "fatalities" },
    { COL_TAGS, 0, "tags" },
};

static const aliases ucdp[] = {
    { COL_ID, 0, "id" },
    { COL_KIND, 0, "typeofviolence" },
    { COL_TITLE, 0, "dyadname" },
    { COL_ACTOR1, 0, "sidea" },
    { COL_ACTOR2, 0, "sideb" },
    { COL_SOURCE, 0, "sourceoffice" },
    { COL_SOURCE_DATE, 0, "sourcedate" },
    { COL_DESCRIPTION, 0, "sourceheadline" },
    { COL_WHERE_PREC, 0, "whereprec" },
    { COL_PLACE, 0, "wherecoordinates" },
    { COL_ADMIN1, 0, "adm1" },
    { COL_ADMIN2, 0, "adm2" },
    { COL_LAT, 0, "latitude" },
    { COL_LON, 0, "longitude" },
    { COL_COUNTRY, 0, "country" },
    { COL_STATUS, 0, "eventclarity" },
    { COL_START, 0, "datestart" },
    { COL_END, 0, "dateend" },
    { COL_FATALITIES, 0, "best" },
    { COL_FATALITIES_HIGH, 0, "high" },
    { COL_FATALITIES_LOW, 0, "low" },
};

static const aliases gdelt[] = {
    { COL_ID, 0, "globaleventid" },        { COL_DATE, 0, "day" },
    { COL_ACTOR1, 0, "actor1name" },       { COL_ACTOR2, 0, "actor2name" },
    { COL_KIND, 0, "eventrootcode" },      { COL_GEO_TYPE, 0, "actiongeotype" },
    { COL_PLACE, 0, "actiongeofullname" }, { COL_LAT, 0, "actiongeolat" },
    { COL_LON, 0, "actiongeolong" },       { COL_SOURCE_URL, 0, "sourceurl" },
};

static const char gdelt_names[] =
    "GlobalEventID|Day|MonthYear|Year|FractionDate|Actor1Code|Actor1Name|"
    "Actor1CountryCode|Actor1KnownGroupCode|Actor1EthnicCode|Actor1Religion1Code|"
    "Actor1Religion2Code|Actor1Type1Code|Actor1Type2Code|Actor1Type3Code|Actor2Code|"
    "Actor2Name|Actor2CountryCode|Actor2KnownGroupCode|Actor2EthnicCode|"
    "Actor2Religion1Code|Actor2Religion2Code|Actor2Type1Code|Actor2Type2Code|"
    "Actor2Type3Code|IsRootEvent|EventCode|EventBaseCode|EventRootCode|QuadClass|"
    "GoldsteinScale|NumMentions|NumSources|NumArticles|AvgTone|Actor1Geo_Type|"
    "Actor1Geo_FullName|Actor1Geo_CountryCode|Actor1Geo_ADM1Code|Actor1Geo_ADM2Code|"
    "Actor1Geo_Lat|Actor1Geo_Long|Actor1Geo_FeatureID|Actor2Geo_Type|"
    "Actor2Geo_FullName|Actor2Geo_CountryCode|Actor2Geo_ADM1Code|Actor2Geo_ADM2Code|"
    "Actor2Geo_Lat|Actor2Geo_Long|Actor2Geo_FeatureID|ActionGeo_Type|"
    "ActionGeo_FullName|ActionGeo_CountryCode|ActionGeo_ADM1Code|ActionGeo_ADM2Code|"
    "ActionGeo_Lat|ActionGeo_Long|ActionGeo_FeatureID|DATEADDED|SOURCEURL";

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

typedef struct table {
    const aliases *at;
    size_t n;
    const char *name;
} table;

static const table tables[] = { [SCHEMA_GENERIC] = { generic, COUNT(generic), NULL },
                                [SCHEMA_OWN] = { own, COUNT(own), NULL },
                                [SCHEMA_ACLED] = { acled, COUNT(acled), "ACLED" },
                                [SCHEMA_UCDP] = { ucdp, COUNT(ucdp), "UCDP GED" },
                                [SCHEMA_GDELT] = { gdelt, COUNT(gdelt), "GDELT 2" } };

/* The fold without its spaces; empty for what is too long to be a known name. */
static str key_of(str name, char out[KEY])
{
    char folded[KEY];
    size_t len = text_fold(name, folded, sizeof folded), n = 0;
    str trimmed = str_trim(name);
    if (len > sizeof folded - 1)
        return (str){ out, 0 };
    if (trimmed.len && trimmed.at[0] == '#')
        out[n++] = '#';
    for (size_t i = 0; i < len; i++)
        if (folded[i] != ' ')
            out[n++] = folded[i];
    return (str){ out, n };
}

static const aliases *find(const table *t, str key)
{
    for (size_t i = 0; i < t->n; i++)
        if (text_list_has(t->at[i].keys, key))
            return &t->at[i];
    return NULL;
}

static str own_name(intake_column column)
{
    str keys = { 0 };
    for (size_t i = 0; i < COUNT(generic) && !keys.len; i++)
        if (generic[i].column == column)
            keys = str_of(generic[i].keys);
    return str_cut(&keys, '|');
}

static bool letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* "title_vi", "description-en": the column in front, and the language. */
static bool find_text(str name, intake_header *h)
{
    char key[KEY];
    name = str_trim(name);
    size_t n = name.len;
    bool ends = n > 3 && letter(name.at[n - 1]) && letter(name.at[n - 2]) &&
                strchr("_-: ", name.at[n - 3]);
    const aliases *a =
        ends ? find(&tables[SCHEMA_GENERIC], key_of((str){ name.at, n - 3 }, key)) : NULL;
    if (!a || (a->column != COL_TITLE && a->column != COL_DESCRIPTION))
        return false;
    /* event_no and name_id are numbers, not Norwegian or Indonesian. */
    str lang = { name.at + n - 2, 2 };
    if (!str_eq_nocase((str){ name.at, n - 3 }, own_name(a->column)) &&
        (str_eq_nocase(lang, STR("no")) || str_eq_nocase(lang, STR("id"))))
        return false;
    h->column = a->column == COL_TITLE ? COL_TEXT_TITLE : COL_TEXT_DESCRIPTION;
    h->lang[0] = (char)(name.at[n - 2] | 0x20);
    h->lang[1] = (char)(name.at[n - 1] | 0x20);
    return true;
}

intake_header intake_header_of(intake_schema schema, str name)
{
    char buffer[KEY];
    intake_header h = { .name = name };
    str key = key_of(name, buffer);
    if (!key.len)
        return h;
    const aliases *a = find(&tables[schema], key);
    bool whole = schema != SCHEMA_GENERIC && schema != SCHEMA_OWN;
    if (!a && !whole)
        a = find(&tables[SCHEMA_GENERIC], key);
    if (!a) {
        if (!whole)
            find_text(name, &h);
        return h;
    }
    h.column = a->column;
    h.locale = a->locale;
    h.alias = !str_eq(own_name(a->column), key);
    return h;
}

str intake_column_near(str name)
{
    str keys[KEYS], rest, key;
    size_t n = 0;
    for (size_t i = 0; i < COUNT(generic); i++) {
        rest = str_of(generic[i].keys);
        while (n < KEYS && text_list_next(&rest, &key))
            if (key.len > 3)
                keys[n++] = key;
    }
    /* A word as short as its distance to another one says nothing. */
    size_t i = text_nearest(name, keys, n, name.len > 5 ? 2 : 1);
    return i == TEXT_NONE ? (str){ 0 } : keys[i];
}

static bool has(const str *names, size_t n, const char *wanted)
{
    for (size_t i = 0; i < n; i++) {
        char key[KEY];
        if (str_eq(key_of(names[i], key), str_of(wanted)))
            return true;
    }
    return false;
}

intake_schema intake_schema_find(const str *names, size_t n)
{
    if (has(names, n, "dateedtf") && has(names, n, "placeaswritten"))
        return SCHEMA_OWN;
    if (has(names, n, "eventdate") && has(names, n, "subeventtype") &&
        has(names, n, "geoprecision"))
        return SCHEMA_ACLED;
    if (has(names, n, "typeofviolence") && has(names, n, "whereprec") &&
        has(names, n, "datestart"))
        return SCHEMA_UCDP;
    return SCHEMA_GENERIC;
}

const char *intake_schema_name(intake_schema schema)
{
    return tables[schema].name;
}

str intake_gdelt_name(size_t i)
{
    str rest = STR(gdelt_names), name = { 0 };
    for (size_t k = 0; k <= i; k++)
        if (!text_list_next(&rest, &name))
            return (str){ 0 };
    return name;
}
