# SPDX-License-Identifier: MPL-2.0
"""The product's own words about proofs: differences between rules, missed cases, mutants."""

from __future__ import annotations

__all__ = ["PROOF_PHRASES"]

PROOF_PHRASES: dict[str, tuple[str, str]] = {
    "or": ("eller", "or"),
    "if": ("{}, når {}.", "{} when {}."),
    "always": ("{} i alle situationer.", "{} in every situation."),
    "is": ("{} er {}", "{} is {}"),
    "is_read": ("`{}` læses som »{}«", "`{}` is read as “{}”"),
    "known_1": ("{} (kun i de gamle regler)", "{} (in the old rules only)"),
    "known_2": ("{} (kun i de nye regler)", "{} (in the new rules only)"),
    "known_3": ("{} (i begge regelsæt)", "{} (in both rule sets)"),
    "effect_value": ("»{}« bliver {} i stedet for {}", "“{}” becomes {} instead of {}"),
    "effect_set": ("»{}« bliver {}, hvor det før ikke var fastsat", "“{}” becomes {}, where it was not settled before"),
    "effect_unset": ("»{}« er ikke længere fastsat (før: {})", "“{}” is no longer settled (before: {})"),
    "effect_added": ("»{}« får også {}", "“{}” also gets {}"),
    "effect_removed": ("»{}« mister {}", "“{}” loses {}"),
    "effect_order": ("»{}« står i en anden rækkefølge", "“{}” is in another order"),
    "effect_undetermined": ("svaret står åbent: {} ({})", "the answer is left open: {} ({})"),
    "effect_determined": ("svaret står ikke længere åbent: {} ({})", "the answer is no longer left open: {} ({})"),
    "effect_applicable": ("spørgsmålet bliver aktuelt (før: »{}«)", "the question arises (before: “{}”)"),
    "effect_not_applicable": (
        "spørgsmålet er ikke længere aktuelt: »{}«",
        "the question no longer arises: “{}”",
    ),
    "effect_reason": (
        "grunden til, at spørgsmålet ikke er aktuelt, bliver »{}« i stedet for »{}«",
        "the reason why the question does not arise becomes “{}” instead of “{}”",
    ),
    "effect_noticed": ("bemærkningen »{}« følger nu med", "the notice “{}” now comes along"),
    "effect_unnoticed": ("bemærkningen »{}« følger ikke længere med", "the notice “{}” no longer comes along"),
    "effect_rests": ("svaret afhænger nu af, hvordan `{}` læses", "the answer now depends on how `{}` is read"),
    "effect_rests_not": (
        "svaret afhænger ikke længere af, hvordan `{}` læses",
        "the answer no longer depends on how `{}` is read",
    ),
    "effect_possible": ("situationen findes kun i de nye regler", "the situation is known to the new rules only"),
    "effect_impossible": ("situationen findes kun i de gamle regler", "the situation is known to the old rules only"),
    "effect_asked": ("der spørges nu om »{}«", "“{}” is now asked for"),
    "effect_unasked": ("der spørges ikke længere om »{}«", "“{}” is no longer asked for"),
    "effect_cited": ("der henvises nu til {}", "{} is now cited"),
    "effect_uncited": ("der henvises ikke længere til {}", "{} is no longer cited"),
    "example": ("Eksempel: {}", "Example: {}"),
    "not_chosen": ("Kun under læsninger, der ikke er valgt.", "Only under readings that are not chosen."),
    "compared": ("Fra {} til {}", "From {} to {}"),
    "no_change": (
        "Ingen ændring i adfærd: svar og forløb er de samme i alle situationer og under alle læsninger. Det er bevist.",
        "No behavioural change: answers and courses are the same in all situations under all readings. This is proved.",
    ),
    "changed_answers": ("Svar, der bliver andre", "Answers that change"),
    "changed_choices": (
        "Hvad de nye valg af læsninger ændrer",
        "What the newly chosen readings change",
    ),
    "changed_ways": ("Samme svar ad en anden vej", "The same answer by another way"),
    "changed_names": ("Ord, åbne punkter og valg", "Words, open points and choices"),
    "changed_register": ("Kilder og henvisninger", "Sources and citations"),
    "changed_wording": ("Kun ordlyden", "Wording only"),
    "unchanged": ("Bevist uændret: {}.", "Proved unchanged: {}."),
    "name_added": ("{} `{}` er ny", "{} `{}` is new"),
    "name_removed": ("{} `{}` er fjernet", "{} `{}` is removed"),
    "name_changed": ("{} `{}`: {} er {}, før {}", "{} `{}`: {} is {}, before {}"),
    "name_reworded": ("{} `{}`, {}: »{}« (før »{}«)", "{} `{}`, {}: “{}” (before “{}”)"),
    "name_rewritten": ("{} `{}` er skrevet anderledes", "{} `{}` is written differently"),
    "name_chosen": ("læsningen `{}` er nu »{}« (før »{}«)", "the reading `{}` is now “{}” (before “{}”)"),
    "kind_decision": ("beslutningen", "the decision"),
    "kind_result": ("resultatet", "the outcome"),
    "kind_outcome": ("resultatet", "the outcome"),
    "kind_fact": ("oplysningen", "the fact"),
    "kind_value": ("værdien", "the value"),
    "kind_open_point": ("det åbne punkt", "the open point"),
    "kind_reading": ("læsningen", "the reading"),
    "kind_option": ("valget", "the option"),
    "kind_role": ("rollen", "the role"),
    "kind_role_kind": ("rolletypen", "the kind of role"),
    "kind_parameter": ("parameteren", "the parameter"),
    "kind_notice": ("bemærkningen", "the notice"),
    "kind_document": ("dokumentet", "the document"),
    "kind_source": ("kildeudsagnet", "the source fact"),
    "kind_calendar": ("datoerne i", "the dates of"),
    "kind_progression": ("målinger over tid:", "measurements over time:"),
    "kind_event": ("hændelsen", "the event"),
    "kind_task": ("opgaven", "the task"),
    "kind_lifecycle": ("livsforløbet", "the lifecycle"),
    "kind_invariant": ("invarianten", "the invariant"),
    "kind_term": ("ordet", "the term"),
    "unset_value": ("ikke angivet", "not given"),
    "why_not": ("Hvorfor ikke »{}«: {}?", "Why not “{}”: {}?"),
    "why_not_holds": ("Sådan er svaret allerede.", "That is the answer already."),
    "why_not_never": (
        "Det fører ingen situation til, hvordan kilden end læses. Det er bevist.",
        "No situation leads there, however the source is read. This is proved.",
    ),
    "why_not_still": ("Det kan stadig blive svaret:", "It can still become the answer:"),
    "why_not_least": ("Så lidt skulle være anderledes:", "This little would have to differ:"),
    "why_not_event": ("Hvorfor ikke »{}«?", "Why not “{}”?"),
    "event_is_refused": ("Hændelsen bliver afvist:", "The event is refused:"),
    "event_is_open": ("Reglerne afgør det ikke:", "The rules do not settle it:"),
    "event_lacks": ("Hændelsen mangler oplysninger:", "The event lacks facts:"),
    "event_holds": ("Hændelsen bliver godtaget, som den er.", "The event is accepted as it is."),
    "event_still": ("Den bliver godtaget med disse oplysninger:", "It is accepted with these facts:"),
    "event_any": ("uanset svaret", "whatever the answer is"),
    "event_least": ("Den ville blive godtaget nu, hvis:", "It would be accepted now if:"),
    "event_after_one": (
        "Den bliver godtaget, når dette er sket først:",
        "It is accepted once this has happened:",
    ),
    "event_after": (
        "Den bliver godtaget, når disse {} hændelser er sket først; færre er ikke nok:",
        "It is accepted once these {} events have happened; fewer are not enough:",
    ),
    "event_itself": ("Derefter: {}", "Then: {}"),
    "event_orders": (
        "De kan også ske i {} andre rækkefølger.",
        "They can also happen in {} other orders.",
    ),
    "event_order": ("De kan også ske i én anden rækkefølge.", "They can also happen in one other order."),
    "event_more": (
        "Andre hændelser, lige så få, fører også derhen: {} rækkefølger mere.",
        "Other events, as few, lead there too: {} orders more.",
    ),
    "event_no_way": (
        "Ingen hændelser fører derhen, sådan som kilden læses nu. Det er bevist.",
        "No events lead there as the source is read now. This is proved.",
    ),
    "event_otherwise": ("Andre hændelser ville føre derhen, hvis:", "Some events would lead there if:"),
    "event_never": (
        "Ingen hændelser fører derhen, og ingen andre oplysninger, hvordan kilden end læses. Det er bevist.",
        "No events lead there, and no other facts, however the source is read. This is proved.",
    ),
    "when": ("når {}", "when {}"),
    "instead": ("{} (nu: {})", "{} (now: {})"),
    "covered": (
        "{}: {} af {} svar, intervaller og valg nås af {}.",
        "{}: {} of {} answers, ranges and options are reached by {}.",
    ),
    "missed_answer": ("svaret `{}` på »{}« nås ikke", "the answer `{}` to “{}” is not reached"),
    "missed_range": ("intervallet `{}` af »{}« nås ikke", "the range `{}` of “{}” is not reached"),
    "missed_border": (
        "grænsen {2} i intervallet `{0}` af »{1}« nås ikke",
        "the border {2} of the range `{0}` of “{1}” is not reached",
    ),
    "missed_option": ("valget `{}` af læsningen `{}` nås ikke", "the option `{}` of the reading `{}` is not reached"),
    "nearest": ("Nærmest er »{}« ({}): {}", "The nearest is “{}” ({}): {}"),
    "nearest_lacks": ("flere oplysninger", "more facts"),
    "covered_none": (
        "{}: der er ingen eksempler, så ingen af de {} svar, intervaller og valg nås.",
        "{}: there are no cases, so none of the {} answers, ranges and options is reached.",
    ),
    "lifecycle_covered_none": (
        "{}: der er ingen eksempler, så ingen af de {} faser, mærker, overgange, betingelser, opgaver og frister nås.",
        "{}: there are no cases, so none of the {} phases, marks, moves, conditions, tasks and deadlines is reached.",
    ),
    "lifecycle_covered": (
        "{}: {} af {} faser, mærker, overgange, betingelser, opgaver og frister nås af {}.",
        "{}: {} of {} phases, marks, moves, conditions, tasks and deadlines are reached by {}.",
    ),
    "item_missed": ("{} nås ikke.", "{} is not reached."),
    "item_never": (
        "{} kan aldrig nås, hvordan kilden end læses. Det er bevist.",
        "{} can never be reached, however the source is read. This is proved.",
    ),
    "item_phase": ("fasen »{}«", "the phase “{}”"),
    "item_mark": ("mærket »{0}« med værdien »{3}«", "the mark “{0}” with the value “{3}”"),
    "item_move": ("»{}« i fasen »{}«", "“{}” in the phase “{}”"),
    "item_met": ("»{0}« med `{2}: {3}`", "“{0}” with `{2}: {3}`"),
    "item_guard": (
        "»{0}«, hvor kun betingelsen `{2}` ikke er opfyldt,",
        "“{0}” where only the condition `{2}` is not met",
    ),
    "item_missing": ("»{0}« uden oplysningen »{2}«", "“{0}” without the fact “{2}”"),
    "item_task": ("opgaven »{}« i fasen »{}«", "the task “{}” in the phase “{}”"),
    "item_stands": ("opgaven »{}« i fasen »{}« med `{}: {}`", "the task “{}” in the phase “{}” with `{}: {}`"),
    "item_absent": (
        "fasen »{1}« uden opgaven »{0}«, fordi betingelsen `{2}` ikke er opfyldt,",
        "the phase “{1}” without the task “{0}”, as the condition `{2}` is not met,",
    ),
    "item_waiting": (
        "opgaven »{}« i fasen »{}«, mens den venter på »{}«,",
        "the task “{}” in the phase “{}” while it waits for “{}”",
    ),
    "item_done_by": (
        "opgaven »{}« i fasen »{}«, udført med »{}«,",
        "the task “{}” in the phase “{}”, done by “{}”,",
    ),
    "item_deadline": ("fristen for »{}« i fasen »{}«", "the deadline of “{}” in the phase “{}”"),
    "item_startless": (
        "fristen for »{}« i fasen »{}«, før det er sket, som den regnes fra,",
        "the deadline of “{}” in the phase “{}”, before what it counts from has happened,",
    ),
    "missed_no_phase": ("Intet eksempel kommer i fasen.", "No case comes to the phase."),
    "missed_no_event": (
        "»{}« ({}) kommer i fasen, men hændelsen sker ikke dér.",
        "“{}” ({}) comes to the phase, but the event does not happen there.",
    ),
    "missed_no_event_nowhere": ("Hændelsen sker ikke i noget eksempel.", "The event happens in no case."),
    "missed_otherwise_event": (
        "Hændelsen sker i »{}« ({}), men det går anderledes.",
        "The event happens in “{}” ({}), with another result.",
    ),
    "missed_otherwise_state": (
        "»{}« ({}) kommer i fasen, men dér står det anderledes.",
        "“{}” ({}) comes to the phase, but things are different there.",
    ),
    "missed_no_value": ("Mærket får ikke den værdi i noget eksempel.", "The mark gets that value in no case."),
    "would_reach": ("Dette eksempel ville nå det:", "This case would reach it:"),
    "covering_smallest": (
        "{} skrevet; det er bevist, at færre ikke når det hele.",
        "{} written; it is proved that fewer do not reach everything.",
    ),
    "covering_few": (
        "{} skrevet; intet af dem kan undværes, men om færre er nok, er ikke bevist.",
        "{} written; none of them can be spared, but whether fewer suffice is not proved.",
    ),
    "suggested": (
        "Svarene er dem, reglerne giver i dag. Læs dem efter mod kilden, før de får lov at vogte den.",
        "The answers are those the rules give today. Read them against the source before they may guard it.",
    ),
    "proved_decisions": (
        (
            "{}: alle {} situationer, som reglerne kan kende fra hinanden, har præcis ét svar under hver læsning, "
            "og alle {} svar og valg kan nås."
        ),
        (
            "{}: all {} situations that the rules can tell apart have exactly one answer under each reading, "
            "and all {} answers and options can be reached."
        ),
    ),
    "questions_fewest": (
        (
            "Højst {} spørgsmål; det er bevist, at ingen rækkefølge klarer sig med færre i værste fald. "
            "Reglerne spørger selv højst om {}."
        ),
        (
            "At most {} questions; it is proved that no order makes do with fewer at worst. "
            "The rules themselves ask at most {}."
        ),
    ),
    "questions_few": (
        "Højst {} spørgsmål; om færre er nok, er ikke bevist. Reglerne spørger selv højst om {}.",
        "At most {} questions; whether fewer suffice is not proved. The rules themselves ask at most {}.",
    ),
    "questions_settled": ("Svaret ligger fast.", "The answer is settled."),
    "questions_needless": (
        "Svaret ligger fast; {} kan ikke ændre det.",
        "The answer is settled; {} cannot change it.",
    ),
    "progress_mutants": ("{}: mutant", "{}: mutant"),
    "mutated": (
        "{}: {} af {} fejl opdages af eksemplerne ({} %); {} ændrer bevisligt intet svar, {} afviser `check`.",
        "{}: {} of {} slips are noticed by the cases ({} %); {} provably change no answer, {} are refused by `check`.",
    ),
    "mutated_none": (
        "{}: ingen fejl kan ændre et svar; {} ændrer bevisligt intet, {} afviser `check`.",
        "{}: no slip can change an answer; {} provably change none, {} are refused by `check`.",
    ),
    "survived": ("{}: {}.", "{}: {}."),
    "would_notice": ("Det opdager intet eksempel. Dette ville:", "No case notices. This one would:"),
    "mutated_all": ("I alt: {} af {} ({} %).", "In all: {} of {} ({} %)."),
    "slip_setting-dropped": ("`{outcome}` er udeladt", "`{outcome}` is left out"),
    "slip_value-changed": ("`{outcome}` er `{new}` i stedet for `{old}`", "`{outcome}` is `{new}` instead of `{old}`"),
    "slip_item-dropped": ("`{old}` mangler i `{outcome}`", "`{old}` is missing from `{outcome}`"),
    "slip_item-added": ("`{new}` er kommet med i `{outcome}`", "`{new}` has been added to `{outcome}`"),
    "slip_item-changed": (
        "`{new}` står i stedet for `{old}` i `{outcome}`",
        "`{new}` stands instead of `{old}` in `{outcome}`",
    ),
    "slip_reservation-changed": (
        "`{new}` står i stedet for `{old}` i `{outcome}`",
        "`{new}` stands instead of `{old}` in `{outcome}`",
    ),
    "slip_items-swapped": (
        "`{old}` og `{new}` har byttet plads i `{outcome}`",
        "`{old}` and `{new}` have changed places in `{outcome}`",
    ),
    "slip_notice-dropped": ("bemærkningen `{name}` mangler", "the notice `{name}` is missing"),
    "slip_point-dropped": ("det åbne punkt `{old}` er udeladt", "the open point `{old}` is left out"),
    "slip_point-changed": (
        "det åbne punkt er `{new}` i stedet for `{old}`",
        "the open point is `{new}` instead of `{old}`",
    ),
    "slip_reason-dropped": (
        "`not_applicable: {old}` er udeladt",
        "`not_applicable: {old}` is left out",
    ),
    "slip_reason-changed": (
        "grunden er `{new}` i stedet for `{old}`",
        "the reason is `{new}` instead of `{old}`",
    ),
    "slip_left-open": (
        "svaret er erstattet af `undetermined: {new}`",
        "the answer has been replaced with `undetermined: {new}`",
    ),
    "slip_branch-dropped": ("gren nummer {number} af `all` mangler", "branch number {number} of `all` is missing"),
    "slip_branches-swapped": (
        "gren nummer {number} af `all` og den næste har byttet plads",
        "branch number {number} of `all` and the next have changed places",
    ),
    "slip_answers-swapped": (
        "`{old}` og `{new}` har byttet følger",
        "`{old}` and `{new}` have changed what follows",
    ),
    "slip_answer-copied": (
        "`{old}` fører det med sig, som følger af `{new}`",
        "`{old}` leads to what `{new}` leads to",
    ),
    "slip_item-moved": (
        "`{item}` er flyttet fra `{old}` til `{new}`",
        "`{item}` has been moved from `{old}` to `{new}`",
    ),
    "slip_threshold-moved": (
        "grænsen `{old}` er flyttet til `{new}`",
        "the threshold `{old}` has been moved to `{new}`",
    ),
    "slip_reading-chosen": (
        "læsningen `{name}` er valgt som `{new}` i stedet for `{old}`",
        "the reading `{name}` is chosen as `{new}` instead of `{old}`",
    ),
    "slip_parameter-changed": (
        "parameteren `{name}` er `{new}` i stedet for `{old}`",
        "the parameter `{name}` is `{new}` instead of `{old}`",
    ),
    "progress_situations": ("Situationer:", "Situations:"),
    "tally": ("{}: {} af {} situationer får et andet svar.", "{}: {} of {} situations get another answer."),
    "tally_first": ("Den første er nummer {}.", "The first is number {}."),
    "tally_refused": (
        "{} kan kun det ene regelsæt svare på.",
        "{} can be answered by one of the rule sets only.",
    ),
    "tally_unknown": ("{} kender ingen af regelsættene.", "{} are known to neither rule set."),
}
