#define _XOPEN_SOURCE 700
#include "base/file.h"

#include "test.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct place {
    arena a;
    const char *dir;
} place;

/* A directory of the test's own, which goes away at its end. */
static place open_place(void)
{
    char name[] = "/tmp/dateline-test-XXXXXX";
    place p = { 0 };
    if (!mkdtemp(name))
        TEST_FAIL("no directory for the test");
    p.dir = str_copy(&p.a, str_of(name));
    return p;
}

static void close_place(place *p)
{
    file_remove_tree(p->dir);
    arena_clear(&p->a);
}

static const char *at(place *p, const char *name)
{
    return str_print(&p->a, "%s/%s", p->dir, name);
}

static size_t count(place *p)
{
    char **names;
    size_t n = 0;
    CHECK_INT(file_list(&p->a, p->dir, &names, &n, NULL), DATELINE_OK);
    return n;
}

static const char *content(place *p, const char *path)
{
    str text;
    return file_read(&p->a, path, &text, NULL) ? NULL : text.at;
}

/* The superuser may do anything; what is tested here is what others may not. */
static void as_nobody(void)
{
    if (geteuid() == 0 && seteuid(65534))
        TEST_FAIL("cannot give up the rights of the superuser");
}

static void as_before(void)
{
    if (seteuid(getuid()))
        TEST_FAIL("cannot take the rights back");
}

static bool is_ours(const char *name)
{
    return !strcmp(name, "old") || !strcmp(name, "new");
}

TEST(file_that_was_written_reads_back_the_same_at_any_size)
{
    place p = open_place();
    static const size_t sizes[] = { 0, 1, 4095, 4096, 4097, 70000, 3000000 };
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        char *bytes = arena_array(&p.a, char, sizes[i] + 1);
        for (size_t k = 0; k < sizes[i]; k++)
            bytes[k] = (char)(k * 31 % 256);
        str back;
        CHECK_INT(file_write(at(&p, "f"), (str){ bytes, sizes[i] }, NULL), DATELINE_OK);
        CHECK_INT(file_read(&p.a, at(&p, "f"), &back, NULL), DATELINE_OK);
        CHECK(str_eq(back, (str){ bytes, sizes[i] }));
        CHECK_INT(back.at[back.len], 0);

        file_map m;
        CHECK_INT(file_map_open(at(&p, "f"), &m, NULL), DATELINE_OK);
        CHECK_INT(m.len, sizes[i]);
        CHECK(!m.len || !memcmp(m.at, bytes, m.len));
        file_map_close(&m);
        CHECK(!m.at);
    }
    CHECK_INT(count(&p), 1);
    close_place(&p);
}

TEST(file_that_is_missing_is_an_error_with_its_name)
{
    arena a = { 0 };
    dateline_error err = { 0 };
    str text = STR("x");
    file_map map;

    CHECK_INT(file_read(&a, "no/such/file", &text, &err), DATELINE_IO);
    CHECK_TEXT(err.message, "cannot open 'no/such/file': no such file or directory");
    CHECK(!text.at);
    CHECK_INT(file_map_open("no/such/file", &map, &err), DATELINE_IO);
    CHECK_INT(file_write("no/such/file", STR("x"), &err), DATELINE_IO);
    CHECK_TEXT(err.message, "cannot write 'no/such/file': no such file or directory");
    CHECK(!file_exists("no/such/file"));
    arena_clear(&a);
}

TEST(file_that_is_a_directory_is_neither_read_nor_written)
{
    place p = open_place();
    dateline_error err = { 0 };
    str text;
    file_map map;

    CHECK_INT(file_read(&p.a, p.dir, &text, &err), DATELINE_IO);
    CHECK(strstr(err.message, "it is a directory") != NULL);
    CHECK_INT(file_map_open(p.dir, &map, &err), DATELINE_IO);
    CHECK_INT(file_make_dir(at(&p, "d"), NULL), DATELINE_OK);
    CHECK_INT(file_write(at(&p, "d"), STR("x"), &err), DATELINE_IO);
    CHECK(strstr(err.message, "it is a directory") != NULL);
    CHECK_INT(count(&p), 1);
    close_place(&p);
}

TEST(file_that_cannot_be_read_to_its_end_is_an_error)
{
    arena a = { 0 };
    dateline_error err = { 0 };
    str text;

    CHECK_INT(file_read(&a, "/proc/self/mem", &text, &err), DATELINE_IO);
    CHECK(strstr(err.message, "cannot read '/proc/self/mem'") != NULL);
    CHECK(!text.at);
    arena_clear(&a);
}

TEST(file_on_a_full_disk_is_an_error_that_says_so)
{
    dateline_error err = { 0 };
    if (!file_exists("/dev/full"))
        TEST_SKIP("there is no /dev/full");

    CHECK_INT(file_write("/dev/full", STR("x"), &err), DATELINE_IO);
    CHECK_TEXT(err.message, "cannot write '/dev/full': the disk is full");
    CHECK_INT(file_write("/dev/null", STR("x"), &err), DATELINE_OK);
}

/* Every byte of the output in turn is the one that cannot be written. */
TEST(file_that_fails_half_way_leaves_the_old_one_and_nothing_else)
{
    place p = open_place();
    struct rlimit before, tight;
    char bytes[41];
    memset(bytes, 'n', sizeof bytes);
    CHECK_INT(file_write(at(&p, "f"), STR("old"), NULL), DATELINE_OK);
    CHECK_INT(getrlimit(RLIMIT_FSIZE, &before), 0);
    void (*old)(int) = signal(SIGXFSZ, SIG_IGN);
    dateline_status st = DATELINE_IO;
    for (size_t limit = 0; st && limit <= sizeof bytes; limit++) {
        dateline_error err = { 0 };
        tight = before;
        tight.rlim_cur = limit;
        setrlimit(RLIMIT_FSIZE, &tight);
        st = file_write(at(&p, "f"), (str){ bytes, sizeof bytes }, &err);
        setrlimit(RLIMIT_FSIZE, &before);
        CHECK_INT(st, limit < sizeof bytes ? DATELINE_IO : DATELINE_OK);
        if (st) {
            CHECK(strstr(err.message, "the file would be too large") != NULL);
            CHECK_TEXT(content(&p, at(&p, "f")), "old");
        }
        CHECK_INT(count(&p), 1);
    }
    signal(SIGXFSZ, old);
    CHECK_INT(strlen(content(&p, at(&p, "f"))), sizeof bytes);
    close_place(&p);
}

TEST(file_in_a_directory_that_may_not_be_changed_is_an_error)
{
    place p = open_place();
    dateline_error err = { 0 };
    CHECK_INT(file_make_dir(at(&p, "locked"), NULL), DATELINE_OK);
    CHECK_INT(file_write(at(&p, "locked/f"), STR("old"), NULL), DATELINE_OK);
    CHECK_INT(chmod(p.dir, 0755), 0);
    CHECK_INT(chmod(at(&p, "locked"), 0555), 0);
    as_nobody();
    dateline_status st[4] = { file_write(at(&p, "locked/f"), STR("new"), &err),
                              file_make_dir(at(&p, "locked/d/e"), NULL),
                              file_replace(at(&p, "locked/f"), at(&p, "g"), NULL),
                              file_put_dir(at(&p, "locked"), at(&p, "other"), is_ours,
                                           NULL) };
    as_before();
    for (int i = 0; i < 4; i++)
        CHECK_INT(st[i], DATELINE_IO);
    CHECK(strstr(err.message, "permission denied") != NULL);
    CHECK_TEXT(content(&p, at(&p, "locked/f")), "old");
    chmod(at(&p, "locked"), 0755);
    close_place(&p);
}

TEST(file_that_may_not_be_read_is_an_error)
{
    place p = open_place();
    dateline_error err = { 0 };
    str text;
    CHECK_INT(file_write(at(&p, "secret"), STR("x"), NULL), DATELINE_OK);
    CHECK_INT(chmod(p.dir, 0755), 0);
    CHECK_INT(chmod(at(&p, "secret"), 0), 0);
    as_nobody();
    dateline_status st = file_read(&p.a, at(&p, "secret"), &text, &err);
    as_before();
    CHECK_INT(st, DATELINE_IO);
    CHECK(strstr(err.message, "permission denied") != NULL);
    close_place(&p);
}

TEST(file_may_have_the_longest_name_there_is_and_no_longer_one)
{
    place p = open_place();
    dateline_error err = { 0 };
    char name[257] = { 0 };
    memset(name, 'n', 255);

    CHECK_INT(file_write(at(&p, name), STR("x"), &err), DATELINE_OK);
    CHECK_TEXT(content(&p, at(&p, name)), "x");
    name[255] = 'n';
    CHECK_INT(file_write(at(&p, name), STR("x"), &err), DATELINE_IO);
    CHECK(strstr(err.message, "n': the name is too long") != NULL);
    CHECK_INT(count(&p), 1);
    close_place(&p);
}

TEST(file_directories_are_made_with_their_parents_and_may_exist)
{
    place p = open_place();
    dateline_error err = { 0 };
    static const char *const paths[] = { "a/b/c", "a/b/c/", "a//b///d", "a" };
    for (int i = 0; i < 4; i++) {
        CHECK_INT(file_make_dir(at(&p, paths[i]), &err), DATELINE_OK);
        CHECK(file_is_dir(at(&p, paths[i])));
    }
    CHECK_INT(file_write(at(&p, "f"), STR("x"), NULL), DATELINE_OK);
    CHECK(!file_is_dir(at(&p, "f")));
    CHECK_INT(file_make_dir(at(&p, "f"), &err), DATELINE_IO);
    CHECK_INT(file_make_dir(at(&p, "f/d"), &err), DATELINE_IO);
    CHECK(strstr(err.message, "not a directory") != NULL);
    CHECK_INT(file_make_dir("", &err), DATELINE_IO);
    close_place(&p);
}

TEST(file_list_is_sorted_by_bytes)
{
    place p = open_place();
    static const char *const made[] = { "b", "Z", "é", "a10", "a2", ".hidden" };
    static const char *const want[] = { ".hidden", "Z", "a10", "a2", "b", "é" };
    char **names;
    size_t n;
    for (int i = 0; i < 6; i++)
        CHECK_INT(file_write(at(&p, made[i]), STR(""), NULL), DATELINE_OK);

    CHECK_INT(file_list(&p.a, p.dir, &names, &n, NULL), DATELINE_OK);

    CHECK_INT(n, 6);
    for (int i = 0; i < 6; i++)
        CHECK_TEXT(names[i], want[i]);
    CHECK_INT(file_list(&p.a, at(&p, "b"), &names, &n, NULL), DATELINE_IO);
    CHECK_INT(n, 0);
    close_place(&p);
}

TEST(file_tree_is_removed_without_following_links)
{
    place p = open_place();
    CHECK_INT(file_make_dir(at(&p, "tree/x/y"), NULL), DATELINE_OK);
    CHECK_INT(file_make_dir(at(&p, "kept"), NULL), DATELINE_OK);
    CHECK_INT(file_write(at(&p, "kept/f"), STR("x"), NULL), DATELINE_OK);
    CHECK_INT(file_write(at(&p, "tree/x/g"), STR("x"), NULL), DATELINE_OK);
    CHECK_INT(symlink(at(&p, "kept"), at(&p, "tree/x/link")), 0);

    file_remove_tree(at(&p, "tree"));

    CHECK(!file_exists(at(&p, "tree")));
    CHECK_TEXT(content(&p, at(&p, "kept/f")), "x");
    file_remove_tree(at(&p, "nothing"));
    file_remove(at(&p, "nothing"));
    close_place(&p);
}

TEST(file_directory_is_replaced_as_a_whole)
{
    place p = open_place();
    CHECK_INT(file_make_dir(at(&p, "out"), NULL), DATELINE_OK);
    CHECK_INT(file_write(at(&p, "out/old"), STR("1"), NULL), DATELINE_OK);
    CHECK_INT(file_make_dir(at(&p, "part"), NULL), DATELINE_OK);
    CHECK_INT(file_write(at(&p, "part/new"), STR("2"), NULL), DATELINE_OK);

    CHECK_INT(file_put_dir(at(&p, "part"), at(&p, "out/"), is_ours, NULL), DATELINE_OK);

    CHECK(!file_exists(at(&p, "out/old")));
    CHECK_TEXT(content(&p, at(&p, "out/new")), "2");
    CHECK_INT(count(&p), 1);
    close_place(&p);
}

TEST(file_directory_that_cannot_be_put_leaves_the_old_one)
{
    place p = open_place();
    dateline_error err = { 0 };
    CHECK_INT(file_make_dir(at(&p, "out"), NULL), DATELINE_OK);
    CHECK_INT(file_write(at(&p, "out/old"), STR("1"), NULL), DATELINE_OK);

    CHECK_INT(file_put_dir(at(&p, "missing"), at(&p, "out"), is_ours, &err), DATELINE_IO);

    CHECK_TEXT(content(&p, at(&p, "out/old")), "1");
    CHECK_INT(count(&p), 1);
    close_place(&p);
}

TEST(file_directory_with_strange_files_is_not_replaced)
{
    place p = open_place();
    dateline_error err = { 0 };
    CHECK_INT(file_make_dir(at(&p, "home"), NULL), DATELINE_OK);
    CHECK_INT(file_write(at(&p, "home/old"), STR("1"), NULL), DATELINE_OK);
    CHECK_INT(file_write(at(&p, "home/thesis.txt"), STR("2"), NULL), DATELINE_OK);
    CHECK_INT(file_make_dir(at(&p, "part"), NULL), DATELINE_OK);

    CHECK_INT(file_may_put_dir(at(&p, "home"), is_ours, &err), DATELINE_IO);
    CHECK(strstr(err.message, "thesis.txt") != NULL);
    CHECK_INT(file_put_dir(at(&p, "part"), at(&p, "home"), is_ours, &err), DATELINE_IO);

    CHECK_TEXT(content(&p, at(&p, "home/thesis.txt")), "2");
    CHECK_INT(file_may_put_dir(at(&p, "home/old"), is_ours, &err), DATELINE_IO);
    CHECK_INT(file_may_put_dir(at(&p, "nothing"), is_ours, &err), DATELINE_OK);
    CHECK_INT(file_may_put_dir(at(&p, "part"), is_ours, &err), DATELINE_OK);
    close_place(&p);
}

TEST(file_that_is_a_link_stays_one_and_what_it_names_is_written)
{
    place p = open_place();
    char target[300] = { 0 };
    CHECK_INT(file_write(at(&p, "real"), STR("old"), NULL), DATELINE_OK);
    CHECK_INT(symlink("real", at(&p, "link")), 0);

    CHECK_INT(file_write(at(&p, "link"), STR("new"), NULL), DATELINE_OK);

    CHECK_TEXT(content(&p, at(&p, "real")), "new");
    CHECK(readlink(at(&p, "link"), target, sizeof target - 1) == 4);
    CHECK_INT(count(&p), 2);
    close_place(&p);
}

TEST(file_unfinished_stands_beside_the_file)
{
    arena a = { 0 };
    CHECK(str_starts(str_of(file_unfinished(&a, "d/map.png")), STR("d/map.png.")));
    CHECK(str_starts(str_of(file_unfinished(&a, "d/tiles//")), STR("d/tiles.")));
    CHECK(*file_program_dir(&a) == '/');
    arena_clear(&a);
}

TEST(file_source_gives_all_bytes_in_blocks)
{
    place p = open_place();
    file_source in;
    char block[7], all[64];
    size_t n = 0, got;
    CHECK_INT(file_write(at(&p, "f"), STR("twenty-one bytes long"), NULL), DATELINE_OK);
    CHECK_INT(file_source_open(at(&p, "f"), &in, NULL), DATELINE_OK);
    do {
        CHECK_INT(file_source_read(&in, block, sizeof block, &got, NULL), DATELINE_OK);
        memcpy(all + n, block, got);
        n += got;
    } while (got == sizeof block);
    file_source_close(&in);
    file_source_close(&in);
    CHECK_STR(((str){ all, n }), "twenty-one bytes long");

    dateline_error err = { 0 };
    CHECK_INT(file_source_open(at(&p, "none"), &in, &err), DATELINE_IO);
    CHECK(strstr(err.message, "no such file") != NULL);
    CHECK_INT(file_source_open(p.dir, &in, &err), DATELINE_IO);
    CHECK(strstr(err.message, "it is a directory") != NULL);
    CHECK(!in.open);
    close_place(&p);
}

TEST(file_sink_appears_whole_or_not_at_all)
{
    place p = open_place();
    file_sink out;
    const char *path = at(&p, "f");
    CHECK_INT(file_write(path, STR("old"), NULL), DATELINE_OK);
    CHECK_INT(file_sink_open(path, &out, NULL), DATELINE_OK);
    CHECK_INT(file_sink_write(&out, STR("new "), NULL), DATELINE_OK);
    CHECK_TEXT(content(&p, path), "old");
    file_sink_drop(&out);
    CHECK_TEXT(content(&p, path), "old");
    CHECK_INT(count(&p), 1);

    CHECK_INT(file_sink_open(path, &out, NULL), DATELINE_OK);
    CHECK_INT(file_sink_write(&out, STR("new "), NULL), DATELINE_OK);
    CHECK_INT(file_sink_write(&out, STR("bytes"), NULL), DATELINE_OK);
    CHECK_INT(file_sink_finish(&out, NULL), DATELINE_OK);
    file_sink_drop(&out);
    CHECK_TEXT(content(&p, path), "new bytes");
    CHECK_INT(count(&p), 1);

    dateline_error err = { 0 };
    CHECK_INT(file_sink_open(at(&p, "none/f"), &out, &err), DATELINE_IO);
    CHECK(strstr(err.message, "no such file or directory") != NULL);
    file_sink_drop(&out);
    close_place(&p);
}
