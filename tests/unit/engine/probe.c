/* A small pack and a small dataset written by a test, run as the program would. */
#include "unit/engine/probe.h"

#include "base/error.h"
#include "base/text.h"
#include "language/sentence.h"

#include <check.h>
#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

enum { TEXT_MAX = 64 * 1024 * 1024, TICK_MICROSECONDS = 2000 };

/* ---- files ---- */

void probe_open(struct probe *probe)
{
    char folder[] = "/tmp/accord-probe-XXXXXX";
    memset(probe, 0, sizeof *probe);
    probe->limits = accord_limits_default();
    ck_assert(mkdtemp(folder) != NULL);
    snprintf(probe->folder, sizeof probe->folder, "%s", folder);
    snprintf(probe->rules, sizeof probe->rules, "%s/rules", folder);
    snprintf(probe->data, sizeof probe->data, "%s/data", folder);
    ck_assert_int_eq(mkdir(probe->rules, 0700), 0);
    ck_assert_int_eq(mkdir(probe->data, 0700), 0);
}

static void remove_folder(const char *path)
{
    DIR *folder = opendir(path);
    if (folder == NULL) return;
    for (const struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        char full[PROBE_PATH_MAX * 2];
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
        snprintf(full, sizeof full, "%s/%s", path, entry->d_name);
        if (unlink(full) != 0) remove_folder(full);
    }
    closedir(folder);
    rmdir(path);
}

void probe_close(struct probe *probe)
{
    remove_folder(probe->folder);
}

static void write_bytes(const struct probe *probe, const char *path, const char *bytes, size_t length)
{
    char full[PROBE_PATH_MAX * 2];
    ck_assert_int_lt(snprintf(full, sizeof full, "%s/%s", probe->folder, path), (int)sizeof full);
    for (char *at = full + strlen(probe->folder) + 1; (at = strchr(at, '/')) != NULL; at++) {
        *at = '\0';
        (void)mkdir(full, 0700);
        *at = '/';
    }
    FILE *file = fopen(full, "wb");
    ck_assert_msg(file != NULL, "%s cannot be written", full);
    ck_assert_uint_eq(fwrite(bytes, 1, length, file), length);
    fclose(file);
}

void probe_file(const struct probe *probe, const char *path, const char *text)
{
    write_bytes(probe, path, text, strlen(text));
}

void probe_copy(const struct probe *probe, const char *path, const char *from)
{
    FILE *file = fopen(from, "rb");
    ck_assert_msg(file != NULL, "%s cannot be opened", from);
    char *bytes = malloc(TEXT_MAX);
    size_t length = fread(bytes, 1, TEXT_MAX, file);
    fclose(file);
    write_bytes(probe, path, bytes, length);
    free(bytes);
}

void probe_register(const struct probe *probe)
{
    probe_file(probe, "rules/t/instrument.lua",
               "return { api = 1, id = \"t\", under = \"cms\", version = \"1\", name = \"t\", title = \"t\",\n"
               "  citation = \"t\", effect = \"2020-01-01\", provisions = {\n"
               "  { id = \"p\", verb = \"urges\", addressees = { \"party\" }, summary = \"p\" },\n"
               "  { id = \"q\", verb = \"urges\", addressees = { \"party\" }, summary = \"q\", qualified = true },\n"
               "} }\n");
}

void probe_rule(const struct probe *probe, const char *name, const char *body, const char *more)
{
    struct accord_text text;
    char path[128];
    accord_text_init(&text, TEXT_MAX);
    accord_text_addf(&text,
                     "return { id = \"t/%s\", provision = \"t:p\", subject = \"party\", title = \"%s\",\n"
                     "  messages = { m = \"message\", n = \"n is {n}\" },\n  %s\n"
                     "  check = function(actor, params, provision)\n%s\nend }\n",
                     name, name, more == NULL ? "" : more, body);
    snprintf(path, sizeof path, "rules/t/%s.lua", name);
    probe_file(probe, path, accord_text_str(&text));
    accord_text_clear(&text);
}

static void write_package(const struct probe *probe)
{
    struct accord_text text;
    accord_text_init(&text, TEXT_MAX);
    accord_text_add_str(&text, "{\"name\":\"probe\",\"resources\":[");
    for (size_t i = 0; i < probe->table_count; i++) {
        accord_text_addf(&text, "%s{\"name\":\"%s\",\"path\":\"%s.json\"", i == 0 ? "" : ",", probe->tables[i].name,
                         probe->tables[i].name);
        if (probe->tables[i].complete != NULL)
            accord_text_addf(&text, ",\"accord:complete\":%s", probe->tables[i].complete);
        accord_text_add_char(&text, '}');
    }
    accord_text_add_str(&text, "]}");
    probe_file(probe, "data/datapackage.json", accord_text_str(&text));
    accord_text_clear(&text);
}

void probe_table(struct probe *probe, const char *name, const char *rows, const char *complete)
{
    char path[128];
    size_t at = 0;
    while (at < probe->table_count && strcmp(probe->tables[at].name, name) != 0)
        at++;
    ck_assert_uint_lt(at, PROBE_TABLES_MAX);
    probe->tables[at].name = name;
    probe->tables[at].complete = complete;
    if (at == probe->table_count) probe->table_count++;
    snprintf(path, sizeof path, "data/%s.json", name);
    probe_file(probe, path, rows);
    write_package(probe);
}

void probe_actors(struct probe *probe)
{
    probe_table(probe, "actors",
                "[{\"id\":\"KEN\",\"kind\":\"state\",\"name\":\"Kenya\"},"
                "{\"id\":\"TZA\",\"kind\":\"state\",\"name\":\"Tanzania\"},"
                "{\"id\":\"USA\",\"kind\":\"state\",\"name\":\"United States\"}]",
                NULL);
    probe_table(probe, "memberships",
                "[{\"actor\":\"KEN\",\"treaty\":\"cms\",\"source\":\"s\",\"in_force\":\"1999-05-01\"},"
                "{\"actor\":\"TZA\",\"treaty\":\"cms\",\"source\":\"s\",\"in_force\":\"1999-07-01\"}]",
                NULL);
}

/* ---- verdicts as text ---- */

struct dump {
    struct accord_text text;
    const struct accord_packs *packs;
    const struct accord_dataset *dataset;
};

static void add_value(struct accord_text *text, const struct accord_value *value)
{
    char date[ACCORD_DATE_TEXT_MAX];
    switch (value->kind) {
    case ACCORD_VALUE_TEXT:
    case ACCORD_VALUE_DECIMAL:
        accord_text_add_str(text, value->text);
        break;
    case ACCORD_VALUE_INTEGER:
        accord_text_add_int(text, value->integer);
        break;
    case ACCORD_VALUE_BOOLEAN:
        accord_text_add_str(text, value->integer != 0 ? "true" : "false");
        break;
    case ACCORD_VALUE_DATE:
        accord_text_add_str(text, accord_date_format(value->date, date));
        break;
    case ACCORD_VALUE_LIST:
        for (size_t i = 0; i < value->count; i++)
            accord_text_addf(text, "%s%s", i == 0 ? "" : "|", value->items[i]);
        break;
    case ACCORD_VALUE_PRESENT:
        accord_text_add_str(text, value->integer != 0 ? "present" : "absent");
        break;
    case ACCORD_VALUE_DURING:
        accord_text_addf(text, "%s..", accord_date_format(value->date, date));
        if (value->integer != 0) accord_text_add_str(text, accord_date_format(value->to, date));
        break;
    }
}

static void add_evidence(const struct dump *dump, struct accord_text *text, const struct accord_evidence *evidence,
                         size_t count, const char *indent)
{
    for (size_t i = 0; i < count; i++) {
        accord_text_addf(text, "%sevidence %s {", indent, evidence[i].table);
        for (size_t j = 0; j < evidence[i].filter_count; j++) {
            accord_text_addf(text, "%s%s=", j == 0 ? "" : " ", evidence[i].filter[j].name);
            add_value(text, &evidence[i].filter[j].value);
        }
        accord_text_add_char(text, '}');
        for (size_t j = 0; j < evidence[i].row_count; j++) {
            const struct accord_evidence_row *row = &evidence[i].rows[j];
            accord_text_addf(text, " %s(", row->key);
            for (size_t k = 0; k < row->column_count; k++)
                accord_text_addf(text, "%s%s=%s", k == 0 ? "" : " ",
                                 accord_dataset_column(dump->dataset, evidence[i].table_number, row->columns[k]),
                                 row->values[k] == NULL ? "-" : row->values[k]);
            accord_text_add_char(text, ')');
        }
        accord_text_add_char(text, '\n');
    }
}

/* What the engine says in its own name can be said in other languages. */
static void read_back(const char *sentence)
{
    struct accord_text text;
    accord_text_init(&text, TEXT_MAX);
    bool good = accord_sentence_add(&text, accord_language_find("fr"), sentence);
    ck_assert_msg(good || text.failed, "the engine's '%s' is not read back (src/language/sentence.h)", sentence);
    accord_text_clear(&text);
}

static void read_back_verdict(const struct accord_verdict *verdict)
{
    if (verdict->gate <= ACCORD_GATE_REQUIRES && verdict->finding_count == 0 &&
        verdict->verdict != ACCORD_VERDICT_ERROR)
        read_back(verdict->why);
    for (size_t i = 0; i < verdict->finding_count; i++) {
        const struct accord_finding *finding = &verdict->findings[i];
        const char *addition = strstr(finding->message, "; but ");
        if (strncmp(finding->message_id, "accord-", 7) == 0) read_back(finding->message);
        if (addition != NULL && strstr(addition, " may count: ") != NULL) read_back(addition);
    }
}

static enum accord_status take_verdict(void *host, const struct accord_verdict *verdict, struct accord_error *err)
{
    struct dump *dump = host;
    struct accord_text *text = &dump->text;
    struct accord_rule_facts rule, cause;
    (void)err;
    read_back_verdict(verdict);
    accord_packs_rule(dump->packs, verdict->rule, &rule);
    accord_text_addf(text, "%s %s %s %s: %s\n", verdict->actor_id, rule.id,
                     accord_verdict_meaning(verdict->verdict)->name, accord_gate_name(verdict->gate), verdict->why);
    if (verdict->has_cause) {
        accord_packs_rule(dump->packs, verdict->cause_rule, &cause);
        accord_text_addf(text, "  cause %s %s\n", cause.id, accord_verdict_meaning(verdict->cause)->name);
    }
    if (verdict->trace != NULL) accord_text_addf(text, "  trace %s\n", verdict->trace);
    for (size_t i = 0; i < verdict->finding_count; i++) {
        const struct accord_finding *finding = &verdict->findings[i];
        accord_text_addf(text, "  finding %s %s %s [", accord_verdict_meaning(finding->verdict)->name,
                         finding->message_id, finding->fingerprint);
        for (size_t j = 0; j < finding->about_count; j++)
            accord_text_addf(text, "%s%s", j == 0 ? "" : " ", finding->about[j]);
        accord_text_addf(text, "]: %s\n", finding->message);
        add_evidence(dump, text, finding->evidence, finding->evidence_count, "    ");
    }
    add_evidence(dump, text, verdict->evidence, verdict->evidence_count, "  ");
    return ACCORD_OK;
}

/* ---- runs ---- */

static struct accord_run *ticked_run;

static void tick(int number)
{
    (void)number;
    accord_run_tick(ticked_run);
}

static void start_ticks(struct accord_run *run)
{
    struct sigaction action = {.sa_handler = tick, .sa_flags = SA_RESTART};
    struct itimerval every = {{0, TICK_MICROSECONDS}, {0, TICK_MICROSECONDS}};
    ticked_run = run;
    ck_assert_int_eq(sigaction(SIGALRM, &action, NULL), 0);
    ck_assert_int_eq(setitimer(ITIMER_REAL, &every, NULL), 0);
}

static void stop_ticks(void)
{
    struct itimerval never = {{0, 0}, {0, 0}};
    ck_assert_int_eq(setitimer(ITIMER_REAL, &never, NULL), 0);
}

static void add_problems(struct accord_text *text, const struct accord_problems *problems)
{
    for (size_t i = 0; problems != NULL && i < accord_problems_kept(problems); i++) {
        const struct accord_problem *problem = accord_problems_at(problems, i);
        accord_text_addf(text, "%s:%u: %s\n", problem->file, problem->line, problem->text);
    }
}

static enum accord_status evaluate(const struct probe *probe, struct dump *dump, struct accord_packs *packs,
                                   struct accord_dataset *dataset, const char *as_of, struct accord_error *err)
{
    struct accord_run_options options = {.actor_count = SIZE_MAX,
                                         .params = probe->params,
                                         .params_count = probe->params_count,
                                         .ticked = probe->ticked,
                                         .observer = probe->observer};
    struct accord_run *run = NULL;
    const char *why;
    ck_assert(accord_date_parse(as_of, strlen(as_of), &options.as_of, &why));
    dump->packs = packs;
    dump->dataset = dataset;
    enum accord_status status = accord_run_new(packs, dataset, &options, &run, err);
    if (status == ACCORD_OK) {
        if (probe->ticked) start_ticks(run);
        status = accord_run_evaluate(run, take_verdict, dump, err);
        if (probe->ticked) stop_ticks();
    }
    accord_run_free(run);
    return status;
}

enum accord_status probe_try(struct probe *probe, const char *as_of, char **text)
{
    struct dump dump = {.packs = NULL};
    struct accord_error err = {ACCORD_OK, ""};
    struct accord_problems *problems = NULL, *warnings = NULL;
    struct accord_packs *packs = NULL;
    struct accord_dataset *dataset = NULL;
    struct accord_dataset_options options = {NULL};
    const char *folders[] = {probe->rules};
    *text = NULL;
    accord_text_init(&dump.text, TEXT_MAX);
    enum accord_status status = accord_problems_new(&problems, &err);
    if (status == ACCORD_OK) status = accord_problems_new(&warnings, &err);
    if (status == ACCORD_OK) status = accord_packs_open(folders, 1, &probe->limits, problems, &packs, &err);
    if (status == ACCORD_OK && probe->table_count > 0)
        status = accord_dataset_open(probe->data, &options, problems, warnings, &dataset, &err);
    if (status == ACCORD_OK && dataset != NULL) status = evaluate(probe, &dump, packs, dataset, as_of, &err);
    /* What is taken down here may be the last thing that memory is asked for. */
    if (status == ACCORD_OK && dump.text.failed) status = accord_error_memory(&err);
    if (status != ACCORD_OK) ck_assert_msg(err.text[0] != '\0' && err.status == status, "status %d", (int)status);
    if (status == ACCORD_BAD_RULES || status == ACCORD_BAD_DATA) {
        ck_assert_uint_gt(accord_problems_count(problems), 0);
        add_problems(&dump.text, problems);
    }
    if (status == ACCORD_BAD_USAGE) accord_text_add_str(&dump.text, err.text);
    if (status != ACCORD_NO_MEMORY && !dump.text.failed) {
        *text = malloc(dump.text.length + 1);
        memcpy(*text, accord_text_str(&dump.text), dump.text.length + 1);
    }
    accord_text_clear(&dump.text);
    accord_dataset_close(dataset);
    accord_packs_close(packs);
    accord_problems_free(problems);
    accord_problems_free(warnings);
    return status;
}

char *probe_run(struct probe *probe, const char *as_of)
{
    char *text;
    enum accord_status status = probe_try(probe, as_of, &text);
    ck_assert_msg(text != NULL, "status %d", (int)status);
    return text;
}

const char *probe_verdict(const char *text, const char *actor, const char *rule)
{
    static char found[1024 * 1024];
    char head[256];
    snprintf(head, sizeof head, "%s %s ", actor, rule);
    for (const char *line = text; line != NULL && *line != '\0';) {
        if (strncmp(line, head, strlen(head)) == 0) {
            const char *end = line;
            do
                end = strchr(end, '\n') + 1;
            while (*end == ' ' || *end == '\t' || strncmp(end, "stack", 5) == 0);
            snprintf(found, sizeof found, "%.*s", (int)(end - line), line);
            return found;
        }
        line = strchr(line, '\n');
        if (line != NULL) line++;
    }
    return "";
}
