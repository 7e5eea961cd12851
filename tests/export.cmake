# Suites of src/export.
accord_suite(export_export unit/export/export_test.c unit/store/files.c)
