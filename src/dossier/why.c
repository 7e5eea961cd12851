/* Why a verdict is what it is, in a language. */
#include "dossier/dossier_private.h"

void accord_dossier_add_why(const struct accord_dossier *dossier, const struct accord_language *language,
                            const struct accord_dossier_account *account, const struct accord_dossier_verdict *verdict,
                            struct accord_text *text)
{
    (void)dossier;
    (void)language;
    (void)account;
    accord_text_add_str(text, verdict->why);
}
