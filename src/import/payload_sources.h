/* The payloads that are known, as kinds of sources. */
#ifndef ACCORD_IMPORT_PAYLOAD_SOURCES_H
#define ACCORD_IMPORT_PAYLOAD_SOURCES_H

#include "import/sources.h"

/* The interface of InforMEA (1.5.6), one an entity. */
extern const struct accord_import_source accord_informea_contacts;
extern const struct accord_import_source accord_informea_country_profiles;
extern const struct accord_import_source accord_informea_country_reports;
extern const struct accord_import_source accord_informea_national_plans;
extern const struct accord_import_source accord_informea_meetings;
extern const struct accord_import_source accord_informea_decisions;

/* The clearing-house of the CBD: its list of countries, and the focal points of its index. */
extern const struct accord_import_source accord_cbd_countries;
extern const struct accord_import_source accord_cbd_focal_points;

/* The CMS's online reporting system: respondents to a questionnaire. */
extern const struct accord_import_source accord_ors_respondents;
extern const struct accord_import_source accord_ors_respondents_csv;

#endif
