/* The table of formats. */
#include "dossier/writer.h"

static const struct accord_dossier_format *const formats[] = {
    &accord_dossier_format_html,
    &accord_dossier_format_committee,
    &accord_dossier_format_xlsx,
};

const struct accord_dossier_format *accord_dossier_format_at(size_t index)
{
    return index < sizeof formats / sizeof formats[0] ? formats[index] : NULL;
}
