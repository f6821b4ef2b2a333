/* What the commands print on a terminal. */
#include "program/tsuzuri/command.h"

#include <limits.h>
#include <unistd.h>

/* Tells whether a locale says nothing of a language. */
static bool is_silent(const char *locale)
{
    return !strcmp(locale, "POSIX") || (*locale == 'C' && (!locale[1] || locale[1] == '.'));
}

enum language spoken_language(const char *lang)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; !lang && i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        if (value && *value)
            lang = value;
    }
    if (!lang || is_silent(lang))
        return LANGUAGE_UNSAID;
    return strncmp(lang, "ja", 2) ? LANGUAGE_ENGLISH : LANGUAGE_JAPANESE;
}

void program_folder(char *out, size_t size)
{
    ssize_t n = readlink("/proc/self/exe", out, size - 1);
    out[n > 0 ? n : 0] = '\0';
    char *slash = strrchr(out, '/');
    if (slash)
        *slash = '\0';
    else
        snprintf(out, size, ".");
}

static bool has_forms(const char *folder)
{
    char path[PATH_MAX + 64];
    snprintf(path, sizeof path, "%s/forms", folder);
    return access(path, R_OK) == 0;
}

static void find_data(char *out, size_t size)
{
    static const char *const places[] = {"/../share/tsuzuri", "/..", "/../.."};
    char program[PATH_MAX];
    const char *said = getenv("TSUZURI_DATA");
    if (said && *said) {
        snprintf(out, size, "%s", said);
        return;
    }
    program_folder(program, sizeof program);
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        snprintf(out, size, "%s%s", program, places[i]);
        if (has_forms(out))
            return;
    }
}

/* One of our other programs. */
static void find_worker(const char *name, char *out, size_t size)
{
    char program[PATH_MAX];
    program_folder(program, sizeof program);
    snprintf(out, size, "%s/../libexec/tsuzuri/%s", program, name);
    if (access(out, X_OK) != 0)
        snprintf(out, size, "%s/%s", program, name);
}

/* The option that stands for a field of the library. */
static const char *spell_option(const char *field)
{
    static const char *const fields[][2] = {{"against", "--against"},
        {"allow_outside", "--allow-outside"}, {"assign", "--assign"}, {"blank", "--blank"},
        {"date", "--date"}, {"draft", "--draft"}, {"folder", "--split"}, {"force", "--force"},
        {"form", "--form"}, {"hidden_rows", "--hidden"}, {"jobs", "--jobs"}, {"mark", "--mark"},
        {"only", "--only"}, {"output", "-o"}, {"password_file", "--password-file"},
        {"red", "--red"}, {"settings", "--set"}, {"shard", "--shard"}, {"sheet", "--sheet"},
        {"shrink", "--room shrink"}, {"svg", "--svg"}, {"since", "--since"}, {"start", "--start"},
        {"with", "--with"}};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (!strcmp(fields[i][0], field))
            return fields[i][1];
    return field;
}

/* --- forms of one's own --- */

enum { MOST_FOLDERS = 32 };

static struct {
    const char *folders[MOST_FOLDERS];
    size_t count;
} own_forms;

bool add_forms(const char *folder)
{
    if (own_forms.count == MOST_FOLDERS - 1)
        return false;
    own_forms.folders[own_forms.count++] = folder;
    return true;
}

/* $TSUZURI_FORMS, folders with ':' between them. */
static void add_named_folders(void)
{
    static char names[PATH_MAX * 4];
    const char *said = getenv("TSUZURI_FORMS");
    snprintf(names, sizeof names, "%s", said ? said : "");
    for (char *at = names; *at;) {
        size_t size = strcspn(at, ":");
        bool more = at[size];
        at[size] = '\0';
        if (size)
            add_forms(at);
        at += size + more;
    }
}

/* Where programs keep what a user has made for them (XDG Base Directory Specification). */
static void add_home_folder(void)
{
    static char path[PATH_MAX + 64];
    const char *data = getenv("XDG_DATA_HOME");
    const char *home = getenv("HOME");
    if (data && *data == '/')
        snprintf(path, sizeof path, "%s/tsuzuri/forms", data);
    else
        snprintf(path, sizeof path, "%s/.local/share/tsuzuri/forms", home ? home : "");
    if (*path == '/' && access(path, R_OK) == 0)
        add_forms(path);
}

/* Once: what was named on the command line is there already, and comes first. */
static void find_own_forms(void)
{
    static bool done;
    if (!done) {
        add_named_folders();
        add_home_folder();
    }
    done = true;
}

struct tsuzuri_paths data_paths(void)
{
    static char forms[PATH_MAX + 64];
    static char fonts[PATH_MAX + 64];
    static char worker[PATH_MAX + 64];
    static char looker[PATH_MAX + 64];
    char data[PATH_MAX + 24];
    find_data(data, sizeof data);
    find_own_forms();
    snprintf(forms, sizeof forms, "%s/forms", data);
    snprintf(fonts, sizeof fonts, "%s/fonts/fonts.yaml", data);
    find_worker("tsuzuri-pdf", worker, sizeof worker);
    find_worker("tsuzuri-look", looker, sizeof looker);
    return (struct tsuzuri_paths){.forms = forms,
        .own = own_forms.folders,
        .own_count = own_forms.count,
        .fonts = fonts,
        .worker = worker,
        .looker = looker,
        .spell = spell_option};
}

static const char *level_word(enum tsuzuri_level level, bool japanese)
{
    static const char *const en[] = {"note", "warning", "error"};
    static const char *const ja[] = {"参考", "警告", "エラー"};
    return japanese ? ja[level] : en[level];
}

/* "register.xlsx:シート「台帳」C12: " */
static void print_sheet(const struct tsuzuri_message *m, bool japanese)
{
    const char *blank = m->cell && !japanese ? " " : "";
    fprintf(stderr, japanese ? "%s:シート「%s」%s%s: " : "%s:sheet '%s'%s%s: ", m->file, m->sheet,
        blank, m->cell ? m->cell : "");
}

static void print_place(const struct tsuzuri_message *m, bool japanese)
{
    if (m->file && m->sheet)
        print_sheet(m, japanese);
    else if (!m->file)
        fputs("tsuzuri: ", stderr);
    else if (m->line)
        fprintf(stderr, "%s:%d:%d: ", m->file, m->line, m->column);
    else
        fprintf(stderr, "%s: ", m->file);
}

static void print_excerpt(const struct tsuzuri_message *m)
{
    if (!m->source)
        return;
    fprintf(stderr, "%6d | %s\n       | %*s^\n", m->line, m->source, m->cells, "");
}

/* Several messages about one place show its line once. */
static bool same_place(const struct tsuzuri_message *a, const struct tsuzuri_message *b)
{
    return a->file && b->file && !strcmp(a->file, b->file) && a->line == b->line &&
           a->column == b->column;
}

static void print_message(const struct tsuzuri_message *m, bool japanese, bool colour)
{
    static const char *const colours[] = {"\033[36m", "\033[35m", "\033[31m"};
    print_place(m, japanese);
    fprintf(stderr, "%s%s: %s%s\n", colour ? colours[m->level] : "", level_word(m->level, japanese),
        colour ? "\033[0m" : "", japanese ? m->ja : m->en);
}

void print_messages(struct tsuzuri_call *call, bool japanese)
{
    print_messages_but(call, japanese, NULL);
}

void print_messages_but(
    struct tsuzuri_call *call, bool japanese, bool (*left_out)(const struct tsuzuri_message *m))
{
    bool colour = isatty(STDERR_FILENO) && !getenv("NO_COLOR");
    struct tsuzuri_message m, next;
    bool shown = false; /* a note alone needs no line */
    for (size_t i = 0; tsuzuri_message(call, i, &m); i++) {
        if (left_out && left_out(&m))
            continue;
        print_message(&m, japanese, colour);
        shown |= m.level != TSUZURI_NOTE;
        if (tsuzuri_message(call, i + 1, &next) && same_place(&m, &next))
            continue;
        if (shown)
            print_excerpt(&m);
        shown = false;
    }
}

/* The bytes of the character at s where it is text, else 0. */
static size_t text_size(const char *s)
{
    unsigned char c = (unsigned char)*s;
    size_t n = c < 0x80 ? 1 : c < 0xC2 ? 0 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : c < 0xF5 ? 4 : 0;
    for (size_t i = 1; i < n; i++)
        if (((unsigned char)s[i] & 0xC0) != 0x80)
            return 0;
    bool control = c < 0x20 || c == 0x7F || (c == 0xC2 && (unsigned char)s[1] < 0xA0);
    return control ? 0 : n;
}

/* What was typed, with '?' for what would do harm on a terminal. */
static void print_word(const char *word)
{
    for (size_t n; *word; word += n ? n : 1) {
        n = text_size(word);
        fprintf(stderr, "%.*s", n ? (int)n : 1, n ? word : "?");
    }
}

int usage_fault(
    const struct command *c, bool japanese, const char *en, const char *ja, const char *word)
{
    fprintf(stderr, "tsuzuri %s: ", c->name);
    fputs(japanese ? ja : en, stderr);
    if (word) {
        fputs(": '", stderr);
        print_word(word);
        fputc('\'', stderr);
    }
    fprintf(stderr,
        japanese ? "\n使い方は「tsuzuri %s --help」で表示されます\n"
                 : "\ntry 'tsuzuri %s --help'\n",
        c->name);
    return TSUZURI_USAGE;
}

int print_help(const struct command *c, bool japanese)
{
    printf(japanese ? "使い方: %s\n\n%s" : "usage: %s\n\n%s", c->usage,
        japanese ? c->help_ja : c->help_en);
    return 0;
}

struct tsuzuri_call *open_call(void)
{
    struct tsuzuri_paths paths = data_paths();
    paths.watch = trace_watch();
    struct tsuzuri_catalogue *catalogue = tsuzuri_catalogue_new(&paths);
    struct tsuzuri_call *call = tsuzuri_call_new(catalogue);
    tsuzuri_catalogue_free(catalogue);
    return call;
}

int end_output(int code, bool japanese)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return code;
    fputs(japanese ? "tsuzuri: 標準出力に書き出せません\n"
                   : "tsuzuri: cannot write to standard output\n",
        stderr);
    return TSUZURI_CANNOT_WRITE;
}

int end_text(struct tsuzuri_call *call, bool japanese, enum tsuzuri_status status)
{
    print_messages(call, japanese);
    if (status == TSUZURI_DONE || status == TSUZURI_INCOMPLETE)
        fputs(tsuzuri_text(call), stdout);
    int code = end_output((int)status, japanese);
    tsuzuri_call_free(call);
    return code;
}
