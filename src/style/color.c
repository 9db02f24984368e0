#include "style/color.h"

#include <math.h>
#include <stddef.h>

/* Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of
   Color Vision Deficiency" (2009), severity 1, on linear RGB. */
static const double deficiency[STYLE_VISIONS][3][3] = {
    { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } },
    { { 0.152286, 1.052583, -0.204868 },
      { 0.114503, 0.786281, 0.099216 },
      { -0.003882, -0.048116, 1.051998 } },
    { { 0.367322, 0.860646, -0.227968 },
      { 0.280085, 0.672501, 0.047413 },
      { -0.011820, 0.042940, 0.968881 } },
    { { 1.255528, -0.076749, -0.178779 },
      { -0.078411, 0.930809, 0.147602 },
      { 0.004733, 0.691367, 0.303900 } },
};

static const double pi = 3.14159265358979323846;

const char *style_vision_name(style_vision vision)
{
    static const char *const names[STYLE_VISIONS] = { "normal sight", "protanopia",
                                                      "deuteranopia", "tritanopia" };
    return names[vision];
}

/* Linear light of a channel, 0..1. */
static double channel(style_color c, int shift)
{
    double v = (double)((c >> shift) & 0xFF) / 255;
    return v <= 0.03928 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4);
}

static double luminance(style_color c)
{
    return 0.2126 * channel(c, 24) + 0.7152 * channel(c, 16) + 0.0722 * channel(c, 8);
}

double style_contrast(style_color a, style_color b)
{
    double la = luminance(a), lb = luminance(b);
    return (fmax(la, lb) + 0.05) / (fmin(la, lb) + 0.05);
}

style_color style_over(style_color top, style_color ground)
{
    uint32_t alpha = top & 0xFF, out = 0xFF;
    for (int shift = 8; shift <= 24; shift += 8) {
        uint32_t t = (top >> shift) & 0xFF, g = (ground >> shift) & 0xFF;
        out |= ((t * alpha + g * (255 - alpha) + 127) / 255) << shift;
    }
    return out;
}

/* CIE L*a*b* under D65 of linear RGB. */
static style_lab lab_of(const double rgb[3])
{
    static const double to_xyz[3][3] = { { 0.4124564, 0.3575761, 0.1804375 },
                                         { 0.2126729, 0.7151522, 0.0721750 },
                                         { 0.0193339, 0.1191920, 0.9503041 } };
    static const double white[3] = { 0.95047, 1, 1.08883 };
    double f[3];
    for (int i = 0; i < 3; i++) {
        double v = 0;
        for (int k = 0; k < 3; k++)
            v += to_xyz[i][k] * rgb[k];
        v /= white[i];
        f[i] = v > 216.0 / 24389 ? cbrt(v) : (24389.0 / 27 * v + 16) / 116;
    }
    return (style_lab){ 116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2]) };
}

style_lab style_seen(style_color c, style_vision vision)
{
    const double light[3] = { channel(c, 24), channel(c, 16), channel(c, 8) };
    double seen[3];
    for (int i = 0; i < 3; i++) {
        double v = 0;
        for (int k = 0; k < 3; k++)
            v += deficiency[vision][i][k] * light[k];
        seen[i] = fmin(fmax(v, 0), 1);
    }
    return lab_of(seen);
}

static double hue(double b, double a)
{
    double h = a == 0 && b == 0 ? 0 : atan2(b, a);
    return h < 0 ? h + 2 * pi : h;
}

static double seventh(double c)
{
    double c7 = pow(c, 7);
    return sqrt(c7 / (c7 + pow(25, 7)));
}

/* Difference and mean of two hues, the short way round; without chroma there is no
   hue to differ. */
static void hues(double h1, double h2, bool grey, double *difference, double *mean)
{
    double d = h2 - h1;
    *mean = grey ? h1 + h2 : (h1 + h2) / 2;
    if (!grey && fabs(d) > pi)
        *mean += h1 + h2 < 2 * pi ? pi : -pi;
    *difference = grey ? 0 : d > pi ? d - 2 * pi : d < -pi ? d + 2 * pi : d;
}

double style_distance(style_lab x, style_lab y)
{
    double g = 0.5 * (1 - seventh((hypot(x.a, x.b) + hypot(y.a, y.b)) / 2));
    double a1 = x.a * (1 + g), a2 = y.a * (1 + g);
    double c1 = hypot(a1, x.b), c2 = hypot(a2, y.b), dh, h;
    hues(hue(x.b, a1), hue(y.b, a2), c1 * c2 == 0, &dh, &h);
    double l = (x.l + y.l) / 2 - 50, c = (c1 + c2) / 2;
    double t = 1 - 0.17 * cos(h - pi / 6) + 0.24 * cos(2 * h) +
               0.32 * cos(3 * h + pi / 30) - 0.20 * cos(4 * h - 63 * pi / 180);
    double turn = (h * 180 / pi - 275) / 25;
    double rotation = -sin(pi / 3 * exp(-turn * turn)) * 2 * seventh(c);
    double dl = (y.l - x.l) / (1 + 0.015 * l * l / sqrt(20 + l * l));
    double dc = (c2 - c1) / (1 + 0.045 * c);
    double dd = 2 * sqrt(c1 * c2) * sin(dh / 2) / (1 + 0.015 * c * t);
    return sqrt(fmax(0, dl * dl + dc * dc + dd * dd + rotation * dc * dd));
}
