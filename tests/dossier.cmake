# Suites of src/dossier. The dossier made by hand takes the place of the reader.
accord_suite(dossier_made unit/dossier/made_test.c unit/dossier/made.c)
accord_suite(dossier_designations unit/dossier/designations_test.c)
