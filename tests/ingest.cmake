# Suites of src/ingest.
accord_suite(csv unit/ingest/csv_test.c)
