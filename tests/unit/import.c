#include "import/import.h"
#include "base/file.h"
#include "compile/compile.h"
#include "gazetteer/list.h"

#include "test.h"

#include <unistd.h>

/* What is read of one table after the other. */
typedef struct session {
    arena a;
    import_build build;
    import_source source;
    import_report report;
    buf out;
    dateline_error err;
} session;

static dateline_status read_bytes(session *s, const char *name, str bytes)
{
    s->out.len = 0;
    dateline_status st = import_open(name, bytes, &s->a, &s->source, &s->err);
    st = st ? st : import_read(&s->build, &s->source, &s->out, &s->report, &s->err);
    const import_report *r = &s->report;
    if (!st)
        CHECK_INT(r->rows,
                  r->places + r->names + r->words + r->rejected + r->other + r->retired);
    return st;
}

static void read_text(session *s, const char *name, const char *text)
{
    if (read_bytes(s, name, str_of(text)))
        TEST_FAIL("%s:%d:%d: %s", s->err.source, s->err.line, s->err.column,
                  s->err.message);
}

static void end(session *s)
{
    import_clear(&s->build);
    buf_clear(&s->out);
    arena_clear(&s->a);
}

/* The n-th line of what was made, from 1, behind the header. */
static str line_of(const session *s, int n)
{
    str rest = buf_str(&s->out), line = str_cut(&rest, '\n');
    while (n--)
        line = str_cut(&rest, '\n');
    return line;
}

#define CHECK_LINE(S, N, WANT) CHECK_STR(line_of(S, N), WANT)

static void check_reject(const session *s, size_t i, int line, int column,
                         const char *reason)
{
    CHECK(i < s->report.n_rejects);
    CHECK_TEXT(s->report.rejects[i].reason, reason);
    CHECK_INT(s->report.rejects[i].line, line);
    CHECK_INT(s->report.rejects[i].column, column);
}

#define GN(ID, NAME, ALT, LAT, LON, CLASS, CODE, CC, ADM, POP)                     \
    ID "\t" NAME "\t" NAME "\t" ALT "\t" LAT "\t" LON "\t" CLASS "\t" CODE "\t" CC \
       "\t\t" ADM "\t\t\t\t" POP "\t\t12\tAsia/Baku\t2020-01-01\n"

TEST(import_reads_a_dump_of_geonames)
{
    session s = { 0 };
    read_text(&s, "any.name",
              GN("7", "Upper District", "", "40.1", "47.1", "A", "ADM1", "AZ", "07",
                 "0") GN("8", "Kvashen", "Квашен,Kuashen,Kvashen", "40.12", "47.12", "P",
                         "PPLA2", "AZ", "07", "1200")
                  GN("9", "Testan", "", "40.5", "47.5", "A", "PCLI", "AZ", "00",
                     "9") GN("10", "Some Well", "", "40", "47", "H", "WLL", "AZ", "", "")
                      GN("11", "High Pass", "", "40", "46", "T", "PASS", "AM", "", "0"));

    CHECK_INT(s.source.format, IMPORT_GEONAMES);
    CHECK_LINE(&s, 1, "gn:7\tadmin1\tUpper District\tAZ\t\t40.1\t47.1\t\t\tADM1\t\t\t");
    CHECK_LINE(&s, 2,
               "gn:8\tsettlement\tKvashen\tAZ\tUpper District\t40.12\t47.12\t\t1200\t"
               "PPLA2\tКвашен|Kuashen\t\t");
    CHECK_LINE(&s, 3, "cc:AZ\tcountry\tTestan\tAZ\t\t40.5\t47.5\t\t9\tPCLI\t\t\t");
    CHECK_LINE(&s, 4, "gn:11\tpass\tHigh Pass\tAM\t\t40\t46\t\t\tPASS\t\t\t");
    CHECK_INT(s.report.rows, 5);
    CHECK_INT(s.report.places, 4);
    CHECK_INT(s.report.other, 1);
    end(&s);
}

TEST(import_says_where_a_row_of_geonames_is_wrong)
{
    session s = { 0 };
    read_text(&s, "AZ.txt",
              GN("1", "Good", "", "40", "47", "P", "PPL", "AZ", "", "0")
                  GN("2", "Ağ", "", "91", "47", "P", "PPL", "AZ", "", "0")
                      GN("3", "Ağ", "", "40", "", "P", "PPL", "AZ", "", "0")
                          GN("1", "Again", "", "40", "47", "P", "PPL", "AZ", "", "0")
                              GN("5", "", "", "40", "47", "P", "PPL", "AZ", "", "0")
                                  GN("6", "Null", "", "0", "0", "P", "PPL", "", "", "0")
                                      GN("7", "Crowd", "", "1", "2", "P", "PPL", "", "",
                                         "9999999999") "8\tcut\tshort\n");

    CHECK_INT(s.report.places, 1);
    CHECK_INT(s.report.rejected, 7);
    check_reject(&s, 0, 2, 10, "latitude '91' is not between -90 and 90");
    check_reject(&s, 1, 3, 13, "no longitude");
    check_reject(&s, 2, 4, 3, "id 'gn:1' stands in line 1 already");
    check_reject(&s, 3, 5, 3, "no name");
    check_reject(&s, 4, 6, 3, "position 0, 0 is in the sea; leave an unknown one out");
    check_reject(&s, 5, 7, 32, "population '9999999999' is out of range");
    check_reject(&s, 6, 8, 1, "3 fields; a GeoNames dump has 19");
    end(&s);
}

TEST(import_gives_alternate_names_to_the_places_before_preferred_first)
{
    session s = { 0 };
    read_text(&s, "a", GN("8", "Kvashen", "", "40", "47", "P", "PPL", "AZ", "", "0"));
    read_text(&s, "b",
              "1\t8\tru\tСтарый Квашен\t\t\t\t1\t\t\n"
              "2\t8\tru\tКвашенск\t\t\t\t\t\t\n"
              "3\t8\trus\tКвашен\t1\t\t\t\t\t\n"
              "4\t8\tlink\thttps://example.org\t\t\t\t\t\t\n"
              "5\t8\t\tKuashen\t\t\t\t\t\t\n"
              "6\t9\ten\tElsewhere\t\t\t\t\t\t\n"
              "7\t8\tzh-Hant\t夸申\t\t\t\t\t\t\n"
              "8\t8\n");

    CHECK_INT(s.source.format, IMPORT_ALTERNATES);
    CHECK_STR(buf_str(&s.out), "id\tnames\n"
                               "gn:8\tru:Квашен|ru:Квашенск|Kuashen|zh:夸申|"
                               "ru:Старый Квашен\n");
    CHECK_INT(s.report.names, 5);
    CHECK_INT(s.report.other, 2);
    check_reject(&s, 0, 8, 1, "2 fields; alternateNamesV2 has 10");
    end(&s);
}

#define WOF                                                           \
    "wof_id\tname\tplacetype\tcountry\tis_current\tlat\tlon\tgn_id\t" \
    "population\trepo_hier\tnames_json\n"

TEST(import_reads_whos_on_first)
{
    session s = { 0 };
    read_text(&s, "x",
              WOF "12\tGetapan\tlocality\tAM\t-1\t40.2\t44.2\t777\t300\t"
                  "\"{\"\"region_id\"\": 11}\"\t\"{\"\"rus_x_variant\"\": [\"\"Гет\"\", "
                  "1], \"\"hye_x_preferred\"\": [\"\"Գետափ\"\"], "
                  "\"\"rus_x_preferred\"\": [\"\"Гетап\"\"]}\"\n"
                  "11\tMarzia\tregion\tAM\t1\t40.1\t44.1\t\t\t\t\n"
                  "13\tGone\tlocality\tAM\t0\t40\t44\t\t\t\t\n"
                  "14\tMain Street 1\taddress\tAM\t1\t40\t44\t\t\t\t\n"
                  "15\tTestan\tcountry\tTT\t1\t40\t44\t888\t\t\t\n"
                  "16\tQuarter\tneighbourhood\tAM\t1\t40\t44\t\t\t\t\n");

    CHECK_INT(s.source.format, IMPORT_WHOSONFIRST);
    CHECK_LINE(&s, 1,
               "gn:777\tsettlement\tGetapan\tAM\tMarzia\t40.2\t44.2\t\t300\t\t"
               "hy:Գետափ|ru:Гетап|ru:Гет\t\t");
    CHECK_LINE(&s, 2, "wof:11\tadmin1\tMarzia\tAM\t\t40.1\t44.1\t\t\t\t\t\t");
    CHECK_LINE(&s, 3, "cc:TT\tcountry\tTestan\tTT\t\t40\t44\t\t\t\t\t\t");
    CHECK_LINE(&s, 4, "wof:16\tsettlement\tQuarter\tAM\t\t40\t44\t\t\tPPLX\t\t\t");
    CHECK_INT(s.report.retired, 1);
    CHECK_INT(s.report.other, 1);
    CHECK_STR(s.source.licence, "Who's On First");
    end(&s);
}

TEST(import_rejects_rows_of_whos_on_first_with_broken_json)
{
    session s = { 0 };
    read_text(&s, "x",
              WOF "1\tA\tlocality\tAM\t1\t40\t44\t\t\t\t\"{\"\"a\"\": \"\n"
                  "2\tB\tlocality\tAM\t1\t40\t44\t\t\t\t[1]\n"
                  "x\tC\tlocality\tAM\t1\t40\t44\t\t\t\t\n"
                  "4\tD\tlocality\tAM\t1\n");

    CHECK_INT(s.report.rejected, 4);
    CHECK(
        str_starts(str_of(s.report.rejects[0].reason), STR("JSON that cannot be read")));
    CHECK_INT(s.report.rejects[0].line, 2);
    check_reject(&s, 1, 3, 28, "JSON that is no object");
    check_reject(&s, 2, 4, 1, "wof_id 'x' is no number");
    check_reject(&s, 3, 5, 1, "no latitude");
    end(&s);
}

TEST(import_reads_the_tables_of_newsrooms)
{
    static const struct {
        const char *text, *line;
    } cases[] = {
        { "name,lat,lon\nKvashen,40.1,47.2\n",
          "desk:kvashen\tsettlement\tKvashen\t\t\t40.1\t47.2\t\t\t\t\t\t" },
        { "LON;LAT;Place Name;Country\n47,2;40,1;Kvashen;az\n",
          "desk:kvashen\tsettlement\tKvashen\tAZ\t\t40.1\t47.2\t\t\t\t\t\t" },
        { "\xEF\xBB\xBFx|y|town\r\n47.2|40.1|Kvashen\r\n",
          "desk:kvashen\tsettlement\tKvashen\t\t\t40.1\t47.2\t\t\t\t\t\t" },
        { "name,name_ru,name:hy,Name (vie),aliases,latitude,longitude\n"
          "Kvashen,Квашен,Քվաշեն,Qua-sen,Kuashen; de:Kwaschen,40.1,47.2\n",
          "desk:kvashen\tsettlement\tKvashen\t\t\t40.1\t47.2\t\t\t\t"
          "ru:Квашен|hy:Քվաշեն|vi:Qua-sen|Kuashen|de:Kwaschen\t\t" },
        { "id,name,type,lat,lng,pop,radius,from,to\n"
          "17,Kvashen,Village,40.1,47.2,\"1,200\",2.5,1923,2020-11-10\n",
          "desk:17\tsettlement\tKvashen\t\t\t40.1\t47.2\t2.5\t1200\t\t\t1923\t"
          "2020-11-10" },
        { "geonameid,name,feature code,lat,lon\n88,Kvashen,AIRP,40.1,47.2\n",
          "gn:88\tsite\tKvashen\t\t\t40.1\t47.2\t\t\tAIRP\t\t\t" },
        { "id,name,kind,lat,lon\ngn:88,Kvashen,mountain,40.1,47.2\n",
          "gn:88\tmountain\tKvashen\t\t\t40.1\t47.2\t\t\t\t\t\t" },
        { "name,lat,lon,note\n\"Upper\tA|B\",40.1,47.2,\"two\nlines\"\n",
          "desk:upper-a-b\tsettlement\tUpper A/B\t\t\t40.1\t47.2\t\t\t\t\t\t" },
        { "name_vi,name_en,lat,lon\nQua-sen,Kvashen,40.1,47.2\n",
          "desk:qua-sen\tsettlement\tQua-sen\t\t\t40.1\t47.2\t\t\t\tvi:Qua-sen|"
          "en:Kvashen\t\t" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        session s = { 0 };
        read_text(&s, "/some/dir/Desk.csv", cases[i].text);
        CHECK_INT(s.source.format, IMPORT_PLAIN);
        if (s.report.n_rejects)
            TEST_FAIL("case %zu: %s", i, s.report.rejects[0].reason);
        CHECK_LINE(&s, 1, cases[i].line);
        end(&s);
    }
}

TEST(import_makes_ids_that_no_other_row_has)
{
    session s = { 0 };
    read_text(
        &s, "d.csv",
        "id,name,lat,lon\n,A b,1,1\n,A-B,1,2\na-b-3,X,1,3\n,a b,1,4\nd:a-b,Y,1,5\n");

    CHECK(str_starts(line_of(&s, 1), STR("d:a-b\t")));
    CHECK(str_starts(line_of(&s, 2), STR("d:a-b-2\t")));
    CHECK(str_starts(line_of(&s, 3), STR("d:a-b-3\t")));
    CHECK(str_starts(line_of(&s, 4), STR("d:a-b-4\t")));
    check_reject(&s, 0, 6, 7, "id 'd:a-b' stands in line 2 already");
    end(&s);
}

TEST(import_says_which_field_of_a_newsroom_row_is_wrong)
{
    static const struct {
        const char *row;
        int column;
        const char *reason;
    } cases[] = {
        { "A,,2,,,,,", 3, "no latitude" },
        { "A,n/a,2,,,,,", 3, "no latitude" },
        { "A,north,2,,,,,", 3, "'north' is no latitude in degrees, such as 39.76" },
        { "A,1,181,,,,,", 5, "longitude '181' is not between -180 and 180" },
        { "A,1,1e400,,,,,", 5, "'1e400' is no longitude in degrees, such as 39.76" },
        { ",1,2,,,,,", 1, "no name" },
        { "!!,1,2,,,,,", 1, "name '!!' has neither letters nor digits" },
        { "A,1,2,Narnia,,,,", 7,
          "country 'Narnia' is not known; two letters are (ISO 3166-1, AZ)" },
        { "A,1,2,,vilage,,,", 8,
          "kind 'vilage' is no kind of place (did you mean "
          "'village'?)" },
        { "A,1,2,,,many,,", 9, "population 'many' is no number" },
        { "A,1,2,,,-5,,", 9, "population '-5' is out of range" },
        { "A,1,2,,,,-1,", 10, "radius '-1' is not from 0 to 20015 km" },
        { "A,1,2,,,,,last May", 11,
          "'last May' is not a year or a date such as 2020-11-10" },
        { "A,1,2,,,,,2020-13-01", 11,
          "'2020-13-01' is not a year or a date such as 2020-11-10" },
        { "A\x01"
          "b,1,2,,,,,",
          2, "a control character (U+0001) in the text" },
        { "Caf\xE9,1,2,,,,,", 4, "this is not UTF-8; save the table as UTF-8" },
        { "A", 1, "no latitude" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        session s = { 0 };
        char text[200];
        snprintf(text, sizeof text,
                 "name,lat,lon,country,kind,population,radius,from\n%s\n", cases[i].row);
        read_text(&s, "d.csv", text);
        CHECK_INT(s.report.rejected, 1);
        check_reject(&s, 0, 2, cases[i].column, cases[i].reason);
        end(&s);
    }
}

TEST(import_rejects_a_row_with_a_nul_and_keeps_the_rest)
{
    static const char text[] = "name,lat,lon\nA\0b,1,2\nC,3,4\n";
    session s = { 0 };
    CHECK_INT(read_bytes(&s, "d", (str){ text, sizeof text - 1 }), DATELINE_OK);
    CHECK_INT(s.report.places, 1);
    check_reject(&s, 0, 2, 2, "a control character (U+0000) in the text");
    end(&s);
}

TEST(import_lists_twenty_rejects_and_counts_all)
{
    session s = { 0 };
    buf text = { 0 };
    buf_add_text(&text, "name,lat,lon\n");
    for (int i = 0; i < 50; i++)
        buf_addf(&text, "N%d,,\n", i);
    CHECK_INT(read_bytes(&s, "d", buf_str(&text)), DATELINE_OK);
    CHECK_INT(s.report.rejected, 50);
    CHECK_INT(s.report.n_rejects, IMPORT_LISTED);
    buf_clear(&text);
    end(&s);
}

TEST(import_tells_formats_apart_by_what_is_in_them)
{
    static const struct {
        const char *text;
        import_format format;
    } cases[] = {
        { "id\tkind\tname\tlat\tlon\nx:1\tsite\tA\t1\t2\n", IMPORT_TABLE },
        { "# a remark\n\nid\tnames\nx:1\tru:А\n", IMPORT_TABLE },
        { "id\tkind\tname\tlat\tlon\tcountry\tcode\tpopultion\n", IMPORT_TABLE },
        { "id\tname\tlat\tlon\n1\tA\t1\t2\n", IMPORT_PLAIN },
        { "lang\tword\tposition\tkind\n", IMPORT_WORDS },
        { "lang\tending\tinstead\tadjective\n", IMPORT_WORDS },
        { "name\tlat\tlon\nA\t1\t2\n", IMPORT_PLAIN },
        { "1\t2\tru\tИмя\n", IMPORT_ALTERNATES },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        session s = { 0 };
        CHECK_INT(import_open("x", str_of(cases[i].text), &s.a, &s.source, &s.err), 0);
        CHECK_INT(s.source.format, cases[i].format);
        CHECK(*import_format_name(s.source.format));
        end(&s);
    }
}

TEST(import_refuses_what_it_does_not_know_and_says_what_it_does)
{
    static const struct {
        const char *text, *says;
    } cases[] = {
        { "", "the table is empty" },
        { "\n\n# only remarks\n", "the table is empty" },
        { "Dear editors,\nnothing here\n", "no table of places" },
        { "{\"type\": \"FeatureCollection\"}", "no table of places" },
        { "name,where\nA,B\n", "no column for the latitude" },
        { "name,lat\nA,1\n", "no column for the longitude" },
        { "Shusha,39.76,46.75\n", "no table of places" },
        { "PK\003\004 and so on", "zip" },
        { "\037\213\010", "gzip" },
        { "wof_id\tname\n1\tA\n", "no column 'placetype'" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        session s = { 0 };
        CHECK_INT(read_bytes(&s, "t.csv", str_of(cases[i].text)), DATELINE_INPUT);
        if (!strstr(s.err.message, cases[i].says))
            TEST_FAIL("case %zu: %s", i, s.err.message);
        end(&s);
    }
}

TEST(import_takes_the_licence_from_a_remark)
{
    session s = { 0 };
    read_text(&s, "d",
              "# our villages\n# Licence: Names: X, CC BY 4.0 \nname,lat,lon\n"
              "A,,2\nB,1,2\n");
    CHECK_STR(s.source.licence, "Names: X, CC BY 4.0");
    check_reject(&s, 0, 4, 3, "no latitude");
    end(&s);
}

TEST(import_reads_utf_16_with_a_mark)
{
    static const unsigned char text[] = "\xFF\xFEn\0a\0m\0e\0,\0l\0a\0t\0,\0l\0o\0n\0\n\0"
                                        "\x5E\x01u\0,\0"
                                        "1\0,\0"
                                        "2\0\n";
    session s = { 0 };
    CHECK_INT(read_bytes(&s, "d", (str){ (const char *)text, sizeof text }), 0);
    CHECK_LINE(&s, 1, "d:su\tsettlement\tŞu\t\t\t1\t2\t\t\t\t\t\t");
    end(&s);
}

static bool knows(void *ctx, const import_place *p, arena *a, str *id)
{
    (void)ctx;
    (void)a;
    *id = STR("gn:5");
    return str_eq(p->name, STR("Known")) && p->lat < 2;
}

TEST(import_gives_a_known_place_the_id_it_has_below_once)
{
    session s = { .build = { .known_as = knows } };
    read_text(&s, "d", "name,lat,lon\nKnown,1,1\nKnown,1.1,1\nKnown,9,1\n");
    CHECK(str_starts(line_of(&s, 1), STR("gn:5\t")));
    CHECK(str_starts(line_of(&s, 2), STR("d:known-2\t")));
    CHECK(str_starts(line_of(&s, 3), STR("d:known-3\t")));
    CHECK_INT(s.report.known, 1);
    end(&s);
}

static const char world[] =
    "id\tkind\tname\tcountry\tadmin1\tlat\tlon\tradius_"
    "km\tpopulation\tcode\tnames\tfrom\t"
    "to\tparent\n"
    "cc:TT\tcountry\tTestan\tTT\t\t40.4\t47.5\t200\t10000000\tPCLI\tru:Тестан|"
    "ru~:тестанский|Teshtan\t\t\t\n"
    "gn:1\tsettlement\tKvashen\tTT\tUpper\t40.1234567\t-47.5\t\t1200\tPPL\tКвашен\t1923\t"
    "2020-11-10\tcc:TT\n"
    "hc:x\tregion\tSome Area\t\t\t-40\t179.5\t17.5\t\t\t\t\t\tcc:TT\n";
static const char types[] = "lang\tword\tposition\tkind\nen\tvillage\tbefore|after\t"
                            "settlement\nvi\tlàng\tbefore\tsettlement|site\n";
static const char endings[] =
    "lang\tending\tinstead\tadjective\nru\tский\t\tyes\nru\tа\t\t\n";

static void compile(const compile_table *tables, size_t n, buf *out)
{
    dateline_error err = { 0 };
    if (compile_tables(tables, n, out, &err))
        TEST_FAIL("%s:%d: %s", err.source, err.line, err.message);
}

TEST(gazetteer_that_is_listed_compiles_to_the_same_bytes)
{
    const compile_table from[] = { { "w", str_of(world) },
                                   { "t", str_of(types) },
                                   { "e", str_of(endings) } };
    buf once = { 0 }, again = { 0 };
    gazetteer *g;
    gazetteer_tables t;
    compile(from, 3, &once);
    CHECK_INT(gazetteer_open_bytes(buf_str(&once), "x", &g, NULL), 0);
    CHECK_INT(gazetteer_list(g, &t, NULL), 0);
    const compile_table to[] = { { "w", buf_str(&t.places) },
                                 { "t", buf_str(&t.words) },
                                 { "e", buf_str(&t.endings) } };
    compile(to, 3, &again);
    CHECK(str_eq(buf_str(&once), buf_str(&again)));
    gazetteer_close(g);
    gazetteer_tables_clear(&t);
    buf_clear(&once);
    buf_clear(&again);
}

TEST(gazetteer_keeps_its_licence_lines)
{
    const compile_table from[] = { { "w", str_of(world) } };
    arena a = { 0 };
    const char *path = str_print(&a, "/tmp/dateline-test-%ld-licence", (long)getpid());
    buf file = { 0 };
    gazetteer *g;
    dateline_error err = { 0 };
    compile(from, 1, &file);
    CHECK_INT(gazetteer_license(&file, STR("Names: X, CC BY 4.0\nY"), NULL), 0);
    CHECK_INT(file_write(path, buf_str(&file), NULL), 0);
    CHECK_INT(gazetteer_open(path, &g, &err), 0);
    CHECK_INT(gazetteer_check(g, &err), 0);
    CHECK_STR(gazetteer_licences(g), "Names: X, CC BY 4.0\nY");
    CHECK_INT(gazetteer_count(g), 3);
    gazetteer_close(g);
    for (size_t i = 0; i < file.len; i++)
        if (file.at[i] == 'X' && file.at[i + 1] == ',')
            file.at[i] = 'Z';
    CHECK_INT(file_write(path, buf_str(&file), NULL), 0);
    CHECK_INT(gazetteer_open(path, &g, &err), 0);
    CHECK_STR(gazetteer_licences(g), "");
    gazetteer_close(g);
    file_remove(path);
    buf_clear(&file);
    arena_clear(&a);
}
