/* Scaffolds of rules and instruments: the texts, and writing them where nothing stands. */
#include "workshop/scaffold.h"

#include "base/error.h"
#include "engine/packs.h"
#include "workshop/luacats.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILE_MAX_BYTES = 1024 * 1024, PATH_BYTES = 4096, NAME_MAX_BYTES = 100 };

/* ---- names ---- */

static bool is_name(const char *name, bool dots)
{
    size_t length = strlen(name);
    if (length == 0 || length > NAME_MAX_BYTES || name[0] == '-' || name[0] == '.') return false;
    if (name[length - 1] == '-' || name[length - 1] == '.') return false;
    for (const char *at = name; *at; at++) {
        bool good = (*at >= 'a' && *at <= 'z') || (*at >= '0' && *at <= '9') || *at == '-' || (dots && *at == '.');
        if (!good) return false;
    }
    return true;
}

const char *accord_scaffold_refuse_rule(const char *name)
{
    size_t length = strlen(name);
    if (!is_name(name, false)) return "expected a-z, 0-9 and '-', which says what is wrong: no-focal-point";
    if (strcmp(name, "instrument") == 0) return "that file is the register, expected another name";
    if (length >= 5 && strcmp(name + length - 5, "-test") == 0)
        return "files that end so hold cases, expected another name";
    return NULL;
}

const char *accord_scaffold_refuse_instrument(const char *id)
{
    if (!is_name(id, true)) return "expected a-z, 0-9, '-' and '.': cms-11.10";
    if (strcmp(id, "lib") == 0 || strcmp(id, "profiles") == 0)
        return "that folder holds what rules share, expected another id";
    return NULL;
}

/* ---- files ---- */

static struct accord_scaffold_file *add_file(struct accord_scaffold *scaffold, bool shared)
{
    assert(scaffold->count < ACCORD_SCAFFOLD_FILES_MAX);
    struct accord_scaffold_file *file = &scaffold->files[scaffold->count++];
    accord_text_init(&file->text, FILE_MAX_BYTES);
    file->shared = shared;
    return file;
}

/* "cms-11.10/no_focal_point.lua" of the rule's name; `end` is "" or "_test". */
static void set_path(struct accord_scaffold_file *file, const char *instrument, const char *name, const char *end)
{
    (void)snprintf(file->path, sizeof file->path, "%s/%s%s.lua", instrument, name, end);
    for (char *at = file->path + strlen(instrument); *at; at++)
        if (*at == '-') *at = '_';
}

void accord_scaffold_clear(struct accord_scaffold *scaffold)
{
    for (size_t i = 0; i < scaffold->count; i++)
        accord_text_clear(&scaffold->files[i].text);
    scaffold->count = 0;
}

/* ---- a rule ---- */

/* Words as a comment, at most 100 columns a line. */
static void add_comment(struct accord_text *text, const char *words)
{
    enum { COLUMNS = 100 };
    size_t column = 0;
    while (*words) {
        size_t length = strcspn(words, " \n\r\t");
        if (length > 0 && column > 0 && column + 1 + length > COLUMNS) column = 0, accord_text_add_char(text, '\n');
        if (length > 0) accord_text_addf(text, "%s%.*s", column == 0 ? "-- " : " ", (int)length, words);
        if (length > 0) column += (column == 0 ? 3 : 1) + length;
        words += length;
        words += strspn(words, " \n\r\t");
    }
    accord_text_add_char(text, '\n');
}

/* "No focal point" of "no-focal-point". */
static void add_title(struct accord_text *text, const char *name)
{
    for (const char *at = name; *at; at++) {
        char c = *at == '-' ? ' ' : *at;
        accord_text_add_char(text, at == name && c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c);
    }
}

/* What the actor is called in the check. */
static const char *variable_of(const char *subject)
{
    return strchr(subject, '_') ? "actor" : subject;
}

static void add_rule_file(struct accord_scaffold *scaffold, const struct accord_scaffold_rule *rule)
{
    struct accord_scaffold_file *file = add_file(scaffold, false);
    struct accord_text *text = &file->text;
    char today[ACCORD_DATE_TEXT_MAX];
    const char *actor = variable_of(rule->subject);
    set_path(file, rule->instrument, rule->name, "");
    add_comment(text, rule->summary);
    accord_text_addf(
        text,
        "--\n"
        "-- NOT WRITTEN YET. In place of these lines say how the paragraph is read and why: what shows that it was "
        "done,\n"
        "-- what does not, and what the record cannot show. Then\n"
        "--   1. write what must come out in the file beside this one that ends in _test.lua: a case for each verdict, "
        "both\n"
        "--      sides of each limit;\n"
        "--   2. write the check until `accord test` and `accord lint` are content;\n"
        "--   3. look at what it does: `accord explain RULE --rules DIR --dataset DATASET --actor ACTOR`.\n"
        "local ASKED = { provision = \"%s\" } -- acts that cite the provision\n\n",
        rule->provision);
    accord_text_addf(text, "return {\n  id = \"%s/%s\",\n  provision = \"%s\",\n  subject = \"%s\",\n  title = \"",
                     rule->instrument, rule->name, rule->provision, rule->subject);
    add_title(text, rule->name);
    accord_text_addf(text,
                     "\",\n"
                     "  reading = { by = \"nobody yet\", on = \"%s\", state = \"draft\" },\n"
                     "  messages = {\n"
                     "    [\"not-written\"] = \"an act is on record, and this rule is not written yet\",\n"
                     "    none = \"no act that cites the provision is on record\",\n"
                     "  },\n"
                     "  ---@param %s accord.Actor\n"
                     "  check = function(%s)\n"
                     "    local acts = %s:actions(ASKED)\n"
                     "    if #acts > 0 then\n"
                     "      return review(\"not-written\", {}, acts) -- met(acts), or what else these acts show\n"
                     "    end\n"
                     "    return absent(\"none\", \"actions\", ASKED)\n"
                     "  end,\n"
                     "}\n",
                     accord_date_format(rule->today, today), actor, actor, actor);
}

static void add_test_file(struct accord_scaffold *scaffold, const struct accord_scaffold_rule *rule)
{
    struct accord_scaffold_file *file = add_file(scaffold, false);
    struct accord_text *text = &file->text;
    const struct accord_subject *subject = accord_subject_find(rule->subject);
    char day[ACCORD_DATE_TEXT_MAX];
    (void)accord_date_format(rule->as_of, day);
    set_path(file, rule->instrument, rule->name, "_test");
    accord_text_addf(
        text,
        "-- What must come of the rule, case by case: accord test FILE. Each case says what it claims; the rows are "
        "those\n"
        "-- of the dataset's tables, and `complete` says for what and since when a table holds everything.\n"
        "return {\n  rule = \"%s/%s\",\n  as_of = \"%s\",\n  actor = \"AAA\",\n  given = {\n"
        "    actors = { { id = \"AAA\", kind = \"%s\", name = \"An actor\" } },\n",
        rule->instrument, rule->name, day, subject->kinds[0]);
    if (subject->asks_bound && subject->bound)
        accord_text_addf(
            text, "    memberships = { { actor = \"AAA\", treaty = \"%s\", source = \"s1\", in_force = \"%s\" } },\n",
            rule->under, day);
    accord_text_addf(
        text,
        "  },\n  cases = {\n"
        "    {\n      says = \"NOT WRITTEN YET: an act shows it (write the rule until this holds)\",\n"
        "      given = {\n        actions = {\n"
        "          { id = \"a1\", actor = \"AAA\", provision = \"%s\", status = \"done\", date = \"%s\" },\n"
        "        },\n      },\n"
        "      expect = { verdict = \"met\", rests_on = { \"a1\" } },\n    },\n"
        "    {\n      says = \"nothing on record says nothing\",\n"
        "      expect = { verdict = \"unreported\", message = \"none\" },\n    },\n  },\n}\n",
        rule->provision, day);
}

void accord_scaffold_add_rule(struct accord_scaffold *scaffold, const struct accord_scaffold_rule *rule)
{
    add_rule_file(scaffold, rule);
    add_test_file(scaffold, rule);
}

/* ---- an instrument ---- */

void accord_scaffold_add_register(struct accord_scaffold *scaffold, const char *id, const char *under,
                                  struct accord_date today)
{
    char day[ACCORD_DATE_TEXT_MAX];
    struct accord_scaffold_file *file = add_file(scaffold, false);
    (void)accord_date_format(today, day);
    (void)snprintf(file->path, sizeof file->path, "%s/instrument.lua", id);
    accord_text_addf(
        &file->text,
        "-- NOT WRITTEN YET. In place of these lines say what this instrument is, and how it is read as a whole.\n"
        "--\n"
        "-- Every limb of the text stands below in order, those too that no program can assess: they have no addressee "
        "and\n"
        "-- a `context` that says why. A new verb, or a second act, is a limb of its own: 3.a, 3.b. Summaries are in "
        "your\n"
        "-- own words. `accord trace` shows what has no rule yet, `accord new-rule %s NAME` begins one.\n"
        "return {\n"
        "  api = 1,\n"
        "  id = \"%s\",\n"
        "  under = \"%s\", -- the treaty: its Parties are those that it binds\n"
        "  version = \"0.1.0\",\n"
        "  name = \"%s\",\n"
        "  title = \"The title of the text\",\n"
        "  citation = \"How the text is cited\",\n"
        "  effect = \"%s\", -- the first day of its effect\n"
        "  reading = { by = \"nobody yet\", on = \"%s\", state = \"draft\" },\n"
        "  provisions = {\n"
        "    {\n"
        "      id = \"1\",\n"
        "      verb = \"requests\", -- the text's own verb: it sets the force\n"
        "      addressees = { \"party\" },\n"
        "      summary = \"What paragraph 1 asks of each Party, in own words.\",\n"
        "      citation = \"paragraph 1\",\n"
        "    },\n"
        "  },\n"
        "}\n",
        id, id, under, id, day, day);
}

void accord_scaffold_add_editor(struct accord_scaffold *scaffold)
{
    struct accord_scaffold_file *settings = add_file(scaffold, true), *definitions = add_file(scaffold, true);
    (void)snprintf(settings->path, sizeof settings->path, ".luarc.json");
    accord_luarc_write(&settings->text, ".accord");
    (void)snprintf(definitions->path, sizeof definitions->path, ".accord/accord.lua");
    accord_luacats_write(&definitions->text);
}

/* ---- writing ---- */

static enum accord_status join(char *path, const char *folder, const char *name, struct accord_error *err)
{
    int length = snprintf(path, PATH_BYTES, "%s/%s", folder, name);
    if (length > 0 && length < PATH_BYTES) return ACCORD_OK;
    return accord_error_set(err, ACCORD_NOT_WRITTEN, "%s: the path is too long", folder);
}

static enum accord_status cannot(const char *path, const char *what, struct accord_error *err)
{
    return accord_error_set(err, ACCORD_NOT_WRITTEN, "%s: cannot be %s: %s", path, what, strerror(errno));
}

static enum accord_status make_folder(const char *path, struct accord_error *err)
{
    return mkdir(path, 0777) == 0 || errno == EEXIST ? ACCORD_OK : cannot(path, "made", err);
}

static enum accord_status write_whole(int descriptor, const char *path, const struct accord_text *text,
                                      struct accord_error *err)
{
    const char *bytes = accord_text_str(text);
    for (size_t done = 0; done < text->length;) {
        ssize_t written = write(descriptor, bytes + done, text->length - done);
        if (written < 0 && errno != EINTR) return cannot(path, "written", err);
        if (written > 0) done += (size_t)written;
    }
    return ACCORD_OK;
}

/* A file that is new; half of one is removed again. */
static enum accord_status write_new(const char *path, const struct accord_scaffold_file *file, struct accord_error *err)
{
    int descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor < 0 && errno == EEXIST && file->shared) return ACCORD_OK;
    if (descriptor < 0) return cannot(path, "written", err);
    enum accord_status status = write_whole(descriptor, path, &file->text, err);
    if (close(descriptor) != 0 && status == ACCORD_OK) status = cannot(path, "written", err);
    if (status != ACCORD_OK) (void)unlink(path);
    return status;
}

static enum accord_status write_file(const struct accord_scaffold_file *file, const char *folder,
                                     struct accord_error *err)
{
    char path[PATH_BYTES];
    enum accord_status status = join(path, folder, file->path, err);
    if (status != ACCORD_OK) return status;
    if (file->text.failed) return accord_error_memory(err);
    for (char *slash = strchr(path + strlen(folder) + 1, '/'); slash && status == ACCORD_OK;) {
        *slash = '\0';
        status = make_folder(path, err);
        *slash = '/';
        slash = strchr(slash + 1, '/');
    }
    return status == ACCORD_OK ? write_new(path, file, err) : status;
}

enum accord_status accord_scaffold_write(const struct accord_scaffold *scaffold, const char *folder,
                                         struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    for (size_t i = 0; status == ACCORD_OK && i < scaffold->count; i++) {
        char path[PATH_BYTES];
        struct stat about;
        status = join(path, folder, scaffold->files[i].path, err);
        if (status == ACCORD_OK && !scaffold->files[i].shared && lstat(path, &about) == 0)
            status = accord_error_set(err, ACCORD_BAD_USAGE, "%s: is there already, nothing is written", path);
    }
    if (status == ACCORD_OK) status = make_folder(folder, err);
    for (size_t i = 0; status == ACCORD_OK && i < scaffold->count; i++)
        status = write_file(&scaffold->files[i], folder, err);
    return status;
}
