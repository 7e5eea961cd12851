# Suites of src/ledger. The stand-in takes the place of dataset and engine.
foreach(suite files ledger)
    accord_suite(ledger_${suite} unit/ledger/${suite}_test.c unit/report/stand_in.c)
endforeach()
