/* Languages: the address of the same page in each of the others. */
#include "dossier/html/links.h"

#include <stdio.h>
#include <string.h>

enum { ADDRESS_MAX = 64 * 1024 };

static void add_encoded(struct accord_text *text, const char *path, size_t length)
{
    static const char safe[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-/~";
    for (const char *at = path; at < path + length; at++) {
        if (strchr(safe, *at))
            accord_text_add_char(text, *at);
        else
            accord_text_addf(text, "%%%02X", (unsigned)(unsigned char)*at);
    }
}

/* Past the folders that both have in common. */
static size_t common(const char *from, const char *to)
{
    size_t end = 0;
    for (size_t i = 0; from[i] && from[i] == to[i]; i++)
        if (from[i] == '/') end = i + 1;
    return end;
}

void accord_html_add_relative(struct accord_text *text, const char *from, const char *to)
{
    size_t shared = common(from, to);
    for (const char *at = from + shared; *at; at++)
        if (*at == '/') accord_text_add_str(text, "../");
    if (text->length == 0) accord_text_add_str(text, "./"); /* so that "a:b" is no scheme */
    add_encoded(text, to + shared, strlen(to + shared));
}

size_t accord_html_stem(const char *path)
{
    static const char suffix[] = ".html";
    size_t length = strlen(path), of_suffix = strlen(suffix);
    bool has = length > of_suffix && strcmp(path + length - of_suffix, suffix) == 0;
    return has ? length - of_suffix : length;
}

const char *accord_html_page_end(size_t page, char end[ACCORD_PAGE_END_ROOM])
{
    (void)snprintf(end, ACCORD_PAGE_END_ROOM, "-%03zu.html", page);
    return end;
}

void accord_html_add_page_path(struct accord_text *text, const char *path, size_t page)
{
    char end[ACCORD_PAGE_END_ROOM];
    accord_text_add(text, path, page == 0 ? strlen(path) : accord_html_stem(path));
    if (page > 0) accord_text_add_str(text, accord_html_page_end(page, end));
}

void accord_html_page_path(const struct accord_html *html, struct accord_text *path)
{
    accord_html_add_page_path(path, html->output->path, html->page);
}

/* Of the same page in the report that begins at `to`, from the page at hand. */
static void add_address(struct accord_html *html, const char *to, size_t page)
{
    struct accord_text address, from_page, to_page;
    accord_text_init(&address, ADDRESS_MAX);
    accord_text_init(&from_page, ADDRESS_MAX);
    accord_text_init(&to_page, ADDRESS_MAX);
    accord_html_page_path(html, &from_page);
    accord_html_add_page_path(&to_page, to, page);
    accord_html_add_relative(&address, accord_text_str(&from_page), accord_text_str(&to_page));
    html->text->failed = html->text->failed || address.failed || from_page.failed || to_page.failed;
    accord_html_data(html, accord_text_str(&address));
    accord_text_clear(&address);
    accord_text_clear(&from_page);
    accord_text_clear(&to_page);
}

void accord_html_page_address(struct accord_html *html, size_t page)
{
    char end[ACCORD_PAGE_END_ROOM];
    const char *slash = strrchr(html->output->path, '/');
    const char *name = slash ? slash + 1 : html->output->path;
    accord_html_raw(html, "./");
    add_encoded(html->text, name, page == 0 ? strlen(name) : accord_html_stem(name));
    if (page > 0) accord_html_raw(html, accord_html_page_end(page, end));
}

static bool is_other(const struct accord_html *html, size_t i)
{
    return html->output->languages[i] != html->language && html->output->paths[i] && html->output->path;
}

void accord_html_language_links(struct accord_html *html, const char *open, bool list)
{
    bool any = false;
    for (size_t i = 0; i < html->output->language_count; i++) {
        if (!is_other(html, i)) continue;
        if (list && !any) {
            accord_html_raw(html, "<nav class=languages aria-label=\"");
            accord_html_phrase(html, ACCORD_PHRASE_HTML_LANGUAGES);
            accord_html_raw(html, "\"><ul>");
        }
        any = true;
        const char *code = html->output->languages[i]->code;
        accord_html_raw(html, open);
        accord_html_raw(html, " hreflang=");
        accord_html_raw(html, code);
        accord_html_raw(html, " href=\"");
        add_address(html, html->output->paths[i], html->page);
        accord_html_raw(html, "\"");
        if (list) {
            accord_html_raw(html, " lang=");
            accord_html_raw(html, code);
        }
        accord_html_raw(html, ">");
        if (list) accord_html_data(html, html->output->languages[i]->name);
        accord_html_raw(html, list ? "</a>" : "\n");
    }
    if (list && any) accord_html_raw(html, "</ul></nav>\n");
}
