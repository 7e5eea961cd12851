/* Parsing of arguments by an option table. */
#include "base/error.h"
#include "base/memory.h"
#include "cli/command.h"

#include <assert.h>
#include <string.h>

enum { NAMES_FIRST = 4 }; /* room of a list when it gets its first name */

static const struct accord_option *find_option(const struct accord_command *command, const char *name, size_t length)
{
    const struct accord_option *option = command->options;
    for (; option && option->name; option++)
        if (strlen(option->name) == length && memcmp(option->name, name, length) == 0) return option;
    return NULL;
}

bool accord_option_has_letter(const struct accord_command *command, const struct accord_option *option)
{
    return command->letters && strchr(command->letters, option->name[0]);
}

/* By its letter: "-o", whose value is the next argument. */
static const struct accord_option *find_letter(const struct accord_command *command, const char *argument)
{
    const struct accord_option *option = command->options;
    for (; option && option->name; option++)
        if (accord_option_has_letter(command, option) && argument[1] == option->name[0] && argument[2] == '\0')
            return option;
    return NULL;
}

static enum accord_status unknown_option(const struct accord_command *command, const char *argument,
                                         struct accord_error *err)
{
    const char *names[ACCORD_OPTIONS_MAX + 1] = {"help"};
    char asked[64];
    size_t length = strcspn(argument, "=");
    size_t count = 1;
    for (const struct accord_option *option = command->options; option && option->name; option++) {
        assert(count <= ACCORD_OPTIONS_MAX);
        names[count++] = option->name;
    }
    if (length >= sizeof asked) length = sizeof asked - 1;
    memcpy(asked, argument, length);
    asked[length] = '\0';
    const char *nearest = accord_text_nearest(asked + strspn(asked, "-"), names, count);
    if (nearest)
        return accord_error_set(err, ACCORD_BAD_USAGE, "unknown option %s; did you mean --%s?", asked, nearest);
    return accord_error_set(err, ACCORD_BAD_USAGE, "unknown option %s", asked);
}

/* The arguments as they are worked through. */
struct parsing {
    const struct accord_command *command;
    const struct accord_hosts *hosts;
    struct accord_given *given;
    char **arguments;
    int count;
    int at;
};

/* `value` is what stands behind a "=", or NULL. */
static enum accord_status take_option(struct parsing *parsing, const struct accord_option *option, const char *value,
                                      struct accord_error *err)
{
    size_t index = (size_t)(option - parsing->command->options);
    struct accord_names *given = &parsing->given->values[index];
    if (given->count > 0 && !option->repeatable)
        return accord_error_set(err, ACCORD_BAD_USAGE, "--%s is given twice", option->name);
    if (!option->value && value) return accord_error_set(err, ACCORD_BAD_USAGE, "--%s takes no value", option->name);
    if (option->value && !value) {
        if (parsing->at == parsing->count)
            return accord_error_set(err, ACCORD_BAD_USAGE, "--%s needs a value: --%s %s", option->name, option->name,
                                    option->value);
        value = parsing->arguments[parsing->at++];
    }
    enum accord_status status = accord_names_push(given, value ? value : "true", err);
    void *host = option->of_config ? parsing->hosts->config : parsing->hosts->request;
    assert(host);
    return status == ACCORD_OK ? option->take(host, value, err) : status;
}

static enum accord_status take_named(struct parsing *parsing, const char *argument, struct accord_error *err)
{
    const char *name = argument + 2;
    size_t length = strcspn(name, "=");
    const struct accord_option *option = find_option(parsing->command, name, length);
    if (!option) return unknown_option(parsing->command, argument, err);
    return take_option(parsing, option, name[length] == '=' ? name + length + 1 : NULL, err);
}

static enum accord_status take_lettered(struct parsing *parsing, const char *argument, struct accord_error *err)
{
    const struct accord_option *option = find_letter(parsing->command, argument);
    return option ? take_option(parsing, option, NULL, err) : unknown_option(parsing->command, argument, err);
}

/* Whether the value of the option stands in the argument behind it. */
static bool takes_next(const struct accord_command *command, const char *argument)
{
    const struct accord_option *option = NULL;
    if (strncmp(argument, "--", 2) == 0)
        option = find_option(command, argument + 2, strlen(argument + 2));
    else if (argument[0] == '-' && argument[1] != '\0')
        option = find_letter(command, argument);
    return option && option->value;
}

/* What is the value of an option asks for nothing: a script may put anything there, and help is no check that passed.
 */
static bool asks_for_help(const struct accord_command *command, int count, char **arguments)
{
    for (int i = 0; i < count && strcmp(arguments[i], "--") != 0; i++) {
        if (strcmp(arguments[i], "--help") == 0 || strcmp(arguments[i], "-h") == 0) return true;
        if (takes_next(command, arguments[i])) i++;
    }
    return false;
}

static enum accord_status take_operand(struct parsing *parsing, const char *argument, struct accord_error *err)
{
    const struct accord_command *command = parsing->command;
    if (!command->take_operand) return accord_error_set(err, ACCORD_BAD_USAGE, "unexpected argument \"%s\"", argument);
    enum accord_status status = accord_names_push(&parsing->given->values[ACCORD_GIVEN_OPERAND], argument, err);
    return status == ACCORD_OK ? command->take_operand(parsing->hosts->request, argument, err) : status;
}

enum accord_status accord_options_take(const struct accord_command *command, int count, char **arguments,
                                       const struct accord_hosts *hosts, struct accord_given *given, bool *help,
                                       struct accord_error *err)
{
    struct parsing parsing = {command, hosts, given, arguments, count, 0};
    bool operands_only = false;
    enum accord_status status = ACCORD_OK;
    *help = asks_for_help(command, count, arguments);
    while (!*help && status == ACCORD_OK && parsing.at < count) {
        const char *argument = arguments[parsing.at++];
        if (!operands_only && strcmp(argument, "--") == 0)
            operands_only = true;
        else if (!operands_only && strncmp(argument, "--", 2) == 0)
            status = take_named(&parsing, argument, err);
        else if (!operands_only && argument[0] == '-' && argument[1] != '\0')
            status = take_lettered(&parsing, argument, err);
        else
            status = take_operand(&parsing, argument, err);
    }
    return status;
}

enum accord_status accord_options_parse(const struct accord_command *command, int count, char **arguments,
                                        void *request, bool *help, struct accord_error *err)
{
    const struct accord_hosts hosts = {.request = request};
    struct accord_given given = {.values = {{.items = NULL}}};
    enum accord_status status = accord_options_take(command, count, arguments, &hosts, &given, help, err);
    accord_given_clear(&given);
    return status;
}

void accord_given_clear(struct accord_given *given)
{
    for (size_t i = 0; i < ACCORD_GIVEN_MAX; i++)
        accord_free(given->values[i].items);
    *given = (struct accord_given){.values = {{.items = NULL}}};
}

enum accord_status accord_names_add(struct accord_names *names, const char *option, const char *value,
                                    struct accord_error *err)
{
    if (value[0] == '\0')
        return accord_error_set(err, ACCORD_BAD_USAGE, "--%s needs a value that is not empty", option);
    return accord_names_push(names, value, err);
}

enum accord_status accord_names_push(struct accord_names *names, const char *value, struct accord_error *err)
{
    if (names->count == names->capacity) {
        size_t capacity = 2 * names->capacity + NAMES_FIRST;
        const char **items = accord_realloc(names->items, capacity, sizeof *items);
        if (!items) return accord_error_memory(err);
        names->items = items;
        names->capacity = capacity;
    }
    names->items[names->count++] = value;
    return ACCORD_OK;
}

bool accord_names_have(const struct accord_names *names, const char *name)
{
    for (size_t i = 0; i < names->count; i++)
        if (strcmp(names->items[i], name) == 0) return true;
    return names->count == 0;
}

enum accord_status accord_unknown_name(struct accord_error *err, const char *what, const char *name,
                                       const char *const *known, size_t count)
{
    enum { FEW = 12, LIST_MAX = 1024 };
    const char *nearest = accord_text_nearest(name, known, count);
    if (nearest)
        return accord_error_set(err, ACCORD_BAD_USAGE, "unknown %s \"%s\"; did you mean \"%s\"?", what, name, nearest);
    if (count > FEW || count == 0)
        return accord_error_set(err, ACCORD_BAD_USAGE, "unknown %s \"%s\"; %zu are known, none is near", what, name,
                                count);
    struct accord_text list;
    accord_text_init(&list, LIST_MAX);
    for (size_t i = 0; i < count; i++)
        accord_text_addf(&list, "%s%s", i > 0 ? ", " : "", known[i]);
    (void)accord_error_set(err, ACCORD_BAD_USAGE, "unknown %s \"%s\"; known: %s", what, name, accord_text_str(&list));
    accord_text_clear(&list);
    return ACCORD_BAD_USAGE;
}
