/* What only the packs as a whole can tell: addressees and their rules, names of files, former ids, cases. */
#include "workshop/lint_parts.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum { PATH_ROOM = 8192 };

static struct accord_lint_file *file_at(struct accord_lint *lint, const char *path)
{
    for (size_t i = 0; i < lint->file_count; i++)
        if (strcmp(lint->files[i].path, path) == 0) return &lint->files[i];
    return NULL;
}

/* Where the file's table has that field, or NULL: the whole file. */
static const struct accord_lua_place *place_of(const struct accord_lint_file *file, const char *name)
{
    const struct accord_lua_node *value = accord_lua_field(file->table, name);
    return value == NULL ? NULL : &value->place;
}

/* ---- rules ---- */

static void look_at_subject(struct accord_lint *lint, const struct accord_lint_file *file,
                            const struct accord_rule_facts *rule)
{
    struct accord_provision_facts provision;
    accord_packs_provision(lint->packs, rule->provision, &provision);
    bool addressed = provision.addressee_count == 0;
    for (size_t i = 0; i < provision.addressee_count; i++)
        addressed = addressed || strcmp(provision.addressees[i], rule->subject) == 0;
    if (!addressed)
        accord_lint_complain(lint, file, ACCORD_LINT_ADDRESSEE, place_of(file, "subject"),
                             "the subject '%s' is not among the addressees of %s%s", rule->subject, provision.id,
                             accord_lint_near(lint, rule->subject, provision.addressees, provision.addressee_count));
    if (provision.context != NULL)
        accord_lint_complain(lint, file, ACCORD_LINT_CONTEXT, place_of(file, "provision"),
                             "the register calls %s context: %s", provision.id, provision.context);
}

/* instrument/what-is-wrong stands in instrument/what_is_wrong.lua, or what-is-wrong.lua. */
static bool is_named_so(const char *path, const char *id)
{
    size_t path_length = strlen(path), id_length = strlen(id), tail = strlen(".lua");
    if (path_length < id_length + tail) return false;
    const char *at = path + path_length - tail - id_length;
    if (at > path && at[-1] != '/') return false;
    bool folder = true;
    for (size_t i = 0; i < id_length; i++) {
        if (id[i] == '/') folder = false;
        if (at[i] != id[i] && !(!folder && id[i] == '-' && at[i] == '_')) return false;
    }
    return true;
}

static void look_at_name(struct accord_lint *lint, const struct accord_lint_file *file,
                         const struct accord_rule_facts *rule)
{
    char expected[256];
    if (is_named_so(rule->path, rule->id)) return;
    (void)snprintf(expected, sizeof expected, "%s.lua", rule->id);
    for (char *at = strchr(expected, '/'); at != NULL && *at != '\0'; at++)
        if (*at == '-') *at = '_';
    accord_lint_complain(lint, file, ACCORD_LINT_FILE_NAME, place_of(file, "id"),
                         "the id '%s' stands in %s, expected %s", rule->id, rule->file, expected);
}

static void look_at_aliases(struct accord_lint *lint, const struct accord_lint_file *file, size_t index,
                            const struct accord_rule_facts *rule)
{
    for (size_t i = 0; i < rule->alias_count; i++)
        for (size_t other = 0; other < accord_packs_rule_count(lint->packs); other++) {
            struct accord_rule_facts facts;
            accord_packs_rule(lint->packs, other, &facts);
            bool clash = strcmp(facts.id, rule->aliases[i]) == 0;
            for (size_t k = 0; k < facts.alias_count && other != index; k++)
                clash = clash || strcmp(facts.aliases[k], rule->aliases[i]) == 0;
            if (clash)
                accord_lint_complain(lint, file, ACCORD_LINT_ALIAS, place_of(file, "aliases"),
                                     "the alias '%s' is an id of %s", rule->aliases[i],
                                     other == index ? "the rule as it is" : facts.path);
        }
}

/* NAME_test.lua beside NAME.lua. */
static void look_for_test(struct accord_lint *lint, const struct accord_lint_file *file,
                          const struct accord_rule_facts *rule)
{
    struct accord_text path;
    struct stat about;
    accord_text_init(&path, PATH_ROOM);
    accord_text_add(&path, rule->path, strlen(rule->path) - strlen(".lua"));
    accord_text_add_str(&path, "_test.lua");
    if (!path.failed && stat(accord_text_str(&path), &about) != 0) {
        const char *slash = strrchr(accord_text_str(&path), '/');
        accord_lint_complain(lint, file, ACCORD_LINT_NO_TEST, NULL, "there is no %s beside it",
                             slash == NULL ? accord_text_str(&path) : slash + 1);
    }
    accord_text_clear(&path);
}

static void look_at_rule(struct accord_lint *lint, size_t index)
{
    struct accord_rule_facts rule;
    accord_packs_rule(lint->packs, index, &rule);
    const struct accord_lint_file *file = file_at(lint, rule.path);
    if (file == NULL) return;
    look_at_subject(lint, file, &rule);
    look_at_name(lint, file, &rule);
    look_at_aliases(lint, file, index, &rule);
    if (rule.reading.by == NULL)
        accord_lint_complain(lint, file, ACCORD_LINT_READING, NULL,
                             "it is not said who read the provision so: reading = { by = ..., on = ..., state = ... }");
    look_for_test(lint, file, &rule);
}

/* ---- registers ---- */

static bool has_rule(const struct accord_lint *lint, size_t provision, const char *subject)
{
    for (size_t i = 0; i < accord_packs_rule_count(lint->packs); i++) {
        struct accord_rule_facts rule;
        accord_packs_rule(lint->packs, i, &rule);
        if (rule.provision == provision && strcmp(rule.subject, subject) == 0) return true;
    }
    return false;
}

/* The register's constructor of a provision, or NULL. */
static const struct accord_lua_node *provision_table(const struct accord_lint_file *file, const char *id)
{
    const struct accord_lua_node *list = accord_lua_field(file->table, "provisions");
    if (list == NULL || list->kind != ACCORD_LUA_TABLE_NODE) return NULL;
    for (const struct accord_lua_node *field = list->right; field != NULL; field = field->next)
        if (accord_lua_is_text(accord_lua_field(field->right, "id"), ACCORD_LUA_STRING_NODE, id)) return field->right;
    return NULL;
}

static const struct accord_lua_place *place_of_addressee(const struct accord_lua_node *provision, const char *name)
{
    const struct accord_lua_node *list = accord_lua_field(provision, "addressees");
    const struct accord_lua_node *field = list != NULL && list->kind == ACCORD_LUA_TABLE_NODE ? list->right : NULL;
    for (; field != NULL; field = field->next)
        if (accord_lua_is_text(field->right, ACCORD_LUA_STRING_NODE, name)) return &field->right->place;
    return provision == NULL ? NULL : &provision->place;
}

static void look_at_provision(struct accord_lint *lint, const struct accord_lint_file *file, size_t index)
{
    struct accord_provision_facts provision;
    accord_packs_provision(lint->packs, index, &provision);
    const struct accord_lua_node *table = provision_table(file, strchr(provision.id, ':') + 1);
    if (provision.context != NULL) return;
    if (provision.addressee_count == 0)
        accord_lint_complain(lint, file, ACCORD_LINT_NO_ADDRESSEE, table == NULL ? NULL : &table->place,
                             "%s addresses nobody: name its addressees, or say in 'context' why none can be assessed",
                             provision.id);
    for (size_t i = 0; i < provision.addressee_count; i++)
        if (!has_rule(lint, index, provision.addressees[i]))
            accord_lint_complain(lint, file, ACCORD_LINT_NO_RULE, place_of_addressee(table, provision.addressees[i]),
                                 "no rule assesses %s for the addressee '%s'", provision.id, provision.addressees[i]);
}

void accord_lint_look_at_packs(struct accord_lint *lint)
{
    for (size_t i = 0; i < accord_packs_rule_count(lint->packs); i++)
        look_at_rule(lint, i);
    for (size_t i = 0; i < accord_packs_instrument_count(lint->packs); i++) {
        struct accord_instrument_facts instrument;
        accord_packs_instrument(lint->packs, i, &instrument);
        const struct accord_lint_file *file = file_at(lint, instrument.path);
        if (file == NULL) continue;
        if (instrument.reading.by == NULL)
            accord_lint_complain(lint, file, ACCORD_LINT_READING, NULL,
                                 "it is not said who read the text so: reading = { by = ..., on = ..., state = ... }");
        for (size_t k = 0; k < instrument.provision_count; k++)
            look_at_provision(lint, file, instrument.first_provision + k);
    }
}
