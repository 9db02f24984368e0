/*
 * geodata.h - where the compiled geodata is: $DATELINE_GEODATA, else beside the
 * tests, else where `make` puts it.
 */
#ifndef TEST_GEODATA_H
#define TEST_GEODATA_H

#include "base/file.h"

#include <stdlib.h>

/* A directory with gazetteer.bin and basemap.bin, or NULL. In the arena. */
static inline const char *geodata_dir(arena *a)
{
    const char *stated = getenv("DATELINE_GEODATA");
    const char *tries[] = { stated ? stated : "",
                            str_print(a, "%s/../../geodata", file_program_dir(a)),
                            "build/release/geodata" };
    for (int i = 0; i < 3; i++)
        if (file_exists(str_print(a, "%s/basemap.bin", tries[i])) &&
            file_exists(str_print(a, "%s/gazetteer.bin", tries[i])))
            return tries[i];
    return NULL;
}
#endif
