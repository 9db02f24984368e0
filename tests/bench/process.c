/*
 * Times whole processes: start to exit, as a person waits for them.
 *
 *     process RUNS NAME[@LIMIT]=COMMAND [NAME[@LIMIT]=COMMAND ...]
 *
 * The commands take turns, so that a machine that drifts drifts for all of them.
 * Prints for each the median of wall and processor milliseconds and the peak
 * resident memory, and the ratio of its wall time to that of the first, pair by
 * pair. A median over its LIMIT, milliseconds of wall time, fails. A command is run
 * by the shell; its output is thrown away.
 */
#define _DEFAULT_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MOST = 16, MOST_RUNS = 101 };

typedef struct figure {
    double wall[MOST_RUNS], cpu[MOST_RUNS], ratio[MOST_RUNS];
    long peak_kb;
    int failed;
} figure;

static double ms(struct timeval t)
{
    return (double)t.tv_sec * 1e3 + (double)t.tv_usec / 1e3;
}

static void run(const char *command, int i, figure *f)
{
    struct timespec t0, t1;
    struct rusage use;
    int status;
    clock_gettime(CLOCK_MONOTONIC, &t0);
    pid_t pid = fork();
    if (!pid) {
        int null = open("/dev/null", O_WRONLY);
        dup2(null, 1);
        dup2(null, 2);
        char text[4096];
        snprintf(text, sizeof text, "exec %s", command);
        execl("/bin/sh", "sh", "-c", text, (char *)NULL);
        _exit(127);
    }
    wait4(pid, &status, 0, &use);
    clock_gettime(CLOCK_MONOTONIC, &t1);
    f->wall[i] =
        (double)(t1.tv_sec - t0.tv_sec) * 1e3 + (double)(t1.tv_nsec - t0.tv_nsec) / 1e6;
    f->cpu[i] = ms(use.ru_utime) + ms(use.ru_stime);
    f->peak_kb = use.ru_maxrss > f->peak_kb ? use.ru_maxrss : f->peak_kb;
    f->failed += !WIFEXITED(status) || WEXITSTATUS(status);
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static double median(const double *v, int n)
{
    double copy[MOST_RUNS];
    memcpy(copy, v, (size_t)n * sizeof *copy);
    qsort(copy, (size_t)n, sizeof *copy, by_value);
    return copy[n / 2];
}

int main(int argc, char **argv)
{
    static figure figures[MOST];
    int runs = argc > 1 ? atoi(argv[1]) : 0, n = argc - 2, failed = 0;
    if (runs < 1 || runs > MOST_RUNS || n < 1 || n > MOST) {
        fprintf(stderr, "usage: process RUNS NAME=COMMAND...\n");
        return 2;
    }
    for (int round = -1; round < runs; round++)
        for (int k = 0; k < n; k++) {
            figure warm = { 0 };
            const char *command = strchr(argv[k + 2], '=');
            run(command ? command + 1 : argv[k + 2], round < 0 ? 0 : round,
                round < 0 ? &warm : &figures[k]);
        }
    printf("%-34s %9s %9s %9s %9s\n", "", "wall ms", "cpu ms", "peak MiB", "ratio");
    for (int k = 0; k < n; k++) {
        figure *f = &figures[k];
        for (int i = 0; i < runs; i++)
            f->ratio[i] = f->wall[i] / figures[0].wall[i];
        size_t name = strcspn(argv[k + 2], "@="), end = strcspn(argv[k + 2], "=");
        double limit = name < end ? atof(argv[k + 2] + name + 1) : 0;
        int over = limit > 0 && median(f->wall, runs) > limit;
        printf("%-34.*s %9.1f %9.1f %9.1f %9.2f%s", (int)name, argv[k + 2],
               median(f->wall, runs), median(f->cpu, runs), (double)f->peak_kb / 1024,
               median(f->ratio, runs), f->failed ? "  FAILED" : "");
        if (limit > 0)
            printf("  %s %g", over ? "OVER" : "at most", limit);
        putchar('\n');
        failed |= f->failed || over;
    }
    return failed != 0;
}
