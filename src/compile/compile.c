#include "compile/compile.h"

#include "base/error.h"
#include "compile/model.h"

static bool has_column(str text, str column)
{
    while (text.len && text.at[0] == '#')
        str_cut(&text, '\n');
    str header = str_cut(&text, '\n');
    while (header.len)
        if (str_eq(str_trim(str_cut(&header, '\t')), column))
            return true;
    return false;
}

dateline_status compile_tables(const compile_table *tables, size_t n, buf *out,
                               dateline_error *err)
{
    arena own = { 0 };
    model m = { .own = &own, .tables = tables };
    dateline_status status = DATELINE_OK;
    for (size_t i = 0; i < n && !status; i++) {
        uint32_t table = (uint32_t)i;
        if (has_column(tables[i].text, STR("word")))
            status = model_read_types(&m, table, err);
        else if (has_column(tables[i].text, STR("ending")))
            status = model_read_endings(&m, table, err);
        else
            status = model_read(&m, table, err);
    }
    if (!status && !m.n_places)
        status = error_set(err, DATELINE_INPUT, "no places in the tables");
    if (!status) {
        model_weigh(&m);
        model_arrange(&m);
        status = model_write(&m, out, err);
    }
    arena_clear(&own);
    if (status)
        buf_clear(out);
    return status;
}
