/* A dossier of any size, made by rule: for what only numbers show. */
#ifndef ACCORD_TESTS_DOSSIER_MANY_H
#define ACCORD_TESTS_DOSSIER_MANY_H

#include "unit/dossier/stand_in.h"

/* Two instruments with half of the provisions each, a rule a provision, a run a month. `text` is put into every text
 * that comes from data; "" for none. */
struct accord_dossier *many_dossier(size_t actors, size_t provisions, size_t runs, const char *text);

#endif
