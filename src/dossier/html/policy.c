/* The policy: hashes of what is inlined, and "none" for all else. */
#include "dossier/html/policy.h"

#include "base/base64.h"
#include "base/sha256.h"
#include "dossier/html/assets.h"

static void add_hash(struct accord_text *text, const void *bytes, size_t length)
{
    unsigned char digest[ACCORD_SHA256_BYTES];
    struct accord_sha256 hash;
    accord_sha256_init(&hash);
    accord_sha256_add(&hash, bytes, length);
    accord_sha256_end(&hash, digest);
    accord_text_add_str(text, " 'sha256-");
    accord_base64_add(text, digest, sizeof digest);
    accord_text_add_str(text, "'");
}

static void add_asset(struct accord_text *text, const struct accord_html_asset *asset)
{
    add_hash(text, asset->bytes, asset->length);
}

void accord_html_policy(struct accord_html *html, const struct accord_text *style, bool with_chart)
{
    struct accord_text *text = html->text;
    accord_text_add_str(text, "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; style-src");
    add_hash(text, accord_text_str(style), style->length);
    accord_text_add_str(text, "; script-src");
    add_asset(text, &accord_html_start);
    if (with_chart) add_asset(text, &accord_html_chart);
    add_asset(text, &accord_html_script);
    accord_text_add_str(text, "; img-src data:; base-uri 'none'; form-action 'none'\">\n");
}
