#include "test.h"

#include <stdlib.h>

test *test_list;

static int by_name(const void *a, const void *b)
{
    const struct CMUnitTest *x = a, *y = b;
    return strcmp(x->name, y->name);
}

int main(int argc, char **argv)
{
    size_t n = 0;
    for (test *t = test_list; t; t = t->next)
        n++;
    struct CMUnitTest *all = calloc(n ? n : 1, sizeof *all);
    n = 0;
    for (test *t = test_list; t; t = t->next)
        if (argc < 2 || strstr(t->name, argv[1]))
            all[n++] = (struct CMUnitTest){ .name = t->name, .test_func = t->run };
    qsort(all, n, sizeof *all, by_name);
    int failed = _cmocka_run_group_tests("dateline", all, n, NULL, NULL);
    free(all);
    return failed || !n;
}
