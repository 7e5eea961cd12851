"""What actors of the sample have to say of findings. Fingerprints are those of `accord check fixtures/sample --as-of
2025-06-30`; a rule, a message or a key that changes changes them, and the tests show it."""

COMMENTS = [
    ("KEN", "6862bb41e713020be7111af149588571", "2025-04-14", "Ministry of Environment", "en",
     "Counterparts for the conventions on wetlands and world heritage were named by letter of 2 April 2025. The letters "
     "are with the secretariats and not on this record yet.", "https://example.org/comments/ken-1"),
    ("KEN", "6862bb41e713020be7111af149588571", "2025-05", "Wetlands Office", "en",
     "The wetlands counterpart took up office on 1 May 2025.", ""),
    ("FRA", "aaf3980a7a570db5f9b648a18ddc3259", "2025-05-20", "Ministère de l'Environnement", "fr",
     "La liste des espèces dont la France est un État de l'aire de répartition figure dans le rapport national ; une "
     "déclaration distincte suivra.", ""),
    # of a finding that does not stand any more, and of a day to come
    ("SEN", "5d0c1f4b7e2a4c3d9b8f6a7e0c1d2e3f", "2024-02-01", "Ministère de l'Environnement", "fr",
     "Le point focal a été désigné le 15 janvier 2024.", ""),
    ("FJI", "99dc92af788e8e1b618cd0ed8e9ece13", "2025-07-10", "Ministry of Environment", "en",
     "The report was sent on time and had to be sent again.", ""),
]


def make_comments(world):
    for actor, fingerprint, day, institution, language, text, url in COMMENTS:
        world.add("comments", f"comment-{actor.lower()}", actor=actor, fingerprint=fingerprint, on=day, by=institution,
                  language=language, text=text, url=url)
