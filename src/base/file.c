#define _GNU_SOURCE /* O_CLOEXEC, readlink with POSIX 2008 in strict C17 */
#include "base/file.h"

#include "base/error.h"
#include "base/limits.h"
#include "base/sort.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* Of a file's name; and of what is added to it here: ".PID.part.old". */
enum { NAME_BYTES = 255, SUFFIX_BYTES = 32 };

/* In words that name the remedy where there is one. */
static const char *why(int code)
{
    switch (code) {
    case ENOENT:
        return "no such file or directory";
    case EACCES:
    case EPERM:
        return "permission denied";
    case EISDIR:
        return "it is a directory";
    case ENOTDIR:
        return "a part of the path is not a directory";
    case ENOSPC:
    case EDQUOT:
        return "the disk is full";
    case EROFS:
        return "the file system is read-only";
    case ENAMETOOLONG:
        return "the name is too long";
    case EFBIG:
        return "the file would be too large";
    default:
        return "the system refused";
    }
}

/* A long path is shortened from the left, so that the reason has room. */
static dateline_status fail(dateline_error *err, const char *verb, const char *path,
                            int code)
{
    enum { SHOWN = 150 };
    size_t n = strlen(path);
    const char *tail = n > SHOWN ? path + n - SHOWN : path;
    while (((unsigned char)*tail & 0xC0) == 0x80)
        tail++;
    return error_set(err, DATELINE_IO, "cannot %s '%s%s': %s", verb,
                     tail == path ? "" : "…", tail, why(code));
}

/* Until n bytes are there or the file ends. */
static dateline_status read_some(int fd, const char *path, char *at, size_t n,
                                 size_t *got, dateline_error *err)
{
    *got = 0;
    while (*got < n) {
        ssize_t more = read(fd, at + *got, n - *got);
        /* A signal that has a handler is one that wants to stop. */
        if (more < 0 && errno == EINTR)
            return error_set(err, DATELINE_CANCELLED, "interrupted while reading '%s'",
                             path);
        if (more < 0)
            return fail(err, "read", path, errno);
        if (!more)
            break;
        *got += (size_t)more;
    }
    return DATELINE_OK;
}

static dateline_status read_all(arena *a, int fd, const char *path, size_t guess,
                                str *out, dateline_error *err)
{
    size_t cap = guess + 2 < 4096 ? 4096 : guess + 2, len = 0, got;
    char *bytes = arena_array(a, char, cap);
    for (;;) {
        size_t room = cap - len - 1, most = (size_t)LIMIT_INPUT + 1 - len;
        room = room < most ? room : most;
        dateline_status st = read_some(fd, path, bytes + len, room, &got, err);
        if (st)
            return st;
        len += got;
        if (len > LIMIT_INPUT)
            return error_set(err, DATELINE_LIMIT, "'%s' is larger than 1 GiB", path);
        if (got < room)
            break;
        char *more = arena_array(a, char, cap * 2);
        memcpy(more, bytes, len);
        bytes = more;
        cap *= 2;
    }
    bytes[len] = 0;
    *out = (str){ bytes, len };
    return DATELINE_OK;
}

dateline_status file_read(arena *a, const char *path, str *out, dateline_error *err)
{
    *out = (str){ 0 };
    if (!strcmp(path, "-"))
        return read_all(a, 0, "<stdin>", 65536, out, err);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return fail(err, "open", path, errno);
    struct stat st;
    dateline_status status = DATELINE_OK;
    if (fstat(fd, &st))
        status = fail(err, "open", path, errno);
    else if (S_ISDIR(st.st_mode))
        status = fail(err, "read", path, EISDIR);
    else if (st.st_size > (off_t)LIMIT_INPUT)
        status = error_set(err, DATELINE_LIMIT, "'%s' is larger than 1 GiB", path);
    else
        status = read_all(a, fd, path, (size_t)st.st_size, out, err);
    close(fd);
    return status;
}

dateline_status file_source_open(const char *path, file_source *out, dateline_error *err)
{
    *out = (file_source){ 0 };
    bool in = !strcmp(path, "-");
    int fd = in ? 0 : open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return fail(err, "open", path, errno);
    *out = (file_source){ .path = in ? "<stdin>" : path, .fd = fd, .open = true };
    if (!file_is_dir(path))
        return DATELINE_OK;
    file_source_close(out);
    return fail(err, "read", path, EISDIR);
}

dateline_status file_source_read(file_source *s, char *at, size_t n, size_t *got,
                                 dateline_error *err)
{
    return read_some(s->fd, s->path, at, n, got, err);
}

void file_source_close(file_source *s)
{
    if (s->open && s->fd)
        close(s->fd);
    *s = (file_source){ 0 };
}

/* Where file and address lie alike in 2 MiB, the system maps so much for each byte that
   is touched. So they do not. */
static void *map_apart(int fd, size_t len)
{
    const size_t step = (size_t)64 * 1024, large = (size_t)2 * 1024 * 1024;
    size_t room = (len + step - 1) / step * step + step;
    char *at = mmap(NULL, room, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (at == MAP_FAILED)
        return at;
    bool alike = (uintptr_t)at % large == 0;
    munmap(alike ? at : at + room - step, step);
    at += alike ? step : 0;
    void *map = mmap(at, len, PROT_READ, MAP_SHARED | MAP_FIXED, fd, 0);
    if (map == MAP_FAILED)
        munmap(at, room - step);
    return map;
}

dateline_status file_map_open(const char *path, file_map *out, dateline_error *err)
{
    *out = (file_map){ 0 };
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return fail(err, "open", path, errno);
    struct stat st;
    if (fstat(fd, &st) || !S_ISREG(st.st_mode)) {
        close(fd);
        return error_set(err, DATELINE_IO, "cannot map '%s': not a plain file", path);
    }
    if (st.st_size > 0) {
        void *at = map_apart(fd, (size_t)st.st_size);
        if (at == MAP_FAILED) {
            int code = errno;
            close(fd);
            return fail(err, "map", path, code);
        }
        *out = (file_map){ at, (size_t)st.st_size };
    }
    close(fd);
    return DATELINE_OK;
}

void file_map_close(file_map *m)
{
    if (m->at)
        munmap((void *)(uintptr_t)m->at, m->len);
    *m = (file_map){ 0 };
}

void file_map_rest(const file_map *m)
{
    if (m->at)
        (void)madvise((void *)(uintptr_t)m->at, m->len, MADV_DONTNEED);
}

static int write_all(int fd, str bytes)
{
    for (size_t done = 0; done < bytes.len;) {
        ssize_t n = write(fd, bytes.at + done, bytes.len - done);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return errno;
        done += (size_t)n;
    }
    return 0;
}

char *file_unfinished(arena *a, const char *path)
{
    str p = str_of(path);
    while (p.len > 1 && p.at[p.len - 1] == '/')
        p.len--;
    size_t start = p.len;
    while (start && p.at[start - 1] != '/')
        start--;
    /* A name may be as long as names can be; then its end gives way. */
    if (p.len - start > NAME_BYTES - SUFFIX_BYTES) {
        p.len = start + NAME_BYTES - SUFFIX_BYTES;
        while (((unsigned char)p.at[p.len] & 0xC0) == 0x80)
            p.len--;
    }
    return str_print(a, "%.*s.%ld.part", STR_ARGS(p), (long)getpid());
}

bool file_is_special(const char *path)
{
    struct stat st;
    return !stat(path, &st) && !S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode);
}

static bool is_link(const char *path)
{
    struct stat st;
    return !lstat(path, &st) && S_ISLNK(st.st_mode);
}

static bool follow(const char *path, char *real, size_t size)
{
    char *target = realpath(path, NULL);
    bool good = target && strlen(target) < size;
    if (good)
        memcpy(real, target, strlen(target) + 1);
    free(target);
    return good;
}

dateline_status file_sink_open(const char *path, file_sink *out, dateline_error *err)
{
    *out = (file_sink){ .path = path, .fd = 1, .open = true };
    if (!strcmp(path, "-")) {
        out->path = "<stdout>";
        return DATELINE_OK;
    }
    char real[4096];
    if (file_is_special(path)) {
        out->fd = open(path, O_WRONLY | O_CLOEXEC);
    } else {
        /* Of a link, what it points to is written, and it stays a link. */
        if (is_link(path) && follow(path, real, sizeof real))
            out->path = str_copy(&out->own, str_of(real));
        out->part = file_unfinished(&out->own, out->path);
        out->fd = open(out->part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    }
    if (out->fd >= 0)
        return DATELINE_OK;
    dateline_status st = fail(err, "write", out->path, errno);
    arena_clear(&out->own);
    *out = (file_sink){ 0 };
    return st;
}

dateline_status file_sink_write(file_sink *s, str bytes, dateline_error *err)
{
    int code = write_all(s->fd, bytes);
    return code ? fail(err, "write", s->path, code) : DATELINE_OK;
}

dateline_status file_sink_finish(file_sink *s, dateline_error *err)
{
    int code = s->fd != 1 && close(s->fd) ? errno : 0;
    s->fd = 1;
    if (!code && s->part && rename(s->part, s->path))
        code = errno;
    dateline_status st = code ? fail(err, "write", s->path, code) : DATELINE_OK;
    if (!code)
        s->part = NULL;
    file_sink_drop(s);
    return st;
}

void file_sink_drop(file_sink *s)
{
    if (s->open && s->fd != 1)
        close(s->fd);
    if (s->part)
        unlink(s->part);
    arena_clear(&s->own);
    *s = (file_sink){ 0 };
}

dateline_status file_write(const char *path, str bytes, dateline_error *err)
{
    file_sink to;
    dateline_status st = file_sink_open(path, &to, err);
    st = st ? st : file_sink_write(&to, bytes, err);
    st = st ? st : file_sink_finish(&to, err);
    file_sink_drop(&to);
    return st;
}

bool file_is_dir(const char *path)
{
    struct stat st;
    return !stat(path, &st) && S_ISDIR(st.st_mode);
}

bool file_exists(const char *path)
{
    struct stat st;
    return !stat(path, &st);
}

dateline_status file_make_dir(const char *path, dateline_error *err)
{
    arena scratch = { 0 };
    char *p = str_copy(&scratch, str_of(path));
    dateline_status status = DATELINE_OK;
    for (char *c = p + 1; !status && *p; c++) {
        if (*c && *c != '/')
            continue;
        char keep = *c;
        *c = 0;
        if (mkdir(p, 0777) && errno != EEXIST)
            status = fail(err, "make", path, errno);
        *c = keep;
        if (!keep)
            break;
    }
    arena_clear(&scratch);
    if (!status && !file_is_dir(path))
        status = fail(err, "make", path, ENOTDIR);
    return status;
}

static int by_bytes(const void *a, const void *b, const void *ctx)
{
    (void)ctx;
    return strcmp(*(char *const *)a, *(char *const *)b);
}

dateline_status file_list(arena *a, const char *dir, char ***names, size_t *n,
                          dateline_error *err)
{
    *names = NULL;
    *n = 0;
    DIR *d = opendir(dir);
    if (!d)
        return fail(err, "list", dir, errno);
    size_t cap = 0;
    for (struct dirent *entry; (entry = readdir(d));) {
        if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, ".."))
            continue;
        *names = arena_grow(a, *names, *n, &cap, sizeof **names);
        (*names)[(*n)++] = str_copy(a, str_of(entry->d_name));
    }
    closedir(d);
    sort_stable(*names, *n, sizeof **names, by_bytes, NULL, a);
    return DATELINE_OK;
}

void file_remove(const char *path)
{
    unlink(path);
}

void file_remove_tree(const char *path)
{
    struct stat st;
    if (lstat(path, &st))
        return;
    if (!S_ISDIR(st.st_mode)) {
        unlink(path);
        return;
    }
    arena scratch = { 0 };
    char **names;
    size_t n;
    if (!file_list(&scratch, path, &names, &n, NULL))
        for (size_t i = 0; i < n; i++)
            file_remove_tree(str_print(&scratch, "%s/%s", path, names[i]));
    rmdir(path);
    arena_clear(&scratch);
}

dateline_status file_replace(const char *from, const char *to, dateline_error *err)
{
    if (rename(from, to))
        return fail(err, "write", to, errno);
    return DATELINE_OK;
}

dateline_status file_may_put_dir(const char *path, file_is_own *is_own,
                                 dateline_error *err)
{
    struct stat st;
    arena scratch = { 0 };
    str p = str_of(path);
    while (p.len > 1 && p.at[p.len - 1] == '/')
        p.len--;
    const char *to = str_copy(&scratch, p);
    dateline_status status = DATELINE_OK;
    char **names;
    size_t n = 0;
    if (lstat(to, &st))
        n = 0;
    else if (!S_ISDIR(st.st_mode))
        status = error_set(err, DATELINE_IO, "'%s' exists and is no directory", path);
    else
        status = file_list(&scratch, to, &names, &n, err);
    for (size_t i = 0; !status && i < n; i++)
        if (!is_own(names[i]))
            status =
                error_set(err, DATELINE_IO,
                          "'%s' has other files in it, such as '%.60s'; choose a new or "
                          "an empty directory",
                          path, names[i]);
    arena_clear(&scratch);
    return status;
}

dateline_status file_put_dir(const char *from, const char *path, file_is_own *is_own,
                             dateline_error *err)
{
    arena scratch = { 0 };
    str p = str_of(path);
    while (p.len > 1 && p.at[p.len - 1] == '/')
        p.len--;
    const char *to = str_copy(&scratch, p);
    const char *old = str_print(&scratch, "%s.old", from);
    dateline_status st = file_may_put_dir(path, is_own, err);
    bool replaces = !st && file_exists(to);
    if (replaces)
        st = file_replace(to, old, err);
    if (!st) {
        st = file_replace(from, to, err);
        if (st && replaces)
            (void)file_replace(old, to, NULL);
        else if (replaces)
            file_remove_tree(old);
    }
    arena_clear(&scratch);
    return st;
}

char *file_program_dir(arena *a)
{
    char path[4096];
    ssize_t n = readlink("/proc/self/exe", path, sizeof path);
    if (n <= 0 || (size_t)n >= sizeof path)
        return str_copy(a, STR(""));
    while (n > 0 && path[n - 1] != '/')
        n--;
    return str_copy(a, (str){ path, n > 1 ? (size_t)n - 1 : 0 });
}
