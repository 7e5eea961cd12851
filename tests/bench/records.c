/* Chance that is the same everywhere, and CSV records. */
#include "records.h"

#include <stdarg.h>

enum { PATH_LENGTH = 4096, MONTHS_PERCENT = 8, YEARS_PERCENT = 4 };

uint64_t bench_draw(struct bench_chance *chance, uint64_t below)
{
    uint64_t mixed = chance->state += UINT64_C(0x9e3779b97f4a7c15);
    mixed = (mixed ^ (mixed >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    mixed = (mixed ^ (mixed >> 27)) * UINT64_C(0x94d049bb133111eb);
    return (mixed ^ (mixed >> 31)) % below;
}

bool bench_percent(struct bench_chance *chance, unsigned percent)
{
    return bench_draw(chance, 100) < percent;
}

int32_t bench_day(struct bench_chance *chance, int32_t first, int32_t last)
{
    return first + (int32_t)bench_draw(chance, (uint64_t)(last - first + 1));
}

bool bench_file_open(struct bench_file *file, const char *folder, const char *name, const char *header)
{
    char path[PATH_LENGTH];
    int length = snprintf(path, sizeof path, "%s/%s.csv", folder, name);
    *file = (struct bench_file){.file = NULL};
    if (length < 0 || length >= PATH_LENGTH) return false;
    file->file = fopen(path, "w");
    return file->file != NULL && fprintf(file->file, "%s\n", header) > 0;
}

bool bench_file_close(struct bench_file *file)
{
    if (file->file == NULL) return false;
    bool good = ferror(file->file) == 0;
    return fclose(file->file) == 0 && good;
}

void bench_blank(struct bench_file *file)
{
    if (file->begun) (void)fputc(',', file->file);
    file->begun = true;
}

void bench_cell(struct bench_file *file, const char *format, ...)
{
    va_list arguments;
    bench_blank(file);
    va_start(arguments, format);
    (void)vfprintf(file->file, format, arguments);
    va_end(arguments);
}

void bench_date(struct bench_file *file, struct bench_chance *chance, int32_t day)
{
    int year, month, day_of_month;
    uint64_t coarse = bench_draw(chance, 100);
    accord_date_of_day(day, &year, &month, &day_of_month);
    if (coarse < YEARS_PERCENT)
        bench_cell(file, "%04d", year);
    else if (coarse < YEARS_PERCENT + MONTHS_PERCENT)
        bench_cell(file, "%04d-%02d", year, month);
    else
        bench_cell(file, "%04d-%02d-%02d", year, month, day_of_month);
}

void bench_list(struct bench_file *file, struct bench_chance *chance, const char *const *items, size_t count,
                unsigned percent)
{
    size_t always = (size_t)bench_draw(chance, count);
    bool first = true;
    bench_blank(file);
    for (size_t i = 0; i < count; i++) {
        bool taken = bench_percent(chance, percent);
        if (!taken && i != always) continue;
        (void)fprintf(file->file, "%s%s", first ? "" : ";", items[i]);
        first = false;
    }
}

void bench_record_end(struct bench_file *file)
{
    (void)fputc('\n', file->file);
    file->begun = false;
}
