/* Manual pages in the man(7) macros, from the tables of commands. */
#ifndef ACCORD_MANUAL_MAN_PAGE_H
#define ACCORD_MANUAL_MAN_PAGE_H

#include "cli/command.h"

/* accord(1), and the page of a command, accord-check(1). The bytes depend on nothing but the tables and the version. */
void accord_man_write_program(struct accord_text *text);
void accord_man_write_command(const struct accord_command *command, struct accord_text *text);

#endif
