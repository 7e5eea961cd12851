"""Follows every relative link of the pages below a folder: the page must be there, and the anchor in it."""

import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])
broken = []
for page in sorted(root.rglob("*.md")):
    for target in re.findall(r"\]\(([^)]+)\)", page.read_text()):
        path, _, anchor = target.partition("#")
        other = (page.parent / path).resolve()
        if not other.is_file():
            broken.append(f"{page}: {target}: no such page")
        elif anchor and f'<a id="{anchor}"></a>' not in other.read_text():
            broken.append(f"{page}: {target}: no such anchor")
print("\n".join(broken))
sys.exit(1 if broken else 0)
