"""Makes fixtures/parties from a folder of raw facts."""

import json
import re

from tables import PARTIES, read_csv, write_csv, write_json

TREATIES = {
    "aewa": "Agreement on the Conservation of African-Eurasian Migratory Waterbirds",
    "bern": "Convention on the Conservation of European Wildlife and Natural Habitats",
    "cbd": "Convention on Biological Diversity",
    "cites": "Convention on International Trade in Endangered Species of Wild Fauna and Flora",
    "cms": "Convention on the Conservation of Migratory Species of Wild Animals",
    "icrw": "International Convention for the Regulation of Whaling",
    "itpgrfa": "International Treaty on Plant Genetic Resources for Food and Agriculture",
    "ramsar": "Convention on Wetlands of International Importance",
    "unccd": "United Nations Convention to Combat Desertification",
    "whc": "Convention concerning the Protection of the World Cultural and Natural Heritage",
}

# No act under a treaty is older than the treaty: a date before its adoption is refused.
ADOPTED = {
    "aewa": "1995-06-16", "bern": "1979-09-19", "cbd": "1992-05-22", "cites": "1973-03-03",
    "cms": "1979-06-23", "icrw": "1946-12-02", "itpgrfa": "2001-11-03", "ramsar": "1971-02-02",
    "unccd": "1994-06-17", "whc": "1972-11-16",
}

SENTINEL = "9999-12-31"

# Dates of deposit that HUGGO gives for many Parties to CMS whose entries into force lie years apart.
CMS_FILLERS = ("1999-08-01", "2005-09-01")

SOURCES = [
    {"id": "huggo", "licence": "CC-BY-4.0",
     "title": "HUGGO_MEM in globalgov/manyenviron (data/memberships.rda)"},
    {"id": "ecolex", "licence": "CC-BY-4.0",
     "title": "ECOLEX_MEM in globalgov/manyenviron (data/memberships.rda)"},
    {"id": "iea", "licence": "CC-BY-4.0",
     "title": "IEADB_MEM in globalgov/manyenviron (data-raw/memberships/IEADB_MEM/iea-memb.xlsx)"},
]

# States without a row in the code list, and the EU: names and what is known of their codes.
UNLISTED = {
    "CSK": {"kind": "state", "name": "Czechoslovakia", "iso3": "CSK"},
    "YUG": {"kind": "state", "name": "Yugoslavia", "iso3": "YUG"},
    "EU": {"kind": "reio", "name": "European Union"},
}

# The code list leaves the United Nations' name of these two blank.
NAMES = {"CIV": "Côte d’Ivoire", "TUR": "Türkiye"}

# From when the regions of a scheme stand as they are named here; fixtures/parties/README.md says why.
SCHEME_FROM = {"m49": "1970", "m49-sub": "1999", "unep": "1997", "cms": "2008-12"}

CMS_REGION_NAMES = {
    "South & Central America & The Caribbean": "South and Central America and the Caribbean",
}

PARTIES_COLUMNS = {
    "actors": ["id", "kind", "name", "official_name", "iso2", "iso3", "m49"],
    "memberships": ["actor", "treaty", "source", "signed", "deposited", "in_force", "ended", "note"],
    "regions": ["actor", "scheme", "region", "from", "to"],
    "sources": ["id", "title", "licence"],
    "treaties": ["id", "name"],
}


def actor_id(iso3):
    return "EU" if iso3 == "EUE" else iso3


def plain_name(name):
    """The United Nations mark articles, observers and members of agencies: "(the)", "*", "**"."""
    return re.sub(r"\s*(\(the\)|\*+)", "", name).strip()


def make_actor(identifier, codes):
    if identifier in UNLISTED:
        return {"id": identifier, **UNLISTED[identifier]}
    code = codes[identifier]
    official = plain_name(code["UNTERM English Formal"])
    return {
        "id": identifier,
        "kind": "state",
        "name": NAMES.get(identifier) or plain_name(code["UNTERM English Short"]),
        "official_name": official[4:] if official.startswith("the ") else official,
        "iso2": code["ISO3166-1-Alpha-2"],
        "iso3": identifier,
        "m49": code["M49"].zfill(3),
    }


def dates_in(cell):
    return ["" if date == SENTINEL else date for date in cell.split("|")]


def spread(values, count):
    """One value stands for every row of the source; several go row by row."""
    if len(values) == 1:
        return values * count
    assert len(values) == count, values
    return values


def refuse_impossible(claim):
    notes = []
    for column in ("signed", "deposited", "in_force", "ended"):
        date = claim[column]
        if date and date < ADOPTED[claim["treaty"]]:
            notes.append(f"{column}: the source says {date}, before the treaty was adopted")
            claim[column] = ""
    return notes


def notes_on(claim, row, source, rows_of_source, rows_made):
    notes = refuse_impossible(claim)
    sentinels = [column for column, key in (("deposited", "ratification_"), ("in_force", "eif_"))
                 if not claim[column] and SENTINEL in row[key + source]]
    notes += [f"{column}: the source says {SENTINEL}" for column in sentinels]
    if claim["treaty"] == "cms" and source == "huggo" and claim["deposited"] in CMS_FILLERS \
            and not row["ratification_ecolex"] and not row["ratification_iea"]:
        notes.append("deposited: the source has this day for many Parties")
    if claim["deposited"] and claim["in_force"] and claim["deposited"] > claim["in_force"]:
        notes.append("deposited after entry into force")
    if rows_of_source > rows_made:
        notes.append(f"{rows_of_source} rows in the source with these dates")
    elif rows_made > 1:
        notes.append(f"one of {rows_made} rows in the source")
    return "; ".join(notes)


def claims_of(row, source):
    rows_of_source = int(row["rows_" + source])
    if rows_of_source == 0:
        return
    deposits, forces = dates_in(row["ratification_" + source]), dates_in(row["eif_" + source])
    count = max(len(deposits), len(forces))
    assert count <= rows_of_source, row
    for deposited, in_force in zip(spread(deposits, count), spread(forces, count)):
        claim = {
            "actor": actor_id(row["iso3"]), "treaty": row["treaty"], "source": source,
            "signed": row.get("signature_" + source, ""), "deposited": deposited,
            "in_force": in_force, "ended": row.get("end_" + source, ""),
        }
        claim["note"] = notes_on(claim, row, source, rows_of_source, count)
        yield claim


def make_memberships(raw):
    claims = []
    for treaty in TREATIES:
        for row in read_csv(raw / "treaties" / f"{treaty}_parties_3sources.csv"):
            for source in ("huggo", "ecolex", "iea"):
                claims.extend(claims_of(row, source))
    return sorted(claims, key=lambda c: [c[k] for k in PARTIES_COLUMNS["memberships"]])


def cms_regions(raw):
    """Actor to region, as the lists of the CMS site print it: they agree wherever two name one actor."""
    found = {}
    rows = read_csv(raw / "cms_secretariat_page_extract.csv") + read_csv(raw / "cms_parties.csv")
    for row in rows:
        region = CMS_REGION_NAMES.get(row["cms_region"], row["cms_region"])
        if row["iso3"] and region:
            assert found.setdefault(actor_id(row["iso3"]), region) == region, row
    return found


def make_regions(raw, actors, codes):
    rows = []

    def add(actor, scheme, region, to="", since=None):
        if region:
            rows.append({"actor": actor, "scheme": scheme, "region": region,
                         "from": since or SCHEME_FROM[scheme], "to": to})

    unep = {}
    for pair in json.loads((raw / "informea" / "regions.json").read_text(encoding="utf-8")):
        unep.update(pair)
    cms = cms_regions(raw)
    for actor in actors:
        code = codes.get(actor, {})
        add(actor, "m49", code.get("Region Name"))
        add(actor, "m49-sub", code.get("Sub-region Name"))
        add(actor, "unep", unep.get(actor))
        if actor == "ISR":
            add(actor, "cms", "Asia", to="2014")
            add(actor, "cms", "Europe", since="2014")
        else:
            add(actor, "cms", cms.get(actor))
    return sorted(rows, key=lambda r: (r["actor"], r["scheme"], r["from"], r["region"]))


def csv_resource(name, **more):
    return {"name": name, "path": f"{name}.csv", **more}


MANYENVIRON = {"title": "manyenviron: HUGGO_MEM, ECOLEX_MEM, IEADB_MEM (PANARCHIC, Geneva Graduate Institute)",
               "path": "https://github.com/globalgov/manyenviron"}
ORIGINS = [
    MANYENVIRON,
    {"title": "country-codes: ISO 3166, M49, names", "path": "https://github.com/datasets/country-codes"},
    {"title": "CMS: Parties and Range States, as printed in 2014 and later",
     "path": "https://www.cms.int/en/parties-range-states"},
    {"title": "CMS notification 2014/029: regional allocation of Israel",
     "path": "https://www.cms.int/en/news/2014029-regional-allocation-israel"},
    {"title": "InforMEA: regions of UNEP", "path": "https://github.com/melish/informea"},
]
LICENSES = [
    {"name": "CC-BY-4.0", "title": "Creative Commons Attribution 4.0 (membership dates, from manyenviron)",
     "path": "https://creativecommons.org/licenses/by/4.0/"},
    {"name": "ODC-PDDL-1.0", "title": "ODC PDDL 1.0 (codes, names, M49 regions, from country-codes)",
     "path": "https://opendatacommons.org/licenses/pddl/1-0/"},
]


def make_parties(raw):
    codes = {row["ISO3166-1-Alpha-3"]: row for row in read_csv(raw / "codes" / "country-codes.csv")}
    memberships = make_memberships(raw)
    identifiers = sorted({claim["actor"] for claim in memberships})
    tables = {
        "actors": [make_actor(identifier, codes) for identifier in identifiers],
        "memberships": memberships,
        "regions": make_regions(raw, identifiers, codes),
        "sources": sorted(SOURCES, key=lambda s: s["id"]),
        "treaties": [{"id": key, "name": name} for key, name in sorted(TREATIES.items())],
    }
    PARTIES.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        write_csv(PARTIES / f"{name}.csv", PARTIES_COLUMNS[name], rows)
    write_json(PARTIES / "datapackage.json", {
        "name": "parties",
        "title": "Parties to ten biodiversity-related treaties, as three sources claim",
        "sources": ORIGINS,
        "licenses": LICENSES,
        "resources": [csv_resource(name) for name in sorted(tables)],
    })
