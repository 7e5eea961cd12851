/* Definitions of the rule API for lua-language-server: what editors complete and check rules with. */
#ifndef ACCORD_WORKSHOP_LUACATS_H
#define ACCORD_WORKSHOP_LUACATS_H

#include "base/text.h"

/* The whole definition file: functions and values of the environment, actor, world and rows of each core table, tables
 * that rules, registers and test files return. The same for the same version of the program. */
void accord_luacats_write(struct accord_text *text);

/* The settings file (.luarc.json) that points at the definitions; `library` is their folder as seen from it. */
void accord_luarc_write(struct accord_text *text, const char *library);

#endif
