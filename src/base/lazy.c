#include "base/lazy.h"

#include "base/error.h"

#include <dlfcn.h>
#include <string.h>

dateline_status lazy_open(const char *soname, const lazy_name *names, size_t n,
                          void *calls, dateline_error *err)
{
    void *library = dlopen(soname, RTLD_LAZY | RTLD_LOCAL);
    if (!library)
        return error_set(err, DATELINE_FAILED,
                         "cannot load %s; install the package that has it", soname);
    for (size_t i = 0; i < n; i++) {
        void *symbol = dlsym(library, names[i].symbol);
        if (!symbol)
            return error_set(err, DATELINE_FAILED, "%s has no %s; it is too old", soname,
                             names[i].symbol);
        /* POSIX allows this conversion; ISO C has no other way to write it. */
        memcpy((char *)calls + names[i].offset, &symbol, sizeof symbol);
    }
    return DATELINE_OK;
}
