/* A document that was stored with the run that is told, read again. Private to src/dossier/reader. */
#ifndef ACCORD_DOSSIER_READER_STORED_DOCUMENT_H
#define ACCORD_DOSSIER_READER_STORED_DOCUMENT_H

#include "dossier/dossier.h"

struct cJSON;

/* Valid during the call. */
typedef enum accord_status (*accord_document_function)(void *host, const struct cJSON *document,
                                                       struct accord_error *err);
/* ACCORD_BAD_USAGE where the run was stored without it, by an earlier accord. */
enum accord_status accord_dossier_read_document(struct accord_dossier *dossier, const char *name,
                                                accord_document_function function, void *host,
                                                struct accord_error *err) ACCORD_MUST_CHECK;

#endif
