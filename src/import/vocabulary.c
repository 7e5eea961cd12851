/* Words of other systems for treaties and for the roles of focal points: facts of their documentation and sources. */
#include "import/vocabulary.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const struct accord_payload_word treaties[] = {
    {"cbd", "cbd"},
    {"cms", "cms"},
    {"cites", "cites"},
    {"ramsar", "ramsar"},
    {"whc", "whc"},
    {"plant-treaty", "itpgrfa"},
    {"unccd", "unccd"},
    {"aewa", "aewa"},
    {"itpgrfa", "itpgrfa"},
    {"icrw", "icrw"},
    {"bern", "bern"},
    {"ippc", "ippc"},
    {"cartagena", "cartagena"},
    {"nagoya", "nagoya"},
    {"nagoya-kuala-lumpur", "nagoya-kuala-lumpur"},
    /* the family of the CMS */
    {"eurobats", "eurobats"},
    {"ascobans", "ascobans"},
    {"accobams", "accobams"},
    {"wadden-sea-seals", "wadden-sea-seals"},
    {"acap", "acap"},
    {"gorilla", "gorilla"},
    {"siberian-crane", "siberian-crane"},
    {"slender-billed-curlew", "slender-billed-curlew"},
    {"middle-european-great-bustard", "middle-european-great-bustard"},
    {"atlantic-turtles", "atlantic-turtles"},
    {"iosea-marine-turtles", "iosea-marine-turtles"},
    {"bukhara-deer", "bukhara-deer"},
    {"aquatic-warbler", "aquatic-warbler"},
    {"west-african-elephants", "west-african-elephants"},
    {"saiga-antelope", "saiga-antelope"},
    {"pacific-inslands-cetaceans", "pacific-islands-cetaceans"}, /* misspelt in the source */
    {"pacific-islands-cetaceans", "pacific-islands-cetaceans"},
    {"ruddy-headed-goose", "ruddy-headed-goose"},
    {"southern-south-american-grassland-birds", "southern-south-american-grassland-birds"},
    {"monk-seal-atlantic", "monk-seal-atlantic"},
    {"dugong", "dugong"},
    {"western-african-aquatic-mammals", "western-african-aquatic-mammals"},
    {"birds-of-prey", "birds-of-prey"},
    {"high-andean-flamingos", "high-andean-flamingos"},
    {"sharks", "sharks"},
    {"south-andean-huemul", "south-andean-huemul"},
    {"central-asian-mammals", "central-asian-mammals"},
    {"sahelo-saharan-megafauna", "sahelo-saharan-megafauna"},
    {"central-asian-flyway", "central-asian-flyway"},
    /* other treaties that InforMEA lists */
    {"basel", "basel"},
    {"rotterdam", "rotterdam"},
    {"stockholm", "stockholm"},
    {"minamata", "minamata"},
    {"vienna", "vienna"},
    {"montreal", "montreal"},
    {"unfccc", "unfccc"},
    {"kyoto", "kyoto"},
    {"paris", "paris"},
};

static const struct accord_payload_word role_codes[] = {
    {"CBD-FP1", "cbd-nfp"},
    {"CBD-FP2", "cbd-nfp-secondary"},
    {"RM-FP", "cbd-rmfp"},
    {"SBSTTA-FP", "cbd-sbstta"},
    {"CHM-FP", "cbd-chm"},
    {"CPB-FP1", "cartagena-nfp"},
    {"BCH-FP", "cartagena-bch"},
    {"ABS-FP", "nagoya-nfp"},
    {"CHM-IAC", "cbd-chm-iac"},
    {"GSPC-FP", "cbd-gspc"},
    {"GTI-FP", "cbd-gti"},
    {"PA-FP", "cbd-protected-areas"},
    {"TKBD-FP", "cbd-traditional-knowledge"},
    {"CPB-FP2", "cartagena-nfp-secondary"},
    {"ABS-FP2", "nagoya-nfp-secondary"},
    {"ABSCH-IAC", "nagoya-absch-iac"},
    {"ABS-IC", "nagoya-ic"},
    {"NP-FP", "nagoya-nfp"}, /* of the same title as ABS-FP */
};

static const struct accord_payload_word role_names[] = {
    {"CBD Primary NFP", "cbd-nfp"},
    {"CBD Secondary NFP", "cbd-nfp-secondary"},
    {"Resource Mobilization NFP", "cbd-rmfp"},
    {"SBSTTA NFP", "cbd-sbstta"},
    {"CHM NFP", "cbd-chm"},
    {"Cartagena Protocol Primary NFP", "cartagena-nfp"},
    {"BCH NFP", "cartagena-bch"},
    {"Nagoya Protocol Primary NFP", "nagoya-nfp"},
    {"CHM Informal Advisory Committee Member", "cbd-chm-iac"},
    {"GSPC NFP", "cbd-gspc"},
    {"GTI NFP", "cbd-gti"},
    {"Protected Areas NFP", "cbd-protected-areas"},
    {"Traditional Knowledge NFP", "cbd-traditional-knowledge"},
    {"Cartagena Protocol Secondary NFP", "cartagena-nfp-secondary"},
    {"Nagoya Protocol Secondary NFP", "nagoya-nfp-secondary"},
    {"ABSCH Informal Advisory Committee Member", "nagoya-absch-iac"},
};

static const struct accord_payload_word contact_types[] = {
    {"National Focal Point", "nfp"},
    {"NFP", "nfp"},
    {"Primary NFP", "nfp"},
    {"Secondary NFP", "nfp-secondary"},
    {"Focal Point", "nfp"},
    {"Primary National Focal Point", "nfp"},
    {"Secondary National Focal Point", "nfp-secondary"},
    {"N/A", "nfp"},
};

static const struct accord_payload_word instruments[] = {
    {"ratification", "ratification"},
    {"accession", "accession"},
    {"acceptance", "acceptance"},
    {"approval", "approval"},
    {"succession", "succession"},
    {"continuation", "continuation"},
    {"party", NULL},
    {"rtf", "ratification"},
    {"acs", "accession"},
    {"acp", "acceptance"},
    {"apv", "approval"},
};

const struct accord_payload_words accord_treaty_words = {treaties, COUNT(treaties), "a treaty"};
const struct accord_payload_words accord_role_codes = {role_codes, COUNT(role_codes), "a role of a focal point"};
const struct accord_payload_words accord_role_names = {role_names, COUNT(role_names), "a role of a focal point"};
const struct accord_payload_words accord_contact_types = {contact_types, COUNT(contact_types),
                                                          "a kind of focal point, or none"};
const struct accord_payload_words accord_instrument_words = {instruments, COUNT(instruments), "an instrument"};
