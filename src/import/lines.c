#include "import/lines.h"

lines lines_of(str body, int line)
{
    return (lines){ .rest = body, .line = line - 1 };
}

bool lines_next(lines *l)
{
    str line = { 0 };
    while (l->rest.len && !line.len) {
        line = str_cut(&l->rest, '\n');
        l->line++;
        if (line.len && line.at[line.len - 1] == '\r')
            line.len--;
    }
    if (!line.len)
        return false;
    l->n = 0;
    int column = 1;
    for (bool more = true; more; l->n++) {
        str before = line, text = str_cut(&line, '\t');
        more = before.len > text.len;
        if (l->n < LINES_FIELDS)
            l->field[l->n] = (parse_field){ text, l->line, column };
        for (size_t i = 0; i < text.len; i++)
            column += ((unsigned char)text.at[i] & 0xC0) != 0x80;
        column++;
    }
    for (int i = l->n; i < LINES_FIELDS; i++)
        l->field[i] = (parse_field){ { 0 }, l->line, column };
    return true;
}
