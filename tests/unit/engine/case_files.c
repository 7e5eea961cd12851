/* A case as files: a dataset of JSON arrays and, for the kinds, a pack of rules. */
#include "unit/engine/case_files.h"

#include "base/text.h"

#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILE_MAX = 16 * 1024 * 1024 };

/* Check's asserts are for inside tests only, and cases are read before. */
static void need(bool good, const char *path, const char *what)
{
    if (good) return;
    fprintf(stderr, "%s %s\n", path, what);
    abort();
}

static char *read_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    need(file != NULL, path, "cannot be opened");
    char *text = malloc(FILE_MAX);
    size_t length = fread(text, 1, FILE_MAX - 1, file);
    text[length] = '\0';
    fclose(file);
    return text;
}

static void write_file(const char *folder, const char *name, const char *text)
{
    char path[CASE_PATH_MAX];
    ck_assert_int_lt(snprintf(path, sizeof path, "%s/%s", folder, name), (int)sizeof path);
    FILE *file = fopen(path, "wb");
    ck_assert_msg(file != NULL, "%s cannot be written", path);
    fputs(text, file);
    fclose(file);
}

cJSON *case_read_json(const char *path)
{
    char *text = read_file(path);
    cJSON *value = cJSON_Parse(text);
    need(value != NULL, path, "is no JSON");
    free(text);
    return value;
}

/* ---- Lua literals ---- */

static void add_literal(struct accord_text *text, const cJSON *value)
{
    const cJSON *member;
    if (cJSON_IsString(value)) {
        accord_text_add_json(text, value->valuestring, strlen(value->valuestring));
    } else if (cJSON_IsNumber(value)) {
        accord_text_add_int(text, (int64_t)value->valuedouble);
    } else if (cJSON_IsBool(value)) {
        accord_text_add_str(text, cJSON_IsTrue(value) ? "true" : "false");
    } else if (cJSON_IsArray(value) || cJSON_IsObject(value)) {
        accord_text_add_char(text, '{');
        cJSON_ArrayForEach(member, value)
        {
            if (cJSON_IsNull(member)) continue;
            if (member->string != NULL) accord_text_addf(text, "[\"%s\"]=", member->string);
            add_literal(text, member);
            accord_text_add_char(text, ',');
        }
        accord_text_add_char(text, '}');
    } else {
        accord_text_add_str(text, "nil");
    }
}

/* ---- rules ---- */

static const cJSON *member_of(const cJSON *first, const cJSON *second, const char *name)
{
    const cJSON *member = first == NULL ? NULL : cJSON_GetObjectItemCaseSensitive(first, name);
    return member != NULL ? member : cJSON_GetObjectItemCaseSensitive(second, name);
}

static const char *text_of(const cJSON *value, const char *otherwise)
{
    return cJSON_IsString(value) ? value->valuestring : otherwise;
}

static void add_provision(struct accord_text *text, const char *id, const cJSON *own, const cJSON *shared)
{
    accord_text_addf(text, "{id=\"%s\",summary=\"a case\",verb=\"%s\",addressees={\"%s\"}", id,
                     text_of(member_of(own, shared, "verb"), "urges"),
                     text_of(member_of(own, shared, "subject"), "party"));
    const cJSON *effect = member_of(own, shared, "effect"), *until = member_of(own, shared, "until");
    if (effect != NULL) accord_text_addf(text, ",effect=\"%s\"", effect->valuestring);
    if (cJSON_IsString(until)) accord_text_addf(text, ",[\"until\"]=\"%s\"", until->valuestring);
    if (cJSON_IsTrue(member_of(own, shared, "qualified"))) accord_text_add_str(text, ",qualified=true");
    accord_text_add_str(text, "},");
}

static void write_register(const char *folder, const cJSON *shared, const cJSON *required)
{
    struct accord_text text;
    accord_text_init(&text, FILE_MAX);
    accord_text_addf(&text,
                     "return {api=1,id=\"t\",under=\"%s\",version=\"1\",name=\"t\",title=\"t\",citation=\"t\","
                     "effect=\"1900-01-01\",provisions={",
                     text_of(cJSON_GetObjectItemCaseSensitive(shared, "under"), "cms"));
    add_provision(&text, "p", NULL, shared);
    if (required != NULL) add_provision(&text, "q", cJSON_GetObjectItemCaseSensitive(required, "register"), shared);
    accord_text_add_str(&text, "}}");
    write_file(folder, "instrument.lua", accord_text_str(&text));
    accord_text_clear(&text);
}

static void write_rule(const char *folder, const char *file, const char *id, const char *provision, const cJSON *rule,
                       const cJSON *shared)
{
    char path[CASE_PATH_MAX];
    struct accord_text text;
    const char *kind = text_of(cJSON_GetObjectItemCaseSensitive(rule, "kind"), "");
    snprintf(path, sizeof path, "%s/semantics/kinds/%s.lua", ACCORD_FIXTURES, kind);
    char *body = read_file(path);
    const cJSON *own = cJSON_GetObjectItemCaseSensitive(rule, "register");
    accord_text_init(&text, FILE_MAX);
    accord_text_addf(&text, "local kind = (function()\n%s\nend)()\n", body);
    accord_text_addf(&text,
                     "kind.id, kind.provision, kind.title = \"%s\", \"t:%s\", \"a case\"\nkind.subject = \"%s\"\n", id,
                     provision, text_of(member_of(own, shared, "subject"), "party"));
    accord_text_add_str(&text, "kind.params = ");
    add_literal(&text, cJSON_GetObjectItemCaseSensitive(rule, "params"));
    const cJSON *former = cJSON_GetObjectItemCaseSensitive(rule, "former_ids");
    accord_text_add_str(&text, "\nkind.aliases = ");
    add_literal(&text, former);
    if (cJSON_GetObjectItemCaseSensitive(rule, "requires") != NULL)
        accord_text_add_str(&text, "\nkind.requires = \"t/required\"");
    accord_text_add_str(&text, "\nreturn kind\n");
    write_file(folder, file, accord_text_str(&text));
    accord_text_clear(&text);
    free(body);
}

static void write_rules(const cJSON *one, const cJSON *other, struct case_files *files)
{
    char folder[CASE_PATH_MAX];
    const cJSON *rule = member_of(other, one, "rule"), *shared = member_of(other, one, "register");
    const cJSON *required = cJSON_GetObjectItemCaseSensitive(rule, "requires");
    ck_assert_int_lt(snprintf(files->rules, sizeof files->rules, "%s/rules", files->folder), (int)sizeof files->rules);
    ck_assert_int_lt(snprintf(folder, sizeof folder, "%s/t", files->rules), (int)sizeof folder);
    ck_assert_int_eq(mkdir(files->rules, 0700), 0);
    ck_assert_int_eq(mkdir(folder, 0700), 0);
    snprintf(files->rule_id, sizeof files->rule_id, "%s",
             text_of(cJSON_GetObjectItemCaseSensitive(rule, "id"), "t/rule"));
    write_register(folder, shared, required);
    write_rule(folder, "rule.lua", files->rule_id, "p", rule, shared);
    if (required != NULL) write_rule(folder, "required.lua", "t/required", "q", required, shared);
}

/* ---- the dataset ---- */

static void write_dataset(const cJSON *one, const cJSON *other, struct case_files *files)
{
    const cJSON *tables = member_of(other, one, "tables"), *complete = member_of(other, one, "complete"), *table;
    cJSON *package = cJSON_CreateObject(), *resources = cJSON_AddArrayToObject(package, "resources");
    cJSON_AddStringToObject(package, "name", "case");
    cJSON_ArrayForEach(table, tables)
    {
        char name[128];
        const cJSON *declared = cJSON_GetObjectItemCaseSensitive(complete, table->string);
        cJSON *resource = cJSON_CreateObject();
        char *rows = cJSON_Print(table);
        snprintf(name, sizeof name, "%s.json", table->string);
        cJSON_AddStringToObject(resource, "name", table->string);
        cJSON_AddStringToObject(resource, "path", name);
        if (declared != NULL) cJSON_AddItemToObject(resource, "accord:complete", cJSON_Duplicate(declared, true));
        cJSON_AddItemToArray(resources, resource);
        write_file(files->dataset, name, rows);
        free(rows);
    }
    cJSON_ArrayForEach(table, complete)
    {
        if (cJSON_GetObjectItemCaseSensitive(tables, table->string) != NULL) continue;
        char name[128];
        cJSON *resource = cJSON_CreateObject();
        snprintf(name, sizeof name, "%s.json", table->string);
        cJSON_AddStringToObject(resource, "name", table->string);
        cJSON_AddStringToObject(resource, "path", name);
        cJSON_AddItemToObject(resource, "accord:complete", cJSON_Duplicate(table, true));
        cJSON_AddItemToArray(resources, resource);
        write_file(files->dataset, name, "[]");
    }
    char *text = cJSON_Print(package);
    write_file(files->dataset, "datapackage.json", text);
    free(text);
    cJSON_Delete(package);
}

void case_files_write(const cJSON *one, const cJSON *other, struct case_files *files)
{
    char folder[] = "/tmp/accord-case-XXXXXX";
    memset(files, 0, sizeof *files);
    ck_assert(mkdtemp(folder) != NULL);
    snprintf(files->folder, sizeof files->folder, "%s", folder);
    snprintf(files->dataset, sizeof files->dataset, "%s/data", folder);
    ck_assert_int_eq(mkdir(files->dataset, 0700), 0);
    write_rules(one, other, files);
    write_dataset(one, other, files);
}

static void remove_folder(const char *path)
{
    DIR *folder = opendir(path);
    if (folder == NULL) return;
    for (const struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        char full[CASE_PATH_MAX * 2];
        if (entry->d_name[0] == '.') continue;
        snprintf(full, sizeof full, "%s/%s", path, entry->d_name);
        if (unlink(full) != 0) remove_folder(full);
    }
    closedir(folder);
    rmdir(path);
}

void case_files_remove(const struct case_files *files)
{
    remove_folder(files->folder);
}
