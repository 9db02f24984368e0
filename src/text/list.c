#include "text/list.h"

bool text_list_next(str *list, str *word)
{
    if (!list->len)
        return false;
    *word = str_cut(list, '|');
    return true;
}

bool text_list_has(const char *list, str word)
{
    str rest = str_of(list), one;
    while (word.len && text_list_next(&rest, &one))
        if (str_eq(one, word))
            return true;
    return false;
}
