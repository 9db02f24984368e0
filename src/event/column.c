#include "event/column.h"

#include "text/fold.h"
#include "text/near.h"

#include <string.h>

enum { KEY = 96 };

typedef struct alias {
    const char *key; /* folded, without spaces; '#' first for a tag of HXL */
    event_column column;
    char locale;
} alias;

/* The first of a column is its own name. */
static const alias generic[] = {
    { "id", COL_ID, 0 },
    { "eventid", COL_ID, 0 },
    { "eventidcnty", COL_ID, 0 },
    { "dataid", COL_ID, 0 },
    { "globaleventid", COL_ID, 0 },
    { "uniqueid", COL_ID, 0 },
    { "#eventid", COL_ID, 0 },
    { "ma", COL_ID, 'v' },
    { "date", COL_DATE, 0 },
    { "eventdate", COL_DATE, 0 },
    { "dateedtf", COL_DATE, 0 },
    { "day", COL_DATE, 0 },
    { "sqldate", COL_DATE, 0 },
    { "timestamp", COL_DATE, 0 },
    { "time", COL_DATE, 0 },
    { "datetime", COL_DATE, 0 },
    { "when", COL_DATE, 0 },
    { "#dateoccurred", COL_DATE, 0 },
    { "#date", COL_DATE, 0 },
    { "ngay", COL_DATE, 'v' },
    { "thoigian", COL_DATE, 'v' },
    { "ngaythang", COL_DATE, 'v' },
    { "дата", COL_DATE, 'r' },
    { "время", COL_DATE, 'r' },
    { "start", COL_START, 0 },
    { "datestart", COL_START, 0 },
    { "startdate", COL_START, 0 },
    { "starttime", COL_START, 0 },
    { "begin", COL_START, 0 },
    { "from", COL_START, 0 },
    { "#datestart", COL_START, 0 },
    { "ngaybatdau", COL_START, 'v' },
    { "batdau", COL_START, 'v' },
    { "debut", COL_START, 'f' },
    { "datededebut", COL_START, 'f' },
    { "начало", COL_START, 'r' },
    { "end", COL_END, 0 },
    { "dateend", COL_END, 0 },
    { "enddate", COL_END, 0 },
    { "endtime", COL_END, 0 },
    { "timeend", COL_END, 0 },
    { "endtimestamp", COL_END, 0 },
    { "to", COL_END, 0 },
    { "until", COL_END, 0 },
    { "#dateend", COL_END, 0 },
    { "ngayketthuc", COL_END, 'v' },
    { "ketthuc", COL_END, 'v' },
    { "fin", COL_END, 'f' },
    { "datedefin", COL_END, 'f' },
    { "конец", COL_END, 'r' },
    { "dateprecision", COL_DATE_PRECISION, 0 },
    { "timeprecision", COL_TIME_PRECISION, 0 },
    { "dateprec", COL_DATE_PREC, 0 },
    { "datetext", COL_DATE_TEXT, 0 },
    { "displaydate", COL_DATE_TEXT, 0 },
    { "tz", COL_TZ, 0 },
    { "timezone", COL_TZ, 0 },
    { "place", COL_PLACE, 0 },
    { "location", COL_PLACE, 0 },
    { "placeaswritten", COL_PLACE, 0 },
    { "wherecoordinates", COL_PLACE, 0 },
    { "actiongeofullname", COL_PLACE, 0 },
    { "city", COL_PLACE, 0 },
    { "town", COL_PLACE, 0 },
    { "address", COL_PLACE, 0 },
    { "where", COL_PLACE, 0 },
    { "#locname", COL_PLACE, 0 },
    { "#loc", COL_PLACE, 0 },
    { "diadiem", COL_PLACE, 'v' },
    { "noi", COL_PLACE, 'v' },
    { "vitri", COL_PLACE, 'v' },
    { "lieu", COL_PLACE, 'f' },
    { "ville", COL_PLACE, 'f' },
    { "место", COL_PLACE, 'r' },
    { "город", COL_PLACE, 'r' },
    { "placename", COL_PLACE_NAME, 0 },
    { "placeid", COL_PLACE_ID, 0 },
    { "admin1", COL_ADMIN1, 0 },
    { "adm1", COL_ADMIN1, 0 },
    { "province", COL_ADMIN1, 0 },
    { "region", COL_ADMIN1, 0 },
    { "#adm1name", COL_ADMIN1, 0 },
    { "#adm1", COL_ADMIN1, 0 },
    { "tinh", COL_ADMIN1, 'v' },
    { "область", COL_ADMIN1, 'r' },
    { "регион", COL_ADMIN1, 'r' },
    { "admin2", COL_ADMIN2, 0 },
    { "adm2", COL_ADMIN2, 0 },
    { "district", COL_ADMIN2, 0 },
    { "#adm2name", COL_ADMIN2, 0 },
    { "#adm2", COL_ADMIN2, 0 },
    { "huyen", COL_ADMIN2, 'v' },
    { "раион", COL_ADMIN2, 'r' },
    { "country", COL_COUNTRY, 0 },
    { "iso", COL_COUNTRY, 0 },
    { "iso3", COL_COUNTRY, 0 },
    { "actiongeocountrycode", COL_COUNTRY, 0 },
    { "#countryname", COL_COUNTRY, 0 },
    { "#country", COL_COUNTRY, 0 },
    { "#countrycode", COL_COUNTRY, 0 },
    { "quocgia", COL_COUNTRY, 'v' },
    { "nuoc", COL_COUNTRY, 'v' },
    { "pays", COL_COUNTRY, 'f' },
    { "страна", COL_COUNTRY, 'r' },
    { "countrycode", COL_COUNTRY_CODE, 0 },
    { "iso2", COL_COUNTRY_CODE, 0 },
    { "lat", COL_LAT, 0 },
    { "latitude", COL_LAT, 0 },
    { "actiongeolat", COL_LAT, 0 },
    { "y", COL_LAT, 0 },
    { "#geolat", COL_LAT, 0 },
    { "vido", COL_LAT, 'v' },
    { "широта", COL_LAT, 'r' },
    { "lon", COL_LON, 0 },
    { "longitude", COL_LON, 0 },
    { "lng", COL_LON, 0 },
    { "long", COL_LON, 0 },
    { "actiongeolong", COL_LON, 0 },
    { "x", COL_LON, 0 },
    { "#geolon", COL_LON, 0 },
    { "kinhdo", COL_LON, 'v' },
    { "долгота", COL_LON, 'r' },
    { "geometry", COL_GEOMETRY, 0 },
    { "geomwkt", COL_GEOMETRY, 0 },
    { "geowkt", COL_GEOMETRY, 0 },
    { "wkt", COL_GEOMETRY, 0 },
    { "geom", COL_GEOMETRY, 0 },
    { "thegeom", COL_GEOMETRY, 0 },
    { "geoprecision", COL_GEO_PRECISION, 0 },
    { "whereprec", COL_WHERE_PREC, 0 },
    { "actiongeotype", COL_GEO_TYPE, 0 },
    { "radiuskm", COL_RADIUS, 0 },
    { "radius", COL_RADIUS, 0 },
    { "accuracy", COL_RADIUS, 0 },
    { "buffer", COL_RADIUS, 0 },
    { "confidence", COL_CONFIDENCE, 0 },
    { "toplace", COL_TO_PLACE, 0 },
    { "destination", COL_TO_PLACE, 0 },
    { "den", COL_TO_PLACE, 'v' },
    { "tolat", COL_TO_LAT, 0 },
    { "tolatitude", COL_TO_LAT, 0 },
    { "tolon", COL_TO_LON, 0 },
    { "tolongitude", COL_TO_LON, 0 },
    { "title", COL_TITLE, 0 },
    { "headline", COL_TITLE, 0 },
    { "event", COL_TITLE, 0 },
    { "name", COL_TITLE, 0 },
    { "label", COL_TITLE, 0 },
    { "#eventname", COL_TITLE, 0 },
    { "#event", COL_TITLE, 0 },
    { "tieude", COL_TITLE, 'v' },
    { "sukien", COL_TITLE, 'v' },
    { "ten", COL_TITLE, 'v' },
    { "titre", COL_TITLE, 'f' },
    { "evenement", COL_TITLE, 'f' },
    { "nom", COL_TITLE, 'f' },
    { "заголовок", COL_TITLE, 'r' },
    { "название", COL_TITLE, 'r' },
    { "событие", COL_TITLE, 'r' },
    { "description", COL_DESCRIPTION, 0 },
    { "notes", COL_DESCRIPTION, 0 },
    { "text", COL_DESCRIPTION, 0 },
    { "summary", COL_DESCRIPTION, 0 },
    { "sourceheadline", COL_DESCRIPTION, 0 },
    { "#description", COL_DESCRIPTION, 0 },
    { "mota", COL_DESCRIPTION, 'v' },
    { "noidung", COL_DESCRIPTION, 'v' },
    { "описание", COL_DESCRIPTION, 'r' },
    { "kind", COL_KIND, 0 },
    { "eventtype", COL_KIND, 0 },
    { "typeofviolence", COL_KIND, 0 },
    { "eventrootcode", COL_KIND, 0 },
    { "category", COL_KIND, 0 },
    { "type", COL_KIND, 0 },
    { "group", COL_KIND, 0 },
    { "#eventtype", COL_KIND, 0 },
    { "loai", COL_KIND, 'v' },
    { "categorie", COL_KIND, 'f' },
    { "тип", COL_KIND, 'r' },
    { "subeventtype", COL_SUBKIND, 0 },
    { "status", COL_STATUS, 0 },
    { "trangthai", COL_STATUS, 'v' },
    { "statut", COL_STATUS, 'f' },
    { "статус", COL_STATUS, 'r' },
    { "actor1", COL_ACTOR1, 0 },
    { "sidea", COL_ACTOR1, 0 },
    { "actor1name", COL_ACTOR1, 0 },
    { "actor", COL_ACTOR1, 0 },
    { "ben", COL_ACTOR1, 'v' },
    { "actor2", COL_ACTOR2, 0 },
    { "sideb", COL_ACTOR2, 0 },
    { "actor2name", COL_ACTOR2, 0 },
    { "attributedto", COL_ATTRIBUTED_TO, 0 },
    { "fatalitieslow", COL_FATALITIES_LOW, 0 },
    { "low", COL_FATALITIES_LOW, 0 },
    { "fatalities", COL_FATALITIES, 0 },
    { "best", COL_FATALITIES, 0 },
    { "deaths", COL_FATALITIES, 0 },
    { "killed", COL_FATALITIES, 0 },
    { "#affectedkilled", COL_FATALITIES, 0 },
    { "fatalitieshigh", COL_FATALITIES_HIGH, 0 },
    { "high", COL_FATALITIES_HIGH, 0 },
    { "source", COL_SOURCE, 0 },
    { "sourceoffice", COL_SOURCE, 0 },
    { "sourcearticle", COL_SOURCE, 0 },
    { "#metasource", COL_SOURCE, 0 },
    { "nguon", COL_SOURCE, 'v' },
    { "источник", COL_SOURCE, 'r' },
    { "sourceurl", COL_SOURCE_URL, 0 },
    { "url", COL_SOURCE_URL, 0 },
    { "link", COL_SOURCE_URL, 0 },
    { "#metaurl", COL_SOURCE_URL, 0 },
    { "sourcedate", COL_SOURCE_DATE, 0 },
    { "dateadded", COL_SOURCE_DATE, 0 },
    { "lang", COL_LANG, 0 },
    { "language", COL_LANG, 0 },
    { "tags", COL_TAGS, 0 },
    { "keywords", COL_TAGS, 0 },
    { "priority", COL_PRIORITY, 0 },
    { "n", COL_N, 0 },
    { "number", COL_N, 0 },
    { "color", COL_COLOR, 0 },
    { "colour", COL_COLOR, 0 },
    { "markercolor", COL_COLOR, 0 },
    { "symbol", COL_SYMBOL, 0 },
    { "markersymbol", COL_SYMBOL, 0 },
    { "icon", COL_SYMBOL, 0 },
    { "image", COL_IMAGE, 0 },
    { "media", COL_IMAGE, 0 },
    { "imagecredit", COL_IMAGE_CREDIT, 0 },
    { "article", COL_ARTICLE, 0 },
    { "evidencestart", COL_EVIDENCE_START, 0 },
    { "evidenceend", COL_EVIDENCE_END, 0 },
    { "needsreview", COL_NEEDS_REVIEW, 0 },
    { "cluster", COL_CLUSTER, 0 },
    { "extra", COL_EXTRA_JSON, 0 },
};

/* Our own GeoJSON: what follows from date_edtf, geo_precision and kind is not
   read again. */
static const alias own[] = {
    { "place", COL_PLACE_NAME, 0 },     { "placeaswritten", COL_PLACE, 0 },
    { "start", COL_IGNORE, 0 },         { "end", COL_IGNORE, 0 },
    { "time", COL_IGNORE, 0 },          { "timeend", COL_IGNORE, 0 },
    { "dateprecision", COL_IGNORE, 0 }, { "dateprec", COL_IGNORE, 0 },
    { "whereprec", COL_IGNORE, 0 },     { "markercolor", COL_IGNORE, 0 },
    { "markersize", COL_IGNORE, 0 },    { "markersymbol", COL_IGNORE, 0 },
    { "stroke", COL_IGNORE, 0 },        { "strokewidth", COL_IGNORE, 0 },
    { "strokeopacity", COL_IGNORE, 0 }, { "fill", COL_IGNORE, 0 },
    { "fillopacity", COL_IGNORE, 0 },
};

static const alias acled[] = {
    { "eventidcnty", COL_ID, 0 },
    { "dataid", COL_ID, 0 },
    { "eventdate", COL_DATE, 0 },
    { "timeprecision", COL_TIME_PRECISION, 0 },
    { "eventtype", COL_KIND, 0 },
    { "subeventtype", COL_SUBKIND, 0 },
    { "actor1", COL_ACTOR1, 0 },
    { "actor2", COL_ACTOR2, 0 },
    { "country", COL_COUNTRY, 0 },
    { "admin1", COL_ADMIN1, 0 },
    { "admin2", COL_ADMIN2, 0 },
    { "location", COL_PLACE, 0 },
    { "latitude", COL_LAT, 0 },
    { "longitude", COL_LON, 0 },
    { "geoprecision", COL_GEO_PRECISION, 0 },
    { "source", COL_SOURCE, 0 },
    { "notes", COL_DESCRIPTION, 0 },
    { "fatalities", COL_FATALITIES, 0 },
    { "tags", COL_TAGS, 0 },
};

static const alias ucdp[] = {
    { "id", COL_ID, 0 },
    { "typeofviolence", COL_KIND, 0 },
    { "dyadname", COL_TITLE, 0 },
    { "sidea", COL_ACTOR1, 0 },
    { "sideb", COL_ACTOR2, 0 },
    { "sourceoffice", COL_SOURCE, 0 },
    { "sourcedate", COL_SOURCE_DATE, 0 },
    { "sourceheadline", COL_DESCRIPTION, 0 },
    { "whereprec", COL_WHERE_PREC, 0 },
    { "wherecoordinates", COL_PLACE, 0 },
    { "adm1", COL_ADMIN1, 0 },
    { "adm2", COL_ADMIN2, 0 },
    { "latitude", COL_LAT, 0 },
    { "longitude", COL_LON, 0 },
    { "country", COL_COUNTRY, 0 },
    { "eventclarity", COL_STATUS, 0 },
    { "datestart", COL_START, 0 },
    { "dateend", COL_END, 0 },
    { "best", COL_FATALITIES, 0 },
    { "high", COL_FATALITIES_HIGH, 0 },
    { "low", COL_FATALITIES_LOW, 0 },
};

static const alias gdelt[] = {
    { "globaleventid", COL_ID, 0 },        { "day", COL_DATE, 0 },
    { "actor1name", COL_ACTOR1, 0 },       { "actor2name", COL_ACTOR2, 0 },
    { "eventrootcode", COL_KIND, 0 },      { "actiongeotype", COL_GEO_TYPE, 0 },
    { "actiongeofullname", COL_PLACE, 0 }, { "actiongeolat", COL_LAT, 0 },
    { "actiongeolong", COL_LON, 0 },       { "sourceurl", COL_SOURCE_URL, 0 },
};

static const char *const gdelt_names[EVENT_GDELT_COLUMNS] = {
    "GlobalEventID",
    "Day",
    "MonthYear",
    "Year",
    "FractionDate",
    "Actor1Code",
    "Actor1Name",
    "Actor1CountryCode",
    "Actor1KnownGroupCode",
    "Actor1EthnicCode",
    "Actor1Religion1Code",
    "Actor1Religion2Code",
    "Actor1Type1Code",
    "Actor1Type2Code",
    "Actor1Type3Code",
    "Actor2Code",
    "Actor2Name",
    "Actor2CountryCode",
    "Actor2KnownGroupCode",
    "Actor2EthnicCode",
    "Actor2Religion1Code",
    "Actor2Religion2Code",
    "Actor2Type1Code",
    "Actor2Type2Code",
    "Actor2Type3Code",
    "IsRootEvent",
    "EventCode",
    "EventBaseCode",
    "EventRootCode",
    "QuadClass",
    "GoldsteinScale",
    "NumMentions",
    "NumSources",
    "NumArticles",
    "AvgTone",
    "Actor1Geo_Type",
    "Actor1Geo_FullName",
    "Actor1Geo_CountryCode",
    "Actor1Geo_ADM1Code",
    "Actor1Geo_ADM2Code",
    "Actor1Geo_Lat",
    "Actor1Geo_Long",
    "Actor1Geo_FeatureID",
    "Actor2Geo_Type",
    "Actor2Geo_FullName",
    "Actor2Geo_CountryCode",
    "Actor2Geo_ADM1Code",
    "Actor2Geo_ADM2Code",
    "Actor2Geo_Lat",
    "Actor2Geo_Long",
    "Actor2Geo_FeatureID",
    "ActionGeo_Type",
    "ActionGeo_FullName",
    "ActionGeo_CountryCode",
    "ActionGeo_ADM1Code",
    "ActionGeo_ADM2Code",
    "ActionGeo_Lat",
    "ActionGeo_Long",
    "ActionGeo_FeatureID",
    "DATEADDED",
    "SOURCEURL",
};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

typedef struct table {
    const alias *at;
    size_t n;
    const char *name;
} table;

static const table tables[] = {
    [SCHEMA_GENERIC] = { generic, COUNT(generic), NULL },
    [SCHEMA_OWN] = { own, COUNT(own), NULL },
    [SCHEMA_ACLED] = { acled, COUNT(acled), "ACLED" },
    [SCHEMA_UCDP] = { ucdp, COUNT(ucdp), "UCDP GED" },
    [SCHEMA_GDELT] = { gdelt, COUNT(gdelt), "GDELT 2" },
};

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

static const alias *find(const table *t, str key)
{
    for (size_t i = 0; i < t->n; i++)
        if (str_eq(key, str_of(t->at[i].key)))
            return &t->at[i];
    return NULL;
}

static bool letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* "title_vi", "description-en": the column in front, and the language. */
static bool find_text(str name, event_header *h)
{
    char key[KEY];
    name = str_trim(name);
    size_t n = name.len;
    bool ends = n > 3 && letter(name.at[n - 1]) && letter(name.at[n - 2]) &&
                strchr("_-: ", name.at[n - 3]);
    const alias *a =
        ends ? find(&tables[SCHEMA_GENERIC], key_of((str){ name.at, n - 3 }, key)) : NULL;
    if (!a || (a->column != COL_TITLE && a->column != COL_DESCRIPTION))
        return false;
    h->column = a->column == COL_TITLE ? COL_TEXT_TITLE : COL_TEXT_DESCRIPTION;
    h->lang[0] = (char)(name.at[n - 2] | 0x20);
    h->lang[1] = (char)(name.at[n - 1] | 0x20);
    return true;
}

event_header event_header_of(event_schema schema, str name)
{
    char buffer[KEY];
    event_header h = { .name = name };
    str key = key_of(name, buffer);
    if (!key.len)
        return h;
    const alias *a = find(&tables[schema], key);
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
    h.alias = !str_eq(str_of(event_column_name(a->column)), str_of(a->key));
    return h;
}

const char *event_column_name(event_column column)
{
    for (size_t i = 0; i < COUNT(generic); i++)
        if (generic[i].column == column)
            return generic[i].key;
    return "";
}

const char *event_column_near(str name)
{
    str keys[COUNT(generic)];
    size_t n = 0;
    for (size_t i = 0; i < COUNT(generic); i++)
        if (strlen(generic[i].key) > 3)
            keys[n++] = str_of(generic[i].key);
    /* A word as short as its distance to another one says nothing. */
    size_t i = text_nearest(name, keys, n, name.len > 5 ? 2 : 1);
    return i == TEXT_NONE ? NULL : keys[i].at;
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

event_schema event_schema_find(const str *names, size_t n)
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

const char *event_schema_name(event_schema schema)
{
    return tables[schema].name;
}

const char *event_gdelt_name(size_t i)
{
    return i < EVENT_GDELT_COLUMNS ? gdelt_names[i] : "";
}
