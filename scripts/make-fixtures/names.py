"""Makes src/import/un_names.csv, the codes and names that are compiled into the program, from a table of country codes."""

import pathlib

from tables import FIXTURES, read_csv, write_csv

NAMES = pathlib.Path(FIXTURES).parent / "src" / "import" / "un_names.csv"

# Two States associated with another one and one observer are Parties to treaties; the table calls them otherwise.
STATES = {"COK", "NIU", "PSE"}
# An area to which the table gives a State's row; it is a Party to none of the treaties here.
AREAS = {"TWN"}

CODES = [("iso2", "ISO3166-1-Alpha-2"), ("iso3", "ISO3166-1-Alpha-3"), ("m49", "M49")]

# The first English name is the one that messages show.
TEXTS = [
    ("en", "official_name_en"), ("en", "UNTERM English Short"), ("en", "UNTERM English Formal"),
    ("fr", "official_name_fr"), ("fr", "UNTERM French Short"), ("fr", "UNTERM French Formal"),
    ("es", "official_name_es"), ("es", "UNTERM Spanish Short"), ("es", "UNTERM Spanish Formal"),
    ("ru", "official_name_ru"), ("ru", "UNTERM Russian Short"), ("ru", "UNTERM Russian Formal"),
    ("ar", "official_name_ar"), ("ar", "UNTERM Arabic Short"), ("ar", "UNTERM Arabic Formal"),
    ("zh", "official_name_cn"), ("zh", "UNTERM Chinese Short"), ("zh", "UNTERM Chinese Formal"),
    ("other", "CLDR display name"), ("other", "ISO4217-currency_country_name"),
]


def kind_of(row):
    code = row["ISO3166-1-Alpha-3"]
    independent = row["is_independent"] == "Yes" and code not in AREAS
    return "state" if independent or code in STATES else "area"


def texts_of(row):
    """(says, text), each text once; marks that the table's footnotes left are no part of a name."""
    seen = set()
    texts = [(says, row[column].replace("*", "").strip()) for says, column in TEXTS]
    if row["ISO3166-1-Alpha-3"] == "CIV":  # the same in every language; the table has another one in English
        texts.insert(0, ("en", "Côte d'Ivoire"))
    for says, text in texts:
        if text and text not in seen:
            seen.add(text)
            yield says, text


def make_names(path):
    rows = []
    for row in sorted(read_csv(path), key=lambda row: row["ISO3166-1-Alpha-3"]):
        actor = row["ISO3166-1-Alpha-3"]
        rows.append({"actor": actor, "says": "kind", "text": kind_of(row)})
        for says, column in CODES:
            text = row[column].zfill(3) if says == "m49" else row[column]
            rows.append({"actor": actor, "says": says, "text": text})
        rows += [{"actor": actor, "says": says, "text": text} for says, text in texts_of(row)]
    write_csv(NAMES, ["actor", "says", "text"], rows)
