# Suites of src/import.
foreach(
    suite
    aliases
    date_rules
    dates
    fillers
    fold
    gather
    glimpse
    map_csv
    map_json
    mapping
    meeting_names
    names
    payload
    reconcile
    region_schemes
    session)
    accord_suite(import_${suite} unit/import/${suite}_test.c)
endforeach()
