/* Options that were left out, taken from the environment and from accord.json. */
#include "cli/config.h"

#include "accord/problems.h"
#include "base/error.h"
#include "cli/loading.h"
#include "ingest/flat_json.h"

#include <stdio.h>
#include <string.h>

static const char prefix[] = "ACCORD_";

/* What is read of the file, one member a setting. */
struct reading {
    struct accord_config *config;
    void *request;
    struct accord_problems *problems;
    struct accord_flat_member members[ACCORD_FLAT_KEYS_MAX];
};

/* ---- which file ---- */

enum accord_status accord_config_take_file(void *host, const char *value, struct accord_error *err)
{
    struct accord_config *config = host;
    config->asked = value;
    return value[0] ? ACCORD_OK : accord_error_set(err, ACCORD_BAD_USAGE, "--config needs a path");
}

enum accord_status accord_config_take_none(void *host, const char *value, struct accord_error *err)
{
    struct accord_config *config = host;
    (void)value;
    (void)err;
    config->none = true;
    return ACCORD_OK;
}

static const char *variable_of(const char *option)
{
    char name[ACCORD_VARIABLE_MAX];
    return accord_places_environment(accord_variable_name(option, name));
}

static enum accord_status read_flag(const char *option, const char *value, bool *flag, struct accord_error *err)
{
    static const struct {
        const char *word;
        bool flag;
    } words[] = {{"1", true}, {"true", true}, {"0", false}, {"false", false}};
    char name[ACCORD_VARIABLE_MAX];
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        *flag = words[i].flag;
        if (strcmp(value, words[i].word) == 0) return ACCORD_OK;
    }
    return accord_error_set(err, ACCORD_BAD_USAGE, "%s=%s: expected true or false", accord_variable_name(option, name),
                            value);
}

static enum accord_status choose_by_variables(struct accord_config *config, struct accord_error *err)
{
    const char *none = variable_of("no-config");
    config->asked = variable_of("config");
    enum accord_status status = none ? read_flag("no-config", none, &config->none, err) : ACCORD_OK;
    if (config->asked || config->none) config->chosen = ACCORD_SOURCE_ENVIRONMENT;
    return status;
}

static enum accord_status choose_file(struct accord_config *config, struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    if (config->asked || config->none)
        config->chosen = ACCORD_SOURCE_FLAG;
    else
        status = choose_by_variables(config, err);
    if (status != ACCORD_OK) return status;
    if (config->asked && config->none)
        return accord_error_set(err, ACCORD_BAD_USAGE, "--config %s and --no-config: expected one of them",
                                config->asked);
    if (config->asked && strlen(config->asked) >= ACCORD_PATH_MAX)
        return accord_error_set(err, ACCORD_BAD_USAGE, "--config: the path is longer than %d bytes", ACCORD_PATH_MAX);
    config->file[0] = '\0';
    if (config->asked)
        (void)snprintf(config->file, sizeof config->file, "%s", config->asked);
    else if (!config->none)
        accord_config_find(config->file);
    return ACCORD_OK;
}

/* ---- which option ---- */

/* Where values of the option are kept: its index, or that of the operand which stands for it; ACCORD_GIVEN_MAX: the
 * command does not have it. */
static size_t slot_of(const struct accord_command *command, const char *option)
{
    size_t index = 0;
    if (!command) return ACCORD_GIVEN_MAX;
    for (; command->options && command->options[index].name; index++)
        if (strcmp(command->options[index].name, option) == 0) return index;
    bool operand = command->operand_for && strcmp(command->operand_for, option) == 0;
    return operand ? ACCORD_GIVEN_OPERAND : ACCORD_GIVEN_MAX;
}

/* Whether the setting is one of the command, and neither an argument nor an operand says it. */
static bool is_left_out(const struct accord_config *config, const struct accord_setting *setting, size_t *slot)
{
    const struct accord_command *command = config->command;
    *slot = slot_of(command, setting->option);
    if (*slot == ACCORD_GIVEN_MAX || (!setting->shared && !command->checks)) return false;
    bool operands = command->operand_for && strcmp(command->operand_for, setting->option) == 0 &&
                    config->given.values[ACCORD_GIVEN_OPERAND].count > 0;
    return config->given.values[*slot].count == 0 && !operands;
}

static enum accord_status give(struct reading *reading, size_t slot, const char *value, struct accord_error *err)
{
    struct accord_config *config = reading->config;
    const struct accord_command *command = config->command;
    bool operand = slot == ACCORD_GIVEN_OPERAND;
    enum accord_status (*take)(void *, const char *, struct accord_error *) =
        operand ? command->take_operand : command->options[slot].take;
    bool flag = !operand && !command->options[slot].value;
    enum accord_status status = accord_names_push(&config->given.values[slot], value, err);
    if (status == ACCORD_OK && flag) return strcmp(value, "true") == 0 ? take(reading->request, NULL, err) : ACCORD_OK;
    return status == ACCORD_OK ? take(reading->request, value, err) : status;
}

/* ---- from the environment ---- */

/* Each of the values between commas. */
static enum accord_status give_each(struct reading *reading, size_t slot, const char *list, struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    for (bool more = true; more && status == ACCORD_OK;) {
        size_t length = strcspn(list, ",");
        const char *value = accord_arena_copy(&reading->config->arena, list, length);
        if (!value) return accord_error_memory(err);
        status = give(reading, slot, value, err);
        more = list[length] == ',';
        list += length + more;
    }
    return status;
}

static enum accord_status give_variable(struct reading *reading, const struct accord_setting *setting, size_t slot,
                                        const char *value, struct accord_error *err)
{
    bool flag = false;
    switch (setting->shape) {
    case ACCORD_SETTING_LIST:
        return give_each(reading, slot, value, err);
    case ACCORD_SETTING_FLAG: {
        enum accord_status status = read_flag(setting->option, value, &flag, err);
        return status == ACCORD_OK ? give(reading, slot, flag ? "true" : "false", err) : status;
    }
    case ACCORD_SETTING_TEXT:
    case ACCORD_SETTING_COMMA:
    case ACCORD_SETTING_NUMBER:
        break;
    }
    return give(reading, slot, value, err);
}

static enum accord_status take_variable(struct reading *reading, const struct accord_setting *setting, size_t slot,
                                        const char *value, struct accord_error *err)
{
    char name[ACCORD_VARIABLE_MAX];
    struct accord_error why = {0};
    reading->config->origins[slot].source = ACCORD_SOURCE_ENVIRONMENT;
    enum accord_status status = give_variable(reading, setting, slot, value, &why);
    if (status == ACCORD_OK) return ACCORD_OK;
    return accord_error_set(err, status, "%s: %s", accord_variable_name(setting->option, name), why.text);
}

/* Not refused: another program may have variables of that name. */
static void warn_of_variables(void)
{
    char names[ACCORD_FLAT_KEYS_MAX][ACCORD_VARIABLE_MAX], text[ACCORD_ERROR_TEXT_MAX];
    const char *known[ACCORD_FLAT_KEYS_MAX];
    const char *variable;
    size_t count = 0;
    for (; accord_setting_at(count); count++)
        known[count] = accord_variable_name(accord_setting_at(count)->option, names[count]) + strlen(prefix);
    for (size_t i = 0; (variable = accord_places_environment_at(i)) != NULL; i++) {
        char name[ACCORD_VARIABLE_MAX];
        size_t length = strcspn(variable, "=");
        if (strncmp(variable, prefix, strlen(prefix)) != 0 || length >= sizeof name) continue;
        memcpy(name, variable, length);
        name[length] = '\0';
        const char *nearest = accord_text_nearest(name + strlen(prefix), known, count);
        if (!nearest || strcmp(name + strlen(prefix), nearest) == 0) continue;
        (void)snprintf(text, sizeof text, "%s is set and is no setting; did you mean %s%s?", name, prefix, nearest);
        accord_complain(text);
    }
}

/* ---- from the file ---- */

static bool is_path(const char *profile)
{
    size_t length = strlen(profile);
    return strchr(profile, '/') || (length > 4 && strcmp(profile + length - 4, ".lua") == 0);
}

/* The value as a flag would say it here. ACCORD_BAD_USAGE for a path that may not be written. */
static enum accord_status from_here(struct accord_config *config, const struct accord_setting *setting,
                                    const char *value, const char **here, struct accord_error *err)
{
    enum accord_setting_path kind = setting->path;
    const char *path = kind == ACCORD_SETTING_REPORT ? strchr(value, '=') : value;
    size_t before = kind == ACCORD_SETTING_REPORT && path ? (size_t)(++path - value) : 0;
    *here = value;
    if (kind == ACCORD_SETTING_NO_PATH || !path || !path[0] || (kind == ACCORD_SETTING_PROFILE && !is_path(value)) ||
        strcmp(path, ACCORD_INSTALLED_RULES) == 0)
        return ACCORD_OK;
    bool written = kind == ACCORD_SETTING_REPORT || kind == ACCORD_SETTING_WRITTEN;
    const char *fault = written ? accord_config_write_fault(config, path) : NULL;
    if (fault)
        return accord_error_set(err, ACCORD_BAD_USAGE, "--%s %s: %s, expected one beneath the folder of this file",
                                setting->option, value, fault);
    const char *resolved = accord_config_resolve(config, path);
    if (!resolved) return accord_error_memory(err);
    if (before == 0) {
        *here = resolved;
        return ACCORD_OK;
    }
    char *joined = accord_arena_alloc(&config->arena, before + strlen(resolved) + 1);
    if (!joined) return accord_error_memory(err);
    memcpy(joined, value, before);
    memcpy(joined + before, resolved, strlen(resolved) + 1);
    *here = joined;
    return ACCORD_OK;
}

static enum accord_status join_values(struct accord_config *config, const struct accord_flat_member *member,
                                      const char **joined, struct accord_error *err)
{
    size_t length = 1;
    for (size_t i = 0; i < member->count; i++)
        length += strlen(member->values[i].text) + 1;
    char *at = accord_arena_zero(&config->arena, length, 1);
    *joined = at;
    if (!at) return accord_error_memory(err);
    for (size_t i = 0; i < member->count; i++) {
        size_t size = strlen(member->values[i].text);
        if (i > 0) *at++ = ',';
        memcpy(at, member->values[i].text, size);
        at += size;
    }
    return ACCORD_OK;
}

/* What the option itself refuses is a problem of the file like any other. */
static enum accord_status give_or_note(struct reading *reading, const struct accord_setting *setting, size_t slot,
                                       const struct accord_flat_value *value, struct accord_error *err)
{
    const char *here;
    enum accord_status status = from_here(reading->config, setting, value->text, &here, err);
    if (status == ACCORD_OK) status = give(reading, slot, here, err);
    if (status != ACCORD_BAD_USAGE) return status;
    struct accord_error why = *err;
    return accord_problems_add(reading->problems, reading->config->file, value->line, value->column, err, "%s",
                               why.text);
}

static enum accord_status take_member(struct reading *reading, const struct accord_setting *setting, size_t slot,
                                      const struct accord_flat_member *member, struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    struct accord_flat_value all = {NULL, member->line, member->column};
    if (setting->shape == ACCORD_SETTING_LIST && member->count == 0) return ACCORD_OK; /* as if left out */
    reading->config->origins[slot] = (struct accord_origin){ACCORD_SOURCE_FILE, member->line, member->column};
    if (setting->shape == ACCORD_SETTING_COMMA) {
        status = join_values(reading->config, member, &all.text, err);
        return status == ACCORD_OK ? give_or_note(reading, setting, slot, &all, err) : status;
    }
    for (size_t i = 0; i < member->count && status == ACCORD_OK; i++)
        status = give_or_note(reading, setting, slot, &member->values[i], err);
    return status;
}

static enum accord_status read_file(struct reading *reading, struct accord_error *err)
{
    static const enum accord_flat_shape shapes[] = {[ACCORD_SETTING_TEXT] = ACCORD_FLAT_TEXT,
                                                    [ACCORD_SETTING_LIST] = ACCORD_FLAT_TEXTS,
                                                    [ACCORD_SETTING_COMMA] = ACCORD_FLAT_TEXTS,
                                                    [ACCORD_SETTING_NUMBER] = ACCORD_FLAT_NUMBER,
                                                    [ACCORD_SETTING_FLAG] = ACCORD_FLAT_FLAG};
    struct accord_config *config = reading->config;
    struct accord_flat_key keys[ACCORD_FLAT_KEYS_MAX];
    size_t count = 0;
    for (const struct accord_setting *setting; (setting = accord_setting_at(count)) != NULL; count++)
        keys[count] = (struct accord_flat_key){setting->name, shapes[setting->shape]};
    return accord_flat_read(config->file, config->file, keys, count, &config->arena, reading->problems,
                            reading->members, err);
}

static enum accord_status tell_problems(const struct reading *reading, struct accord_error *err)
{
    size_t count = accord_problems_count(reading->problems);
    if (count == 0) return ACCORD_OK;
    accord_print_problems(reading->problems, NULL);
    return accord_error_set(err, ACCORD_BAD_USAGE, "%s: %zu problem%s in the configuration", reading->config->file,
                            count, count == 1 ? "" : "s");
}

/* ---- all of it ---- */

static enum accord_status take_what_was_left_out(struct reading *reading, struct accord_error *err)
{
    const struct accord_setting *setting;
    enum accord_status status = ACCORD_OK;
    for (size_t i = 0; status == ACCORD_OK && (setting = accord_setting_at(i)) != NULL; i++) {
        const char *variable = variable_of(setting->option);
        size_t slot;
        if (!is_left_out(reading->config, setting, &slot)) continue;
        if (variable)
            status = take_variable(reading, setting, slot, variable, err);
        else if (reading->members[i].there)
            status = take_member(reading, setting, slot, &reading->members[i], err);
    }
    return status;
}

enum accord_status accord_config_parse(struct accord_config *config, const struct accord_command *command, int count,
                                       char **arguments, void *request, bool *help, struct accord_error *err)
{
    struct reading reading = {.config = config, .request = request};
    const struct accord_hosts hosts = {request, config};
    config->command = command;
    enum accord_status status = accord_options_take(command, count, arguments, &hosts, &config->given, help, err);
    if (status != ACCORD_OK || *help) return status;
    for (size_t i = 0; i < ACCORD_GIVEN_MAX; i++)
        if (config->given.values[i].count > 0) config->origins[i].source = ACCORD_SOURCE_FLAG;
    status = choose_file(config, err);
    if (status == ACCORD_OK) status = accord_problems_new(&reading.problems, err);
    if (status == ACCORD_OK && config->file[0]) status = read_file(&reading, err);
    if (status == ACCORD_OK) warn_of_variables();
    if (status == ACCORD_OK && accord_problems_count(reading.problems) == 0)
        status = take_what_was_left_out(&reading, err);
    if (status == ACCORD_OK) status = tell_problems(&reading, err);
    accord_problems_free(reading.problems);
    return status;
}

void accord_config_clear(struct accord_config *config)
{
    accord_given_clear(&config->given);
    accord_arena_clear(&config->arena);
    *config = (struct accord_config){.asked = NULL};
}

/* ---- where it came from ---- */

const struct accord_origin *accord_config_origin(const struct accord_config *config, const char *option)
{
    static const struct accord_origin left_out = {.source = ACCORD_SOURCE_DEFAULT};
    size_t slot = slot_of(config->command, option);
    return slot < ACCORD_GIVEN_MAX ? &config->origins[slot] : &left_out;
}

const struct accord_names *accord_config_values(const struct accord_config *config, const char *option)
{
    static const struct accord_names none = {.items = NULL};
    size_t slot = slot_of(config->command, option);
    return slot < ACCORD_GIVEN_MAX ? &config->given.values[slot] : &none;
}

void accord_config_write_origin(const struct accord_config *config, const char *option, struct accord_text *text)
{
    const struct accord_origin *origin = accord_config_origin(config, option);
    char name[ACCORD_VARIABLE_MAX];
    switch (origin->source) {
    case ACCORD_SOURCE_DEFAULT:
        accord_text_add_str(text, "default");
        break;
    case ACCORD_SOURCE_FILE:
        accord_text_addf(text, "%s:%u:%u", config->file, origin->line, origin->column);
        break;
    case ACCORD_SOURCE_ENVIRONMENT:
        accord_text_add_str(text, accord_variable_name(option, name));
        break;
    case ACCORD_SOURCE_FLAG:
        accord_text_add_str(text, slot_of(config->command, option) == ACCORD_GIVEN_OPERAND ? "argument" : "flag");
        break;
    }
}
