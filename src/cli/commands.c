/* The table of commands. */
#include "cli/command.h"

static const struct accord_command *const commands[] = {
    &accord_command_check,  &accord_command_merge,    &accord_command_diff,     &accord_command_runs,
    &accord_command_report, &accord_command_baseline, &accord_command_waive,    &accord_command_explain,
    &accord_command_lint,   &accord_command_rules,    &accord_command_trace,    &accord_command_test,
    &accord_command_repl,   &accord_command_import,   &accord_command_export,   &accord_command_data,
    &accord_command_schema, &accord_command_init,     &accord_command_new_rule, &accord_command_new_instrument,
    &accord_command_help,
};

const struct accord_command *accord_command_at(size_t index)
{
    return index < sizeof commands / sizeof commands[0] ? commands[index] : NULL;
}

const char *accord_command_word(size_t index)
{
    const struct accord_command *command = accord_command_at(index);
    return command ? command->name : NULL;
}

enum accord_status accord_command_find(const char *name, const struct accord_command **command,
                                       struct accord_error *err)
{
    size_t index = 0;
    enum accord_status status = accord_take_word("command", name, accord_command_word, &index, err);
    if (status == ACCORD_OK) *command = commands[index];
    return status;
}
