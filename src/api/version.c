#include <dateline.h>

const char *dateline_version(void)
{
    return DATELINE_VERSION;
}

const char *dateline_status_name(dateline_status status)
{
    static const char *const names[] = { "ok",    "failed",    "usage",
                                         "input", "not-found", "geodata",
                                         "io",    "limit",     "cancelled" };
    if ((int)status < 0 || (size_t)status >= sizeof names / sizeof *names)
        return "unknown";
    return names[status];
}
