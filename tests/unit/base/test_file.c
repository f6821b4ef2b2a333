#include "base/arena.h"
#include "base/file.h"

#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

struct fixture {
    struct arena *arena;
    struct messages err;
    char folder[64];
};

static int setup(void **state)
{
    struct arena *a = arena_new();
    struct fixture *f = arena_alloc(a, sizeof *f);
    f->arena = a;
    messages_init(&f->err, a);
    snprintf(f->folder, sizeof f->folder, "/tmp/tsuzuri-file-XXXXXX");
    *state = f;
    return mkdtemp(f->folder) ? 0 : -1;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    DIR *d = opendir(f->folder);
    for (struct dirent *entry = readdir(d); entry; entry = readdir(d))
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            remove(file_join(f->arena, f->folder, entry->d_name));
    closedir(d);
    rmdir(f->folder);
    arena_free(f->arena);
    return 0;
}

static char *in_folder(struct fixture *f, const char *name)
{
    return file_join(f->arena, f->folder, name);
}

static int count_files(const struct fixture *f)
{
    int n = -2;
    DIR *d = opendir(f->folder);
    while (readdir(d))
        n++;
    closedir(d);
    return n;
}

static void put(const char *path, const char *text)
{
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
}

static void assert_content(struct fixture *f, const char *path, const char *text)
{
    struct buf b = {0};
    assert_true(file_read(&f->err, position_none(), path, 1 << 20, &b));
    assert_string_equal(b.size ? b.data : "", text);
    buf_release(&b);
}

static void assert_error(const struct fixture *f, const char *code, enum message_class class)
{
    assert_int_equal(f->err.errors, 1);
    assert_string_equal(f->err.first->code, code);
    assert_int_equal(f->err.first->class, class);
}

static void reading_appends_the_bytes(void **state)
{
    struct fixture *f = *state;
    put(in_folder(f, "a"), "bcd");
    struct buf b = {0};
    buf_adds(&b, "a");
    assert_true(file_read(&f->err, position_none(), in_folder(f, "a"), 3, &b));
    assert_string_equal(b.data, "abcd");
    assert_null(f->err.first);
    buf_release(&b);
}

static void a_file_over_the_limit_is_refused_and_nothing_added(void **state)
{
    struct fixture *f = *state;
    put(in_folder(f, "a"), "bcde");
    struct buf b = {0};
    buf_adds(&b, "a");
    assert_false(file_read(&f->err, position_none(), in_folder(f, "a"), 3, &b));
    assert_error(f, "too-large", ERR_INPUT);
    assert_string_equal(b.data, "a");
    buf_release(&b);
}

static void a_missing_file_is_blamed_at_the_mark_or_at_itself(void **state)
{
    struct fixture *f = *state;
    struct buf b = {0};
    const char *path = in_folder(f, "none");
    assert_false(file_read(&f->err, position_none(), path, 3, &b));
    assert_false(file_read(&f->err, (struct position){"x.yaml", 4, 2, NULL}, path, 3, &b));
    const struct message *m = f->err.first;
    assert_string_equal(m->at.file, path);
    assert_non_null(strstr(m->en, "no such file"));
    assert_non_null(strstr(m->ja, "ありません"));
    assert_null(strstr(m->ja, "no such"));
    assert_string_equal(m->next->at.file, "x.yaml");
    assert_int_equal(m->next->at.line, 4);
}

static void folders_devices_and_pipes_are_not_read(void **state)
{
    struct fixture *f = *state;
    struct buf b = {0};
    assert_int_equal(mkfifo(in_folder(f, "pipe"), 0600), 0);
    assert_false(file_read(&f->err, position_none(), f->folder, 3, &b));
    assert_false(file_read(&f->err, position_none(), "/dev/zero", 3, &b));
    assert_false(file_read(&f->err, position_none(), in_folder(f, "pipe"), 3, &b));
    assert_int_equal(f->err.errors, 3);
    for (const struct message *m = f->err.first; m; m = m->next)
        assert_string_equal(m->code, "not-a-file");
}

static void writing_makes_a_file_with_the_mode_less_the_umask(void **state)
{
    struct fixture *f = *state;
    struct stat st;
    mode_t old = umask(027);
    assert_true(file_write(&f->err, in_folder(f, "a"), "x\0y", 3, 0666));
    umask(old);
    assert_int_equal(stat(in_folder(f, "a"), &st), 0);
    assert_int_equal(st.st_size, 3);
    assert_int_equal(st.st_mode & 0777, 0640);
    assert_int_equal(count_files(f), 1);
}

static void writing_replaces_a_file_and_keeps_its_mode(void **state)
{
    struct fixture *f = *state;
    struct stat st;
    put(in_folder(f, "a"), "a much longer text");
    chmod(in_folder(f, "a"), 0604);
    assert_true(file_write(&f->err, in_folder(f, "a"), "new", 3, 0666));
    assert_content(f, in_folder(f, "a"), "new");
    stat(in_folder(f, "a"), &st);
    assert_int_equal(st.st_mode & 0777, 0604);
    assert_int_equal(count_files(f), 1);
}

static void an_empty_file_can_be_written(void **state)
{
    struct fixture *f = *state;
    assert_true(file_write(&f->err, in_folder(f, "a"), NULL, 0, 0666));
    assert_content(f, in_folder(f, "a"), "");
}

static void links_are_followed_and_stay_links(void **state)
{
    struct fixture *f = *state;
    struct stat st;
    put(in_folder(f, "target"), "old");
    assert_int_equal(symlink("target", in_folder(f, "link")), 0);
    assert_int_equal(symlink(in_folder(f, "link"), in_folder(f, "link2")), 0);
    assert_true(file_write(&f->err, in_folder(f, "link2"), "new", 3, 0666));
    assert_content(f, in_folder(f, "target"), "new");
    assert_int_equal(lstat(in_folder(f, "link2"), &st), 0);
    assert_true(S_ISLNK(st.st_mode));
}

static void a_link_to_a_file_that_is_not_there_yet_makes_it(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(symlink("later", in_folder(f, "link")), 0);
    assert_true(file_write(&f->err, in_folder(f, "link"), "new", 3, 0666));
    assert_content(f, in_folder(f, "later"), "new");
}

static void a_link_that_leads_to_itself_is_refused(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(symlink("loop", in_folder(f, "loop")), 0);
    assert_false(file_write(&f->err, in_folder(f, "loop"), "new", 3, 0666));
    assert_error(f, "cannot-write", ERR_OUTPUT);
    assert_int_equal(count_files(f), 1);
}

static void folders_and_devices_are_no_targets(void **state)
{
    struct fixture *f = *state;
    assert_false(file_write(&f->err, f->folder, "x", 1, 0666));
    assert_error(f, "not-a-file", ERR_OUTPUT);
    assert_false(file_write(&f->err, "/dev/null", "x", 1, 0666));
    assert_int_equal(f->err.errors, 2);
}

static void a_missing_folder_is_an_error_of_the_output(void **state)
{
    struct fixture *f = *state;
    assert_false(file_write(&f->err, in_folder(f, "none/a"), "x", 1, 0666));
    assert_error(f, "cannot-write", ERR_OUTPUT);
    assert_string_equal(f->err.first->at.file, in_folder(f, "none/a"));
}

static void the_longest_name_can_be_written(void **state)
{
    struct fixture *f = *state;
    char name[NAME_MAX + 2];
    memset(name, 'n', sizeof name);
    name[NAME_MAX] = '\0';
    assert_true(file_write(&f->err, in_folder(f, name), "x", 1, 0666));
    assert_content(f, in_folder(f, name), "x");
    name[NAME_MAX] = 'n';
    name[NAME_MAX + 1] = '\0';
    assert_false(file_write(&f->err, in_folder(f, name), "x", 1, 0666));
    assert_int_equal(count_files(f), 1);
}

static void a_stale_temporary_file_is_no_hindrance(void **state)
{
    struct fixture *f = *state;
    put(in_folder(f, arena_printf(f->arena, ".a.%ld-0.tmp", (long)getpid())), "stale");
    assert_true(file_write(&f->err, in_folder(f, "a"), "x", 1, 0666));
    assert_content(f, in_folder(f, "a"), "x");
    assert_int_equal(count_files(f), 2);
}

static int write_with_little_room(struct fixture *f)
{
    struct rlimit few = {1000, 1000};
    char data[5000] = {0};
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &few);
    bool ok = file_write(&f->err, in_folder(f, "a"), data, sizeof data, 0666);
    return !ok && f->err.errors == 1 && f->err.first->class == ERR_OUTPUT ? 0 : 1;
}

static void a_write_that_fails_half_way_leaves_the_old_file_alone(void **state)
{
    struct fixture *f = *state;
    put(in_folder(f, "a"), "old");
    pid_t child = fork();
    if (child == 0)
        _exit(write_with_little_room(f));
    int status = -1;
    waitpid(child, &status, 0);
    assert_int_equal(status, 0);
    assert_content(f, in_folder(f, "a"), "old");
    assert_int_equal(count_files(f), 1);
}

static void abandon_and_die(int number)
{
    (void)number;
    file_abandon();
    _exit(7);
}

static void write_until_killed(struct fixture *f)
{
    struct rlimit few = {1000, 1000};
    char data[5000] = {0};
    signal(SIGXFSZ, abandon_and_die);
    setrlimit(RLIMIT_FSIZE, &few);
    file_write(&f->err, in_folder(f, "a"), data, sizeof data, 0666);
    _exit(0);
}

static void abandoning_from_a_signal_removes_the_temporary_file(void **state)
{
    struct fixture *f = *state;
    pid_t child = fork();
    if (child == 0)
        write_until_killed(f);
    int status = 0;
    waitpid(child, &status, 0);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 7);
    assert_int_equal(count_files(f), 0);
}

static void drafts_are_filled_and_kept_one_by_one(void **state)
{
    struct fixture *f = *state;
    struct stat st;
    struct temporary *a = temporary_open(&f->err, in_folder(f, "a"), 0666);
    struct temporary *b = temporary_open(&f->err, in_folder(f, "b"), 0600);
    assert_true(
        a && b && temporary_fill(&f->err, a, "longer", 6) && temporary_fill(&f->err, a, "a", 1));
    assert_false(file_exists(in_folder(f, "a")));
    assert_true(temporary_fill(&f->err, b, "b", 1) && temporary_keep(&f->err, a));
    assert_int_equal(stat(in_folder(f, "a"), &st), 0);
    assert_int_equal(st.st_size, 1);
    temporary_drop(b);
    assert_int_equal(count_files(f), 1);
}

static void abandoning_removes_every_draft_under_way(void **state)
{
    struct fixture *f = *state;
    struct temporary *a = temporary_open(&f->err, in_folder(f, "a"), 0666);
    struct temporary *b = temporary_open(&f->err, in_folder(f, "b"), 0600);
    assert_true(a && b);
    assert_int_equal(count_files(f), 2);
    file_abandon();
    assert_int_equal(count_files(f), 0);
    temporary_drop(a);
    temporary_drop(b);
}

static void a_private_file_is_private_also_where_it_replaces_another(void **state)
{
    struct fixture *f = *state;
    struct stat st;
    const char *path = in_folder(f, "a");
    assert_true(file_write(&f->err, path, "a", 1, 0666));
    assert_int_equal(chmod(path, 0644), 0);
    struct temporary *d = temporary_open(&f->err, path, 0600);
    assert_true(d && temporary_fill(&f->err, d, "b", 1) && temporary_keep(&f->err, d));
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_int_equal(chmod(path, 0644), 0);
    assert_true(file_write(&f->err, path, "c", 1, 0600));
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
}

static void abandoning_without_a_write_under_way_does_nothing(void **state)
{
    struct fixture *f = *state;
    file_abandon();
    assert_true(file_write(&f->err, in_folder(f, "a"), "x", 1, 0666));
    file_abandon();
    assert_content(f, in_folder(f, "a"), "x");
}

static void the_folder_of_a_path_is_all_before_its_last_part(void **state)
{
    struct fixture *f = *state;
    assert_string_equal(file_folder(f->arena, "a.yaml"), ".");
    assert_string_equal(file_folder(f->arena, "x/y/a.yaml"), "x/y");
    assert_string_equal(file_folder(f->arena, "x//a.yaml"), "x");
    assert_string_equal(file_folder(f->arena, "/a.yaml"), "/");
    assert_string_equal(file_folder(f->arena, "//a.yaml"), "/");
    assert_string_equal(file_folder(f->arena, ""), ".");
}

static void joining_puts_one_slash_between(void **state)
{
    struct fixture *f = *state;
    assert_string_equal(file_join(f->arena, "x", "a"), "x/a");
    assert_string_equal(file_join(f->arena, "x/", "a"), "x/a");
    assert_string_equal(file_join(f->arena, "/", "a"), "/a");
    assert_string_equal(file_join(f->arena, "x", "/a"), "/a");
    assert_string_equal(file_join(f->arena, "", "a"), "a");
}

static void existence_counts_folders_too(void **state)
{
    struct fixture *f = *state;
    assert_true(file_exists(f->folder));
    assert_false(file_exists(in_folder(f, "none")));
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

static void several_files_appear_all_or_none(void **state)
{
    struct fixture *f = *state;
    struct file_content good[] = {{in_folder(f, "a"), "x", 1}, {in_folder(f, "b"), "yy", 2}};
    assert_true(file_write_all(&f->err, good, 2, 0666));
    assert_content(f, in_folder(f, "a"), "x");
    assert_content(f, in_folder(f, "b"), "yy");
    struct file_content bad[] = {{in_folder(f, "a"), "new", 3}, {in_folder(f, "none/c"), "z", 1},
        {in_folder(f, "d"), "", 0}};
    assert_false(file_write_all(&f->err, bad, 3, 0666));
    assert_content(f, in_folder(f, "a"), "x");
    assert_int_equal(count_files(f), 2);
    assert_true(file_write_all(&f->err, NULL, 0, 0666));
}

static void abandoning_removes_the_temporary_files_of_all(void **state)
{
    struct fixture *f = *state;
    assert_non_null(temporary_open(&f->err, in_folder(f, "a"), 0666));
    assert_non_null(temporary_open(&f->err, in_folder(f, "b"), 0666));
    assert_int_equal(count_files(f), 2);
    file_abandon();
    assert_int_equal(count_files(f), 0);
}

static void a_new_file_never_replaces_another(void **state)
{
    struct fixture *f = *state;
    struct stat st;
    mode_t old = umask(022);
    assert_true(file_create(&f->err, in_folder(f, "a"), "new", 3, 0666));
    umask(old);
    assert_content(f, in_folder(f, "a"), "new");
    assert_int_equal(stat(in_folder(f, "a"), &st), 0);
    assert_int_equal(st.st_mode & 0777, 0644);
    assert_int_equal(st.st_nlink, 1);
    assert_false(file_create(&f->err, in_folder(f, "a"), "other", 5, 0666));
    assert_string_equal(f->err.first->code, "file-exists");
    assert_content(f, in_folder(f, "a"), "new");
    assert_int_equal(symlink("nowhere", in_folder(f, "link")), 0);
    assert_false(file_create(&f->err, in_folder(f, "link"), "x", 1, 0666));
    assert_false(file_create(&f->err, in_folder(f, "none/a"), "x", 1, 0666));
    assert_string_equal(f->err.last->code, "cannot-write");
    assert_int_equal(messages_worst(&f->err), ERR_OUTPUT);
    assert_int_equal(count_files(f), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(reading_appends_the_bytes),
        TEST(a_file_over_the_limit_is_refused_and_nothing_added),
        TEST(a_missing_file_is_blamed_at_the_mark_or_at_itself),
        TEST(folders_devices_and_pipes_are_not_read),
        TEST(writing_makes_a_file_with_the_mode_less_the_umask),
        TEST(writing_replaces_a_file_and_keeps_its_mode),
        TEST(an_empty_file_can_be_written),
        TEST(links_are_followed_and_stay_links),
        TEST(a_link_to_a_file_that_is_not_there_yet_makes_it),
        TEST(a_link_that_leads_to_itself_is_refused),
        TEST(folders_and_devices_are_no_targets),
        TEST(a_missing_folder_is_an_error_of_the_output),
        TEST(the_longest_name_can_be_written),
        TEST(a_stale_temporary_file_is_no_hindrance),
        TEST(a_write_that_fails_half_way_leaves_the_old_file_alone),
        TEST(abandoning_from_a_signal_removes_the_temporary_file),
        TEST(drafts_are_filled_and_kept_one_by_one),
        TEST(abandoning_removes_every_draft_under_way),
        TEST(a_private_file_is_private_also_where_it_replaces_another),
        TEST(abandoning_without_a_write_under_way_does_nothing),
        TEST(the_folder_of_a_path_is_all_before_its_last_part),
        TEST(joining_puts_one_slash_between),
        TEST(existence_counts_folders_too),
        TEST(a_new_file_never_replaces_another),
        TEST(several_files_appear_all_or_none),
        TEST(abandoning_removes_the_temporary_files_of_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
