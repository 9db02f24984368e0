#include "label/search.h"

#include <math.h>

static const uint64_t least_steps = 20000, most_steps = 3000000;
static const uint64_t most_each = 2500;
static const uint64_t most_effort = 1000000;

/* The natural logarithm of x in (0, 1] by additions and multiplications alone:
   that of the C library differs in the last digit from machine to machine. */
static double ln(double x)
{
    double twos = 0;
    while (x < 0.75) {
        x *= 2;
        twos++;
    }
    double y = (x - 1) / (x + 1), power = y, sum = 0;
    for (int k = 1; k < 30; k += 2, power *= y * y)
        sum += power / k;
    return 2 * sum - twos * 0.69314718055994530942;
}

/* exp for x in [-1, 0], for the same reason. */
static double ex(double x)
{
    double term = 1, sum = 1;
    for (int k = 1; k < 20; k++) {
        term *= x / k;
        sum += term;
    }
    return sum;
}

uint64_t label_steps(uint32_t contested, uint32_t discontent, size_t effort)
{
    if (effort)
        return (effort < most_effort ? effort : most_effort) * (uint64_t)contested;
    /* Found by trial on maps of 40 to 1500 labels: in a crowd each takes more
       steps to settle, because it moves the others. */
    uint64_t steps = 2 * (uint64_t)discontent * (400 + 8 * (uint64_t)contested);
    uint64_t enough = most_each * (uint64_t)contested;
    steps = steps < enough ? steps : enough;
    steps = steps > least_steps ? steps : least_steps;
    return steps < most_steps ? steps : most_steps;
}

void label_schedule_start(label_schedule *s, double first, double last, uint64_t steps)
{
    for (int i = 0; i < LABEL_CHANCES; i++)
        s->chance[i] = -ln((i + 0.5) / LABEL_CHANCES);
    s->heat = first;
    s->cooling = ex(ln(last / first) / (LABEL_STAGES - 1));
    s->steps = steps / LABEL_STAGES + 1;
}
