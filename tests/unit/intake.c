#include "intake/intake.h"
#include "event/event.h"
#include "intake/column.h"

#include "test.h"

/* ---------------------------------------------------------------- Reading */

static dateline_events *reading(const char *text, dateline_status want,
                                dateline_error *err)
{
    dateline_events *events = event_events_new();
    CHECK_INT(intake_read(str_of(text), "t", DATELINE_AUTO, events, err), want);
    return events;
}

static dateline_events *must_read(const char *text)
{
    dateline_error err = { 0 };
    return reading(text, DATELINE_OK, &err);
}

/* The reason why the only row is refused. */
static void check_reject(const char *text, int line, int column, const char *reason)
{
    dateline_events *events = must_read(text);
    CHECK_INT(event_count(events), 0);
    CHECK_INT(event_reject_count(events), 1);
    const dateline_reject *r = event_reject_at(events, 0);
    CHECK_TEXT(r->reason, reason);
    CHECK_INT(r->line, line);
    CHECK_INT(r->column, column);
    CHECK_TEXT(r->origin, "t");
    event_events_free(events);
}

static void check_refused(const char *text, dateline_status status, int line, int column,
                          const char *message)
{
    dateline_error err = { 0 };
    dateline_events *events = reading(text, status, &err);
    CHECK_TEXT(err.message, message);
    CHECK_INT(err.line, line);
    CHECK_INT(err.column, column);
    CHECK_TEXT(err.source, "t");
    CHECK_INT(event_count(events), 0);
    CHECK_INT(event_reject_count(events), 0);
    event_events_free(events);
}

static bool has_note(const dateline_events *events, const char *text)
{
    for (size_t i = 0; i < event_note_count(events); i++)
        if (!strcmp(event_note_at(events, i)->text, text))
            return true;
    return false;
}

TEST(intake_row_of_csv_has_what_its_columns_say)
{
    dateline_events *events =
        must_read("id,date,place,lat,lon,title,description,kind,status,fatalities,tags\n"
                  "a1,2023-09-19,Shusha,39.76,46.75,T,D,offensive,claimed,12,x; y\n");

    const dateline_event *e = event_at(events, 0);
    CHECK_TEXT(e->id, "a1");
    CHECK_TEXT(e->date_edtf, "2023-09-19");
    CHECK_TEXT(e->place, "Shusha");
    CHECK(e->located);
    CHECK_NEAR(e->where.lat, 39.76, 0);
    CHECK_NEAR(e->where.lon, 46.75, 0);
    CHECK_INT(e->kind, DATELINE_OFFENSIVE);
    CHECK_INT(e->status, DATELINE_CLAIMED);
    CHECK_INT(e->fatalities, 12);
    CHECK_INT(e->fatalities_low, -1);
    CHECK_INT(e->geo_precision, DATELINE_GEO_EXACT);
    CHECK_NEAR(e->confidence, 1, 0);
    CHECK_TEXT(e->tags, "x; y");
    CHECK_TEXT(e->source, "");
    CHECK_TEXT(e->extra, "");
    CHECK_INT(e->line, 2);
    event_events_free(events);
}

TEST(intake_sheet_in_vietnamese_with_semicolons_decimal_commas_and_a_mark_is_read)
{
    dateline_events *events =
        must_read("\xEF\xBB\xBFngày;Địa điểm;VĨ ĐỘ;kinh_do;nội dung;tiêu đề;loại\n"
                  "03/04/2023;Thượng Karabakh;39,82;46,75;mở màn;Chiến dịch;tấn công\n");

    const dateline_event *e = event_at(events, 0);
    CHECK_TEXT(e->date_edtf, "2023-04-03");
    CHECK(!e->needs_review); /* the sheet's language writes the day first */
    CHECK_NEAR(e->where.lat, 39.82, 0);
    CHECK_TEXT(e->place, "Thượng Karabakh");
    CHECK_TEXT(e->description, "mở màn");
    CHECK_INT(e->kind, DATELINE_ATTACK);
    event_events_free(events);
}

TEST(intake_utf16_with_a_mark_is_read)
{
    static const char text[] = "\xFF\xFEt\0i\0t\0l\0e\0,\0d\0a\0t\0e\0\n\0"
                               "A\0,\0"
                               "2\0"
                               "0\0"
                               "2\0"
                               "0\0\n\0";
    dateline_events *events = event_events_new();

    CHECK_INT(
        intake_read((str){ text, sizeof text - 1 }, "t", DATELINE_AUTO, events, NULL),
        DATELINE_OK);

    CHECK_TEXT(event_at(events, 0)->title, "A");
    event_events_free(events);
}

TEST(intake_row_that_makes_no_sense_is_a_reject_with_its_place_and_reason)
{
    check_reject("title,date,lat,lon\nA,2020,91,200\n", 2, 8,
                 "latitude 91 is outside -90..90");
    check_reject(
        "title,date,lat,lon\nA,2020,146.75,39.82\n", 2, 8,
        "latitude 146.75 is outside -90..90; latitude and longitude look swapped");
    check_reject("title,date,lat,lon\nA,2020,10,400\n", 2, 11,
                 "longitude 400 is outside -180..180");
    check_reject("title,date,lat,lon\nA,2020,NaN,1\n", 2, 8,
                 "latitude 'NaN' is not a number of degrees, such as 39.82");
    check_reject("title,date,lat,lon\nA,2020,1,inf\n", 2, 10,
                 "longitude 'inf' is not a number of degrees, such as 39.82");
    check_reject("title,date,lat,lon\nA,2020,1e999,1\n", 2, 8,
                 "latitude '1e999' is not a number of degrees, such as 39.82");
    check_reject("title,date,lat,lon\nA,2020,1,\n", 2, 8,
                 "there is a latitude, but no longitude");
    check_reject("title,date\nA,2023-02-30\n", 2, 3,
                 "there is no day 30: February 2023 has 28 days");
    check_reject("title,start,end\nA,2023,2021\n", 2, 8,
                 "the end, 2021, is before the start, 2023");
    check_reject("title,date\n,2020\n", 2, 1, "the row has no title");
    check_reject("title,date,place\nA,,\n", 2, 1,
                 "the row has neither a date nor a place");
    check_reject("title,date\nA,2020,x\n", 2, 8,
                 "the row has 3 fields, but there are 2 columns; put a field with ',' in "
                 "quotes");
    check_reject("title,date,geometry\nA,2020,POINT (1)\n", 2, 8,
                 "cannot read the geometry; write WKT, such as POINT (46.75 39.82)");
    check_reject("[{\"title\":\"A\",\n\"lat\":1e999,\"lon\":1}]", 2, 7,
                 "latitude '1e999' is not a number of degrees, such as 39.82");
    check_reject("[5]", 1, 2, "an event is an object, such as {\"title\": ...}");
}

TEST(intake_document_that_cannot_be_read_is_refused_with_its_place)
{
    check_refused("", DATELINE_INPUT, 0, 0, "the file is empty");
    check_refused(" \n\n", DATELINE_INPUT, 0, 0, "the file is empty");
    check_refused("foo,bar\n1,2\n", DATELINE_INPUT, 1, 1,
                  "no column is a date, place or title; the columns are: foo, bar");
    check_refused("title,date\nA,\"2020\n", DATELINE_INPUT, 2, 3,
                  "the quote that opens here is never closed");
    check_refused("title,date\n\xC3\xA0,\xE9\n", DATELINE_INPUT, 2, 3,
                  "the file is not valid UTF-8 here; save it as UTF-8");
    check_refused("[{\"title\":\"A\"},\n{\"ti", DATELINE_INPUT, 2, 2,
                  "the text that starts here is never closed; is the file cut off?");
    check_refused("[{\"title\":\"A\"}]\n]", DATELINE_INPUT, 2, 1,
                  "cannot read JSON: here should be the end of the document");
    check_refused(
        "{\"a\":1}", DATELINE_INPUT, 1, 1,
        "there are no events: expected an array, {\"events\": [...]} or a GeoJSON "
        "FeatureCollection");
    check_refused("PK\x03\x04zip", DATELINE_INPUT, 0, 0,
                  "the file is a spreadsheet or zip archive; export the sheet as CSV, a "
                  "text as .txt");
    dateline_events *events = event_events_new();
    CHECK_INT(intake_read((str){ "a\0b", 3 }, "t", DATELINE_AUTO, events, NULL),
              DATELINE_INPUT);
    event_events_free(events);
}

TEST(intake_document_that_fails_leaves_the_collection_as_it_was)
{
    dateline_events *events = must_read("id,title,date\na,A,2021\n");

    CHECK_INT(intake_read(STR("id,title,date\na,B,2020\nb,C,x\nc,\"D,2020\n"), "u",
                          DATELINE_CSV, events, NULL),
              DATELINE_INPUT);

    CHECK_INT(event_count(events), 1);
    CHECK_INT(event_reject_count(events), 0);
    CHECK_TEXT(event_at(events, 0)->title, "A");
    CHECK_INT(
        intake_read(STR("id,title,date\na,B,2020\n"), "u", DATELINE_CSV, events, NULL),
        DATELINE_OK);
    CHECK_TEXT(event_at(events, 0)->id, "a-2");
    CHECK_TEXT(event_at(events, 1)->id, "a");
    event_events_free(events);
}

TEST(intake_without_a_place_is_kept_unlocated)
{
    dateline_events *events = must_read("title,date\nA,2020\n");

    CHECK(!event_at(events, 0)->located);
    CHECK_INT(event_at(events, 0)->geo_precision, DATELINE_GEO_UNKNOWN);
    CHECK_NEAR(event_at(events, 0)->confidence, 0, 0);
    event_events_free(events);
}

TEST(intake_without_a_year_is_undated_and_keeps_its_text)
{
    dateline_events *events = must_read("title,date\nA,XXXX-07-15\nB,2020\n");

    CHECK_TEXT(event_at(events, 0)->title, "B"); /* undated ones are last */
    CHECK_TEXT(event_at(events, 1)->date_edtf, "XXXX-07-15");
    CHECK_INT(event_at(events, 1)->when.precision, DATELINE_UNDATED);
    event_events_free(events);
}

TEST(intake_dates_that_could_be_two_days_are_marked_unless_the_file_tells)
{
    dateline_events *events = must_read("title,date\nA,03/04/2023\n");
    CHECK_TEXT(event_at(events, 0)->date_edtf, "2023-04-03");
    CHECK(event_at(events, 0)->needs_review);
    CHECK_INT(event_note_count(events), 1);
    event_events_free(events);

    events = must_read("title,date\nA,03/04/2023\nB,09/19/2023\n");
    CHECK_TEXT(event_at(events, 0)->date_edtf, "2023-03-04");
    CHECK(!event_at(events, 0)->needs_review);
    event_events_free(events);

    events = must_read("title,date\nA,03/04/2023\nB,19/09/2023\n");
    CHECK_TEXT(event_at(events, 0)->date_edtf, "2023-04-03");
    CHECK(!event_at(events, 0)->needs_review);
    event_events_free(events);
}

TEST(intake_column_that_is_not_known_is_kept_and_a_near_one_is_named)
{
    dateline_events *events =
        must_read("titel,date,name,weather\nx,2020,A,rain\ny,2021,B,\n");

    CHECK_TEXT(event_at(events, 0)->extra, "{\"titel\":\"x\",\"weather\":\"rain\"}");
    CHECK_TEXT(event_at(events, 1)->extra, "{\"titel\":\"y\"}");
    CHECK(has_note(events,
                   "column 'titel' is not known (did you mean 'title'?); it is kept "
                   "as extra"));
    CHECK(has_note(events, "column 'weather' is not known; it is kept as extra"));
    CHECK_INT(event_note_count(events), 2);
    event_events_free(events);
}

TEST(intake_value_that_is_no_use_is_kept_and_counted)
{
    dateline_events *events =
        must_read("title,date,kind,fatalities\nA,2020,clahs,many\nB,2021,clash,few\n");

    CHECK_INT(event_at(events, 0)->kind, DATELINE_OTHER);
    CHECK_INT(event_at(events, 0)->fatalities, -1);
    CHECK_TEXT(event_at(events, 0)->extra,
               "{\"fatalities\":\"many\",\"kind\":\"clahs\"}");
    CHECK(has_note(events,
                   "kind 'clahs' is not a kind that is known (did you mean 'clash'?); "
                   "it is kept as extra"));
    CHECK_INT(event_note_at(events, 0)->count, 2);
    event_events_free(events);
}

TEST(intake_texts_in_further_languages_are_kept_by_language)
{
    dateline_events *events = must_read(
        "title,date,description_vi,title_en,description_en\nA,2020,mô tả,T,D\n");

    const dateline_event *e = event_at(events, 0);
    CHECK_INT(e->n_texts, 2);
    CHECK_TEXT(e->texts[0].lang, "vi");
    CHECK_TEXT(e->texts[0].description, "mô tả");
    CHECK_TEXT(e->texts[0].title, "");
    CHECK_TEXT(e->texts[1].title, "T");
    event_events_free(events);
}

TEST(intake_title_is_the_head_of_a_description_when_there_is_none)
{
    dateline_events *events =
        must_read("event_no,date,description_en\n7,2020,What was\n");

    CHECK_TEXT(event_at(events, 0)->title, "What was");
    CHECK_TEXT(event_at(events, 0)->extra, "{\"event_no\":\"7\"}");
    event_events_free(events);
}

/* ------------------------------------------------------------- Known formats */

TEST(intake_acled_is_recognized_and_its_codes_are_read)
{
    dateline_events *events = must_read(
        "event_id_cnty,event_date,year,time_precision,event_type,sub_event_type,actor1,"
        "country,admin1,location,latitude,longitude,geo_precision,source,notes,"
        "fatalities,"
        "timestamp\n"
        "AZE1,19 September 2023,2023,1,Battles,Armed "
        "clash,A,Azerbaijan,X,Shusha,39.7,46.7,"
        "2,AFP,N,3,1695\n"
        "AZE2,20 September 2023,2023,3,Strategic developments,Agreement,A,Azerbaijan,X,"
        "Shusha,39.7,46.7,3,AFP,N,0,1695\n"
        "AZE3,20 September 2023,2023,2,Strategic developments,Other,A,Azerbaijan,X,"
        "Shusha,39.7,46.7,1,AFP,N,0,1695\n");

    CHECK(has_note(events, "read as ACLED"));
    CHECK_INT(event_count(events), 3);
    const dateline_event *month = event_at(events, 0), *week = event_at(events, 1),
                         *clash = event_at(events, 2);
    CHECK_TEXT(month->date_edtf, "2023-09");
    CHECK_INT(month->kind, DATELINE_AGREEMENT);
    CHECK_INT(month->geo_precision, DATELINE_GEO_ADM1);
    CHECK_TEXT(week->date_edtf, "2023-09-18/2023-09-24");
    CHECK_TEXT(clash->title, "Armed clash, Shusha");
    CHECK_INT(clash->kind, DATELINE_CLASH);
    CHECK_INT(clash->geo_precision, DATELINE_GEO_NEAR);
    CHECK_INT(clash->fatalities, 3);
    event_events_free(events);
}

TEST(intake_ucdp_is_recognized_and_its_codes_are_read)
{
    dateline_events *events = must_read(
        "id,type_of_violence,dyad_name,side_a,side_b,where_prec,where_coordinates,"
        "latitude,"
        "longitude,country,event_clarity,date_prec,date_start,date_end,best,high,low\n"
        "55,3,\"A - B\",A,B,4,Shusha town,39.7,46.7,Azerbaijan,2,2,2023-09-19 "
        "00:00:00.000,"
        "2023-09-20 00:00:00.000,200,210,190\n");

    CHECK(has_note(events, "read as UCDP GED"));
    const dateline_event *e = event_at(events, 0);
    CHECK_TEXT(e->title, "A - B");
    CHECK_INT(e->kind, DATELINE_ATTACK);
    CHECK_INT(e->status, DATELINE_CLAIMED);
    CHECK_INT(e->geo_precision, DATELINE_GEO_ADM1);
    CHECK_TEXT(e->date_edtf, "2023-09-19/2023-09-20");
    CHECK_INT(e->fatalities_low, 190);
    CHECK_INT(e->fatalities_high, 210);
    event_events_free(events);
}

TEST(intake_gdelt_without_a_header_is_recognized)
{
    buf text = { 0 };
    for (int i = 0; i < INTAKE_GDELT_COLUMNS; i++) {
        static const char *const set[INTAKE_GDELT_COLUMNS] = {
            [0] = "77", [1] = "20230919", [6] = "ARMENIA", [16] = "BAKU", [28] = "04",
            [51] = "1", [52] = "Armenia", [56] = "40",     [57] = "45",
        };
        buf_addf(&text, "%s%s", i ? "\t" : "", set[i] ? set[i] : "");
    }
    dateline_events *events = event_events_new();

    CHECK_INT(intake_read(buf_str(&text), "t", DATELINE_AUTO, events, NULL), DATELINE_OK);

    CHECK(has_note(events, "read as GDELT 2"));
    CHECK_TEXT(event_at(events, 0)->title, "ARMENIA consults: BAKU");
    CHECK_INT(event_at(events, 0)->kind, DATELINE_MEETING);
    CHECK_INT(event_at(events, 0)->geo_precision, DATELINE_GEO_COUNTRY);
    buf_clear(&text);
    event_events_free(events);
}

TEST(intake_hxl_tags_are_the_header_and_what_is_above_is_not_data)
{
    dateline_events *events = must_read(
        "Sheet of things,,\nName,When,Where\n#event+name,#date+occurred,#loc+name\n"
        "A,2020,Paris\n");

    CHECK_INT(event_count(events), 1);
    CHECK_TEXT(event_at(events, 0)->place, "Paris");
    event_events_free(events);
}

TEST(intake_timelinejs_is_read)
{
    dateline_events *events = must_read(
        "{\"events\":[{\"start_date\":{\"year\":\"2021\",\"month\":\"5\",\"day\":9},"
        "\"end_date\":{\"year\":2021,\"month\":6},\"unique_id\":\"u\","
        "\"text\":{\"headline\":\"H\",\"text\":\"T\"},\"media\":{\"url\":\"m\"}}]}");

    const dateline_event *e = event_at(events, 0);
    CHECK_TEXT(e->id, "u");
    CHECK_TEXT(e->title, "H");
    CHECK_TEXT(e->date_edtf, "2021-05-09/2021-06");
    CHECK_TEXT(e->image, "m");
    event_events_free(events);
}

TEST(intake_geojson_shapes_are_read_and_wound_as_the_standard_says)
{
    dateline_events *events = must_read(
        "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"id\":7,"
        "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[0,4],[4,4],[4,0],[0,"
        "0]],"
        "[[1,1],[2,1],[2,2],[1,1]]]},\"properties\":{\"name\":\"A\",\"date\":\"2020\"}},"
        "{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"name\":\"B\",\"date\":"
        "\"2021\"}}]}");

    const dateline_event *e = event_at(events, 0);
    CHECK_TEXT(e->id, "7");
    CHECK_INT(e->geometry->shape, DATELINE_AREA);
    CHECK_INT(e->geometry->n_parts, 2);
    CHECK_NEAR(e->geometry->points[1].lon, 4, 0); /* counterclockwise: east first */
    CHECK_NEAR(e->geometry->points[1].lat, 0, 0);
    CHECK_NEAR(e->geometry->points[6].lat, 2, 0); /* the hole runs north first */
    CHECK_NEAR(e->where.lon, 2, 1e-9);
    CHECK(!event_at(events, 1)->located);
    event_events_free(events);
}

TEST(intake_text_sequence_is_read_and_a_damaged_record_is_a_reject)
{
    dateline_events *events =
        must_read("{\"title\":\"A\",\"date\":\"2020\"}\n{\"title\":\"B\n"
                  "\n{\"title\":\"C\",\"date\":\"2021\"}\n");
    CHECK_INT(event_count(events), 2);
    CHECK_INT(event_reject_at(events, 0)->line, 2);
    event_events_free(events);

    events = must_read(
        "\x1E{\"title\":\"A\",\n\"date\":\"2020\"}\n\x1E{\"title\":\"B\",\"date\":"
        "\"x\"}\n");
    CHECK_INT(event_count(events), 1);
    CHECK_INT(event_reject_at(events, 0)->line, 3);
    event_events_free(events);
}

TEST(intake_longitude_180_comes_back_as_minus_180)
{
    dateline_events *events = must_read("title,lat,lon\nA,1,180\nB,1,181\n");

    CHECK_NEAR(event_at(events, 0)->where.lon + event_at(events, 1)->where.lon, -359, 0);
    event_events_free(events);
}
