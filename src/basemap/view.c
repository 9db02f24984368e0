#include "basemap/basemap.h"

const char *basemap_class_name(basemap_class class)
{
    static const char *const names[BASEMAP_CLASSES] = {
        "international", "disputed",   "contact",  "breakaway",
        "former",        "indefinite", "corridor", "railway",
    };
    return (unsigned)class < BASEMAP_CLASSES ? names[class] : "hidden";
}

bool basemap_shows(const basemap_feature *f, basemap_view view, int asof,
                   basemap_class *as)
{
    *as = f->shown[view == BASEMAP_DEFACTO ? BASEMAP_DEFACTO : BASEMAP_UN];
    if (*as == BASEMAP_HIDDEN)
        return false;
    if (asof && ((f->from && asof < f->from) || (f->to && asof >= f->to)))
        return false;
    return asof || !f->to;
}
