#!/usr/bin/env bash
# Makes the fonts of the paper again from npm packages: Noto Sans and Noto Emoji, cut down to the letters people here
# write with (SIL Open Font License, no reserved name), and IBM Plex Sans Arabic as it is (same licence; "Plex" is a
# reserved name, so it may not be cut). Noto draws the dots of Arabic letters as glyphs of their own, and then whoever
# reads a file aloud or copies from it gets each such letter twice; Plex does not. Needs node, npm and python3; nothing
# stays behind. The portal itself needs none of this: the finished fonts and the list of letters are kept here.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

# Latin with everything European and Vietnamese, Greek, Cyrillic (also Ukrainian); Arabic, also for Persian, Urdu and
# Kurdish; faces, hearts and the few pictures of a family's week.
latin="U+0020-007E,U+00A0-024F,U+0259,U+02B0-02FF,U+0300-036F,U+0370-03FF,U+0400-045F,U+0490-0491,U+1E00-1EFF,\
U+2010-2027,U+202F-203A,U+2044,U+2070-2079,U+20AC,U+2116,U+2122,U+2190-2193,U+2212,U+FFFD"
arabic="U+0600-06FF,U+0750-077F,U+25CC"
pictures="U+260E,U+2600-2601,U+2614,U+2639-263A,U+2660-2667,U+26BD,U+2705,U+2713-2714,U+2728,U+2757,U+2763-2764,\
U+2B50,U+1F319,U+1F31E-1F31F,U+1F308,U+1F338,U+1F381-1F382,U+1F389,U+1F3E0-1F3E1,U+1F3EB,U+1F408,U+1F415,U+1F436,\
U+1F44B-1F44F,U+1F466-1F46A,U+1F475,U+1F48B,U+1F493-1F49F,U+1F4A4,U+1F4AA,U+1F4DE,U+1F4F1,U+1F600-1F64F,U+1F68C,\
U+1F697,U+1F6B2,U+1F6CC,U+1F914,U+1F917,U+1F970,U+1F972-1F97A,U+1F9E1,U+1F9F8"
features="ccmp,locl,mark,mkmk,kern,liga,init,medi,fina,isol,rlig,calt,rclt"

cd "$work"
npm init --yes >/dev/null
npm install --no-audit --no-fund --ignore-scripts @expo-google-fonts/noto-sans@0.4.2 \
    @expo-google-fonts/ibm-plex-sans-arabic@0.4.2 @expo-google-fonts/noto-emoji@0.4.7
python3 -m venv tools
tools/bin/pip install --quiet fonttools==4.68.0
from="node_modules/@expo-google-fonts"

cut() { # source, letters, features, target
    tools/bin/pyftsubset "$from/$1" --unicodes="$2" --layout-features="$3" --no-hinting --output-file="$here/$4"
}
for weight in 400Regular 700Bold; do
    cut "noto-sans/$weight/NotoSans_$weight.ttf" "$latin" "$features" "NotoSans-$weight.ttf"
    cp "$from/ibm-plex-sans-arabic/$weight/IBMPlexSansArabic_$weight.ttf" "$here/IBMPlexSansArabic-$weight.ttf"
done
cut noto-emoji/400Regular/NotoEmoji_400Regular.ttf "$pictures" "" NotoEmoji-400Regular.ttf
for family in noto-sans ibm-plex-sans-arabic noto-emoji; do
    cp "$from/$family/LICENSE_FONT" "$here/LICENSE-$family.txt"
done
chmod 644 "$here"/*.ttf "$here"/LICENSE-*.txt

tools/bin/python - "$here" "$arabic" <<'PYTHON'
"""Write down which letters each family holds, one family a line: ranges of code points in hex."""
import sys
from pathlib import Path
from fontTools.ttLib import TTFont

here = Path(sys.argv[1])
lines = []
ours = set()
for part in sys.argv[2].split(","):
    first, _, last = part.removeprefix("U+").partition("-")
    ours |= set(range(int(first, 16), int(last or first, 16) + 1))
for family in ("NotoSans", "IBMPlexSansArabic", "NotoEmoji"):
    held = [set(TTFont(font).getBestCmap()) for font in sorted(here.glob(f"{family}-*.ttf"))]
    assert all(one == held[0] for one in held), f"the weights of {family} hold different letters"
    ranges = []
    for code in sorted(held[0] & ours if "Arabic" in family else held[0]):
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    lines.append(f"{family} " + " ".join(f"{a:x}-{b:x}" for a, b in ranges))
(here / "letters.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
PYTHON
du -ch "$here"/*.ttf | tail -1
