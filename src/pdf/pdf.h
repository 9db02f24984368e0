/*
 * pdf - scenes into the pages of a PDF.
 *
 * It reads the scenes and nothing else. Text stays text in embedded fonts, layers can
 * be switched, and each page is a figure with a description.
 */
#ifndef PDF_PDF_H
#define PDF_PDF_H

#include "base/buf.h"
#include "font/font.h"
#include "scene/scene.h"

#include <dateline.h>
#include <stddef.h>

typedef struct pdf_options {
    double points_per_px; /* points for one pixel of the page: 0.75 at 96 dpi, or
                             what makes its millimetres exact */
    double bleed_pt;      /* how far the ground goes on beyond each side of the page,
                             which is then the trim box */
} pdf_options;
/* Pages, each of its scene's size. Title, author, subject, language and date are
   those of the first page; layers are those of all. */
dateline_status pdf_write_pages(const scene *const *pages, size_t n, const pdf_options *o,
                                font *f, buf *out, dateline_error *err);
/* The same without bleed. */
dateline_status pdf_write(const scene *const *pages, size_t n, double points_per_px,
                          font *f, buf *out, dateline_error *err);
#endif
