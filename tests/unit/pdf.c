#include "pdf/file.h"

#include "test.h"

#include <math.h>

TEST(pdf_numbers_are_short_and_finite)
{
    buf b = { 0 };
    double values[] = { 0, -0.001, 0.5, -0.25, 12, 100.1, 1.005, NAN, INFINITY, -1e300 };
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        pdf_num(&b, values[i]);
    CHECK_STR(buf_str(&b), " 0 0 .5 -.25 12 100.1 1 0 0 -32000");
    b.len = 0;
    pdf_text(&b, STR("Đà (\xF0\x9D\x84\x9E)"));
    CHECK_STR(buf_str(&b), "<FEFF011000E000200028D834DD1E0029>");
    buf_clear(&b);
}
