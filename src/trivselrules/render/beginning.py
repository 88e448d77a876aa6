# SPDX-License-Identifier: MPL-2.0
"""The files of a new rule set of one's own, with notes in Danish on how to go on.

The notes show lines that are true of the base: one of its readings, one of its roles. They work when `{}` and the `#`
before them are taken away, as they say.
"""

from __future__ import annotations

import json

from ..model import Reading, RuleSetModel, Term

__all__ = ["beginning"]

_HOW = "Slet {} i linjen ovenfor, og fjern # foran linjerne her"

_RULE_SET = """\
# Jeres eget regelsæt. Det bygger på {base}: alt gælder derfra, undtagen det, I selv skriver i denne mappe.
# I LAES_MIG.md står, hvad I kan skrive, og hvordan I ser efter, at det hele hænger sammen.
rule_set: {name}
version: "1"
title:
  da: {title}
  en: {title}
extends: {{rule_set: {extends}, version: {version}}}

# Jeres egne dokumenter, for eksempel en beslutning i et udvalg.
documents: {{}}
# {how}:
#  egen_beslutning:
#    title:
#      da: Udvalgets beslutning
#      en: The committee's decision

# Kilden kan læses på flere måder. Her vælger I en anden læsning; `trivselrules show open_points` viser dem alle.
readings: {{}}
{reading}
# Værdier, som kommunen selv sætter.
parameters: {{}}
{parameters}"""
_READING = """\
# {how}:
#  {name}:
#    choose: {option}
#    because:
#      da: Skriv her, hvorfor I har valgt sådan.
#      en: Write here why you have chosen so.
"""
_PARAMETER = """\
# {how}:
#  {name}:
#    choose: {value}
#    because:
#      da: Skriv her, hvem der har besluttet det.
#      en: Write here who has decided it.
"""
_VOCABULARY = """\
# Nye ord og ændrede ord står hver for sig, så et navn, der er stavet forkert, ikke lægger noget til.
add: {{}}
# {how}:
#  roles:
#    egen_koordinator:
#      da: vores egen koordinator
#      en: our own coordinator

change: {{}}
{role}"""
_ROLE = """\
# {how}:
#  roles:
#    {name}:
#      da: {da}
#      en: {en}
#      because:
#        da: Skriv her, hvorfor det hedder noget andet hos jer.
#        en: Write here why you call it something else.
"""
_SOURCES = """\
# Udsagn fra jeres egne dokumenter, hvert med et nummer, som reglerne henviser til med `source: [MK-001]`.
facts: {{}}
# {how}. Udsagnet skal bruges af en regel:
#  MK-001:
#    document: egen_beslutning
#    section: Punkt 1
#    da: Skriv her, hvad I har besluttet.
#    en: Write here what you have decided.
"""
_GUIDE = """\
# {title}

Dette er jeres eget regelsæt. Det bygger på `{base}` {version}: alt gælder derfra, undtagen det, I selv skriver her.

| Fil | Hvad I kan skrive |
|---|---|
| `rule_set.yaml` | navnet, jeres dokumenter, andre læsninger og værdier |
| `vocabulary.yaml` | nye ord under `add`, andre navne under `change` |
| `sources.yaml` | udsagn fra jeres egne dokumenter |
| `BESLUTNING.yaml` | en ny beslutning, eller en ændret: `changes: {base}/BESLUTNING`, `replaces: {base}/BESLUTNING` |
| `BESLUTNING.cases.yaml` | jeres egne eksempler |

Hver ændring har sin grund, `because`. Kør disse kommandoer fra mappen ovenover, hver gang I har rettet noget:

```sh
trivselrules check --rules ./{folder}
trivselrules test --rules ./{folder}
trivselrules show --changes --rules ./{folder}
trivselrules diff {compared} ./{folder}
```

`check` ser efter, at det hænger sammen, `test` regner jeres eksempler igennem, `show --changes` viser alt, hvad der er
anderledes og hvorfor, og `diff` viser præcis, hvilke svar der bliver andre.

Åbn mappen i VS Code med udvidelsen YAML. Mappen `.vscode` gør, at I får forslag til nøgler og ser fejl, mens I skriver.

Kommer `{base}` i en ny udgave, siger `check` det. Se ændringerne igennem, og skriv den nye udgave efter `extends`.
"""


def beginning(folder: str, name: str, extends: str, base: RuleSetModel) -> dict[str, str]:
    """Give the files by name; `folder` and `name` are those of the new rule set, `extends` how it calls the base."""
    title = name.replace("_", " ").capitalize()
    told = {"base": base.id, "version": _quoted(base.version), "title": _quoted(title), "how": _HOW}
    compared = extends if extends == base.id else f"./{extends.removeprefix('../')}"
    guide = {"base": base.id, "version": base.version, "title": title, "folder": folder, "compared": compared}
    chosen = {"reading": _reading(base), "parameters": _parameters(base)}
    return {
        "rule_set.yaml": _RULE_SET.format(**told, **chosen, name=name, extends=extends),
        "vocabulary.yaml": _VOCABULARY.format(**told, role=_role(base)),
        "sources.yaml": _SOURCES.format(**told),
        "LAES_MIG.md": _GUIDE.format(**guide),
    }


def _reading(base: RuleSetModel) -> str:
    """Show another choice of the first reading."""
    reading: Reading | None = next(iter(base.readings.values()), None)
    if reading is None:
        return ""
    option = next(option for option in reading.options if option != reading.chosen)
    return _READING.format(how=_HOW, name=reading.name, option=option)


def _parameters(base: RuleSetModel) -> str:
    """Show how a parameter is set: one that bounds no fact, since what fits there is for the rules to say."""
    free = (parameter for name, parameter in base.parameters.items() if name not in base.bounding_parameters)
    parameter = next(free, None)
    if parameter is None:
        return ""
    return _PARAMETER.format(how=_HOW, name=parameter.name, value="true" if parameter.type == "boolean" else 10)


def _role(base: RuleSetModel) -> str:
    """Show another name for the first role."""
    role: Term | None = next(iter(base.terms["role"].values()), None)
    if role is None:
        return ""
    da, en = (_quoted(f"{text} ({note})") for text, note in ((role.label.da, "hos os"), (role.label.en, "here")))
    return _ROLE.format(how=_HOW, name=role.name, da=da, en=en)


def _quoted(text: str) -> str:
    """Write a text so that YAML takes it for nothing else."""
    return json.dumps(text, ensure_ascii=False)
