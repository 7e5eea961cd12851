/* What is completed with what. */
#include "manual/completed.h"

#include <assert.h>
#include <string.h>

static const struct accord_value_name value_names[] = {
    {"ACTION", ACCORD_COMPLETES_NOTHING},     {"FINDING", ACCORD_COMPLETES_NOTHING},
    {"TEXT", ACCORD_COMPLETES_NOTHING},       {"ACTOR", ACCORD_COMPLETES_NOTHING},
    {"BYTES", ACCORD_COMPLETES_NOTHING},      {"CHECK", ACCORD_COMPLETES_NOTHING},
    {"COMMAND", ACCORD_COMPLETES_NOTHING},    {"DATASET", ACCORD_COMPLETES_FILE},
    {"DATE", ACCORD_COMPLETES_NOTHING},       {"DIR", ACCORD_COMPLETES_FOLDER},
    {"FILE", ACCORD_COMPLETES_FILE},          {"FORCE", ACCORD_COMPLETES_NOTHING},
    {"FORM", ACCORD_COMPLETES_NOTHING},       {"TABLE", ACCORD_COMPLETES_NOTHING},
    {"FORMAT", ACCORD_COMPLETES_NOTHING},     {"GLOB", ACCORD_COMPLETES_NOTHING},
    {"I/N", ACCORD_COMPLETES_NOTHING},        {"ID", ACCORD_COMPLETES_NOTHING},
    {"INSTRUMENT", ACCORD_COMPLETES_NOTHING}, {"LIST", ACCORD_COMPLETES_NOTHING},
    {"MIB", ACCORD_COMPLETES_NOTHING},        {"N", ACCORD_COMPLETES_NOTHING},
    {"NAME", ACCORD_COMPLETES_NOTHING},       {"NEW", ACCORD_COMPLETES_FILE},
    {"OLD", ACCORD_COMPLETES_FILE},           {"P", ACCORD_COMPLETES_NOTHING},
    {"PATH", ACCORD_COMPLETES_FILE},          {"PERCENT", ACCORD_COMPLETES_NOTHING},
    {"PROFILE", ACCORD_COMPLETES_FILE},       {"REGION", ACCORD_COMPLETES_NOTHING},
    {"REV", ACCORD_COMPLETES_NOTHING},        {"REPOSITORY", ACCORD_COMPLETES_NOTHING},
    {"RULE", ACCORD_COMPLETES_NOTHING},       {"RUN", ACCORD_COMPLETES_FILE},
    {"ID=NAME", ACCORD_COMPLETES_NOTHING},    {"ID=TAG", ACCORD_COMPLETES_NOTHING},
    {"RUNS", ACCORD_COMPLETES_FILE},          {"SECONDS", ACCORD_COMPLETES_NOTHING},
    {"SHAPE", ACCORD_COMPLETES_NOTHING},      {"SOURCE", ACCORD_COMPLETES_FILE},
    {"SUBJECT", ACCORD_COMPLETES_NOTHING},    {"TAG", ACCORD_COMPLETES_NOTHING},
    {"TREATY", ACCORD_COMPLETES_NOTHING},     {"WHAT", ACCORD_COMPLETES_NOTHING},
    {"WHEN", ACCORD_COMPLETES_NOTHING},
};

static const char several_name[] = "LIST";

const struct accord_value_name *accord_value_name_find(const char *name)
{
    for (size_t i = 0; i < sizeof value_names / sizeof value_names[0]; i++)
        if (strcmp(value_names[i].name, name) == 0) return &value_names[i];
    return NULL;
}

static enum accord_completes path_of(const char *name)
{
    const struct accord_value_name *found = accord_value_name_find(name);
    return found ? found->path : ACCORD_COMPLETES_NOTHING;
}

static void copy_name(char name[ACCORD_VALUE_NAME_MAX], const char *from, size_t length)
{
    assert(length < ACCORD_VALUE_NAME_MAX);
    memcpy(name, from, length);
    name[length] = '\0';
}

struct accord_completed accord_completed_value(const struct accord_option *option)
{
    static const char behind[] = "[=";
    struct accord_completed completed = {.words = option->words};
    const char *found = strstr(option->value, behind);
    copy_name(completed.name, option->value, found ? (size_t)(found - option->value) : strlen(option->value));
    completed.several = strcmp(completed.name, several_name) == 0;
    completed.path = path_of(completed.name);
    if (found) {
        char name[ACCORD_VALUE_NAME_MAX];
        found += sizeof behind - 1;
        copy_name(name, found, strcspn(found, "]"));
        completed.behind_word = true;
        completed.path = path_of(name);
    }
    return completed;
}

bool accord_completed_operand(const struct accord_command *command, size_t index, struct accord_completed *completed)
{
    static const char around[] = " [].";
    const char *at = command->operand ? command->operand : "";
    *completed = (struct accord_completed){.words = index == 0 ? command->words : NULL};
    for (size_t i = 0;; i++) {
        at += strspn(at, around);
        size_t length = strcspn(at, around);
        if (length == 0) return false;
        copy_name(completed->name, at, length);
        at += length;
        completed->repeats = strncmp(at, "...", 3) == 0;
        if (i == index) break;
    }
    completed->path = path_of(completed->name);
    return true;
}

void accord_option_write_brief(const struct accord_option *option, struct accord_text *text)
{
    size_t from = text->length;
    accord_option_write_help(option, text);
    char *end = text->failed || text->length == from ? NULL : strchr(text->bytes + from, ';');
    if (end) accord_text_end_at(text, end);
}

const struct accord_completion_file *accord_completion_file_at(size_t index)
{
    static const struct accord_completion_file files[] = {
        {"accord.bash", "bash-completion/completions/accord", accord_completion_write_bash},
        {"accord.fish", "fish/vendor_completions.d/accord.fish", accord_completion_write_fish},
        {"accord.zsh", "zsh/site-functions/_accord", accord_completion_write_zsh},
    };
    return index < sizeof files / sizeof files[0] ? &files[index] : NULL;
}
