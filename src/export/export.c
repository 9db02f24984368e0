#include "export/export.h"

#include "base/error.h"

dateline_status export_write(const dateline_events *events, dateline_format format,
                             const export_options *options, buf *out, dateline_error *err)
{
    switch (format) {
    case DATELINE_GEOJSON:
        export_geojson(events, options, out);
        break;
    case DATELINE_GEOJSONSEQ:
        export_geojsonseq(events, options, out);
        break;
    case DATELINE_CSV:
        export_csv(events, out);
        break;
    case DATELINE_JSON:
        export_json(events, out);
        break;
    default:
        return error_set(err, DATELINE_USAGE,
                         "events are written as GeoJSON, GeoJSONSeq, CSV or JSON");
    }
    return buf_status(out, "the document of events", err);
}
