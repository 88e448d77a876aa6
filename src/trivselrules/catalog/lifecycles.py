# SPDX-License-Identifier: MPL-2.0
"""Messages about lifecycles: phases, tasks, marks, moves, and what must never be."""

from __future__ import annotations

from .entry import Entry, conflict, error

__all__ = ["LIFECYCLES"]

LIFECYCLES: dict[str, Entry] = {
    "label-missing": error(
        "`{name}` har ingen tekst i ordlisten",
        "`{name}` has no text in the vocabulary",
        "Skriv teksten i `vocabulary.yaml` under `terms` og `{kind}`.",
        "Write the text in `vocabulary.yaml` under `terms` and `{kind}`.",
    ),
    "name-ambiguous": error(
        "`{name}` er også navnet på en oplysning, et livsforløb eller et mærke i et andet livsforløb",
        "`{name}` is also the name of a fact, a lifecycle or a mark of another lifecycle",
        "Giv det et andet navn, så en betingelse kun kan læses på én måde.",
        "Give it another name, so that a condition can be read in one way only.",
    ),
    "event-fact": error(
        "hændelsen `{name}` kommer ikke med oplysningen `{fact}`",
        "the event `{name}` does not come with the fact `{fact}`",
        "Brug en af: {known} – eller føj oplysningen til hændelsen i `events.yaml`.",
        "Use one of: {known} – or add the fact to the event in `events.yaml`.",
    ),
    "event-fact-open": error(
        "oplysningen `{fact}` har for mange mulige svar til at komme med hændelsen `{name}`",
        "the fact `{fact}` has too many possible answers to come with the event `{name}`",
        "Brug en oplysning med faste svar eller med få hele tal.",
        "Use a fact with fixed answers or with few whole numbers.",
    ),
    "event-two-homes": error(
        "hændelsen `{name}` hører allerede hjemme i `{first}`",
        "the event `{name}` is already at home in `{first}`",
        "Kun ét livsforløb kan godtage eller afvise en hændelse; skriv den under `follows` her.",
        "Only one lifecycle can accept or refuse an event; write it under `follows` here.",
    ),
    "event-homeless": error(
        "hændelsen `{name}` har intet livsforløb, der kan godtage eller afvise den",
        "the event `{name}` has no lifecycle that can accept or refuse it",
        "Skriv den under `moves` i det livsforløb, hvor den hører hjemme, og det livsforløb under `beside`.",
        "Write it under `moves` in the lifecycle where it belongs, and that lifecycle under `beside`.",
    ),
    "unknown-condition": error(
        "`{name}` er hverken et mærke, en oplysning i hændelsen eller et livsforløb ved siden af",
        "`{name}` is neither a mark, a fact of the event nor a lifecycle beside this one",
        "Kendte navne: {known}.",
        "Known names: {known}.",
    ),
    "mark-value": error(
        "`{value}` er ikke en værdi af mærket `{mark}`",
        "`{value}` is not a value of the mark `{mark}`",
        "Mulige værdier: {allowed}.",
        "Possible values: {allowed}.",
    ),
    "mark-not-given": error(
        "mærket `{mark}` findes i fasen `{phase}`, men får ingen værdi på vejen fra `{first}`",
        "the mark `{mark}` lives in the phase `{phase}` but is given no value on the way from `{first}`",
        "Giv mærket en værdi med `keep` eller `set`.",
        "Give the mark a value with `keep` or `set`.",
    ),
    "mark-elsewhere": error(
        "mærket `{mark}` findes ikke i fasen `{phase}`",
        "the mark `{mark}` does not live in the phase `{phase}`",
        "Slet det her, eller føj fasen til mærkets `in`.",
        "Delete it here, or add the phase to the mark's `in`.",
    ),
    "mark-two-values": error(
        "mærket `{mark}` får to værdier",
        "the mark `{mark}` is given two values",
        "Slet det enten under `keep` eller under `set`.",
        "Delete it either under `keep` or under `set`.",
    ),
    "mark-cannot-keep": error(
        "mærket `{mark}` kan ikke huske disse svar på `{fact}`: {values}",
        "the mark `{mark}` cannot keep these answers to `{fact}`: {values}",
        "Udeluk dem med `when`, eller føj dem til mærkets `values`.",
        "Rule them out with `when`, or add them to the mark's `values`.",
    ),
    "mark-at-start": error(
        "livsforløbet begynder i fasen `{name}`, men mærket `{mark}` har ingen værdi der",
        "the lifecycle starts in the phase `{name}`, but the mark `{mark}` has no value there",
        "Tag fasen ud af mærkets `in`.",
        "Take the phase out of the mark's `in`.",
    ),
    "phase-no-start": error(
        "livsforløbet `{name}` har ingen fase, det begynder i",
        "the lifecycle `{name}` has no phase it starts in",
        "Skriv `start: true` ved én fase.",
        "Write `start: true` at one phase.",
    ),
    "phase-two-starts": error(
        "fasen `{name}` er begyndelsen, men det er `{first}` også",
        "the phase `{name}` is the start, but so is `{first}`",
        "Lad kun én fase have `start: true`.",
        "Let only one phase have `start: true`.",
    ),
    "phase-no-owner": error(
        "fasen `{name}` har ingen ejer",
        "the phase `{name}` has no owner",
        "Skriv `owner:` med en rolle, eller `rest: true`, hvis der ikke skal ske mere.",
        "Write `owner:` with a role, or `rest: true` if nothing more has to happen.",
    ),
    "phase-no-task": error(
        "fasen `{name}` har ingen opgaver",
        "the phase `{name}` has no tasks",
        "Skriv, hvad der skal gøres, eller `rest: true`, hvis der ikke skal ske mere.",
        "Write what is to be done, or `rest: true` if nothing more has to happen.",
    ),
    "task-no-actor": error(
        "ingen har opgaven `{name}`",
        "nobody has the task `{name}`",
        "Skriv `actor:` ved opgaven eller `owner:` ved fasen.",
        "Write `actor:` at the task or `owner:` at the phase.",
    ),
    "task-no-end": error(
        "opgaven `{name}` kan aldrig blive gjort",
        "the task `{name}` can never be done",
        "Skriv `done_by:` med den hændelse, der afslutter den, eller `waits_for:` med et andet livsforløb.",
        "Write `done_by:` with the event that ends it, or `waits_for:` with another lifecycle.",
    ),
    "task-no-deadline": conflict(
        "opgaven `{name}` har hverken frist eller et åbent punkt om fristen",
        "the task `{name}` has neither a deadline nor an open point about it",
        "Skriv `due:`, eller `no_deadline:` med det åbne punkt, hvis dokumentet ikke giver nogen frist.",
        "Write `due:`, or `no_deadline:` with the open point if the document gives no deadline.",
    ),
    "task-two-deadlines": error(
        "opgaven `{name}` har både `due` og `no_deadline`",
        "the task `{name}` has both `due` and `no_deadline`",
        "Slet det, der ikke gælder.",
        "Delete the one that does not apply.",
    ),
    "task-endless": error(
        "opgaven `{name}` bliver aldrig færdig i fasen `{phase}` og kan ikke bruges her",
        "the task `{name}` is never done in the phase `{phase}` and cannot be used here",
        "Slet navnet her, eller giv opgaven `done_by:` uden `repeats:`.",
        "Delete the name here, or give the task `done_by:` without `repeats:`.",
    ),
    "task-twice": error(
        "opgaven `{name}` står også i fasen `{phase}`, hvor mærket findes",
        "the task `{name}` also stands in the phase `{phase}`, where the mark lives",
        "Lad den stå ét af stederne.",
        "Let it stand in one of the places.",
    ),
    "task-circle": error(
        "opgaverne venter på hinanden i ring: {tasks}",
        "the tasks wait for each other in a circle: {tasks}",
        "Bryd ringen, så mindst én af dem kan gøres først.",
        "Break the circle so that at least one of them can be done first.",
    ),
    "due-form": error(
        "fristen er ikke skrevet på én måde",
        "the deadline is not written in one way",
        "Skriv enten `within` med `after`, `at_least` med `before`, `next` eller `undetermined`.",
        "Write either `within` with `after`, `at_least` with `before`, `next` or `undetermined`.",
    ),
    "outcome-unfit": error(
        "`{name}` passer ikke her; det skal være af typen `{type}`",
        "`{name}` does not fit here; it must be of type `{type}`",
        "Brug et svar af den type.",
        "Use an outcome of that type.",
    ),
    "outcome-asks": error(
        "beslutningen `{name}` spørger om {facts} og kan derfor ikke give en frist her",
        "the decision `{name}` asks for {facts} and can therefore not give a deadline here",
        "Brug en beslutning, der ikke spørger om noget.",
        "Use a decision that asks nothing.",
    ),
    "outcome-excused": error(
        "beslutningen `{name}` kan svare, at den ikke gælder, og kan derfor ikke give en frist her",
        "the decision `{name}` can answer that it does not apply, and can therefore not give a deadline here",
        "Brug en beslutning, der altid gælder.",
        "Use a decision that always applies.",
    ),
    "due-series": error(
        "beslutningen `{name}` giver ikke datoer for en møderække",
        "the decision `{name}` does not give the dates of a series of meetings",
        "Det gør: {known}.",
        "These do: {known}.",
    ),
    "moves-overlap": conflict(
        "hændelsen `{name}` kan også føre til det, der står i linje {first}",
        "the event `{name}` can also lead to what stands on line {first}",
        "Skriv betingelserne, så kun én af dem kan gælde ad gangen.",
        "Write the conditions so that only one of them can apply at a time.",
    ),
    "invariant-empty": error(
        "forbuddet siger ikke, hvad der aldrig må ske",
        "the prohibition does not say what must never be",
        "Skriv `when`, `event` eller `decision` med `outcome`.",
        "Write `when`, `event` or `decision` with `outcome`.",
    ),
    "case-moment": error(
        "tidspunktet `{value}` findes ikke, eller det ligger uden for årene 1900 til 2199",
        "the moment `{value}` does not exist, or lies outside the years 1900 to 2199",
        "Se efter i kalenderen.",
        "Look in the calendar.",
    ),
    "invariant-broken": conflict(
        "forbuddet `{name}` bliver brudt: {events}",
        "the prohibition `{name}` is broken: {events}",
        "Ret den regel, der fører derhen, eller forbuddet, hvis det ikke skal gælde.",
        "Correct the rule that leads there, or the prohibition if it is not meant to hold.",
    ),
    "standstill": conflict(
        "`{lifecycle}` kan gå i stå i fasen `{phase}`: {events}",
        "`{lifecycle}` can come to a standstill in the phase `{phase}`: {events}",
        "Giv fasen en opgave, hvis hændelse kan godtages, eller som venter på et livsforløb, der selv kommer videre.",
        "Give the phase a task whose event can be accepted, or that waits for a lifecycle that itself moves on.",
    ),
    "deadline-no-start": conflict(
        "fristen for `{task}` regnes fra `{event}`, som ikke behøver at være sket: {events}",
        "the deadline of `{task}` counts from `{event}`, which need not have happened: {events}",
        "Skriv `without_start:` med det åbne punkt, der gælder i stedet.",
        "Write `without_start:` with the open point that stands for it instead.",
    ),
    "phase-unreachable": error(
        "fasen `{name}` kan ikke nås",
        "the phase `{name}` cannot be reached",
        "Slet den, eller giv den en overgang, der kan ske.",
        "Delete it, or give it a move that can happen.",
    ),
    "move-never": error(
        "det, hændelsen `{name}` fører til her, kan aldrig ske",
        "what the event `{name}` leads to here can never happen",
        "Slet det, eller ret betingelserne.",
        "Delete it, or correct the conditions.",
    ),
    "states-too-many": error(
        "livsforløbene har mere end {limit} tilstande tilsammen; mest kommer af: {what}",
        "the lifecycles have more than {limit} states together; most come from: {what}",
        "Fjern mærker og opgaver, som ingen senere regel læser.",
        "Remove marks and tasks that no later rule reads.",
    ),
}
