# SPDX-License-Identifier: MPL-2.0
"""What is said of a slip in a lifecycle, in both languages."""

from __future__ import annotations

__all__ = ["SLIP_PHRASES"]

SLIP_PHRASES: dict[str, tuple[str, str]] = {
    "slip_move-dropped": ("trækket ved `{name}` mangler", "the move on `{name}` is missing"),
    "slip_target-changed": (
        "`{name}` fører til `{new}` i stedet for `{old}`",
        "`{name}` leads to `{new}` instead of `{old}`",
    ),
    "slip_target-dropped": (
        "`{name}` bliver i fasen i stedet for at føre til `{old}`",
        "`{name}` stays in the phase instead of leading to `{old}`",
    ),
    "slip_from-dropped": ("`{name}` gælder ikke fra `{old}`", "`{name}` does not apply from `{old}`"),
    "slip_from-added": ("`{name}` gælder også fra `{new}`", "`{name}` also applies from `{new}`"),
    "slip_condition-dropped": ("betingelsen på `{name}` mangler", "the condition on `{name}` is missing"),
    "slip_condition-narrowed": (
        "betingelsen på `{name}` omfatter ikke `{old}`",
        "the condition on `{name}` does not include `{old}`",
    ),
    "slip_condition-widened": (
        "betingelsen på `{name}` omfatter også `{new}`",
        "the condition on `{name}` also includes `{new}`",
    ),
    "slip_under-dropped": (
        "det gælder, uanset hvordan `{name}` er valgt",
        "it applies however `{name}` is chosen",
    ),
    "slip_under-narrowed": (
        "det gælder ikke, når `{name}` er valgt som `{old}`",
        "it does not apply when `{name}` is chosen as `{old}`",
    ),
    "slip_under-widened": (
        "det gælder også, når `{name}` er valgt som `{new}`",
        "it also applies when `{name}` is chosen as `{new}`",
    ),
    "slip_unless-dropped": (
        "`{name}` spørger ikke, om `{old}` er gjort",
        "`{name}` does not ask whether `{old}` is done",
    ),
    "slip_mark-dropped": ("`{name}` giver ikke mærket `{old}`", "`{name}` does not give the mark `{old}`"),
    "slip_mark-changed": (
        "mærket `{name}` bliver `{new}` i stedet for `{old}`",
        "the mark `{name}` becomes `{new}` instead of `{old}`",
    ),
    "slip_count-changed": ("mærket `{name}` tæller til `{new}`", "the mark `{name}` counts to `{new}`"),
    "slip_done-dropped": ("`{name}` lader ikke `{old}` være gjort", "`{name}` does not leave `{old}` done"),
    "slip_done-added": ("`{name}` lader `{new}` være gjort", "`{name}` leaves `{new}` done"),
    "slip_start-changed": (
        "livsforløbet begynder i `{new}` i stedet for `{old}`",
        "the lifecycle begins in `{new}` instead of `{old}`",
    ),
    "slip_owner-dropped": ("`{name}` har ingen `owner`", "`{name}` has no `owner`"),
    "slip_owner-changed": (
        "`{new}` har ansvaret i `{name}` i stedet for `{old}`",
        "`{new}` is responsible in `{name}` instead of `{old}`",
    ),
    "slip_task-dropped": ("opgaven `{name}` mangler", "the task `{name}` is missing"),
    "slip_task-moved": (
        "opgaven `{name}` følger med `{new}` i stedet for `{old}`",
        "the task `{name}` comes with `{new}` instead of `{old}`",
    ),
    "slip_actor-dropped": (
        "fasens `owner` har opgaven `{name}` i stedet for `{old}`",
        "the phase's `owner` has the task `{name}` instead of `{old}`",
    ),
    "slip_actor-changed": (
        "`{new}` har opgaven `{name}` i stedet for `{old}`",
        "`{new}` has the task `{name}` instead of `{old}`",
    ),
    "slip_actor-added": ("`{new}` har opgaven `{name}`", "`{new}` has the task `{name}`"),
    "slip_ending-dropped": ("`{old}` afslutter ikke `{name}`", "`{old}` does not end `{name}`"),
    "slip_ending-changed": (
        "`{new}` afslutter `{name}` i stedet for `{old}`",
        "`{new}` ends `{name}` instead of `{old}`",
    ),
    "slip_repeats-changed": (
        "`repeats` er vendt om ved opgaven `{name}`",
        "`repeats` is turned round at the task `{name}`",
    ),
    "slip_wait-dropped": ("`{name}` venter ikke på `{old}`", "`{name}` does not wait for `{old}`"),
    "slip_deadline-dropped": ("en frist for `{name}` mangler", "a deadline of `{name}` is missing"),
    "slip_deadline-moved": ("fristen er {new} i stedet for {old}", "the deadline is {new} instead of {old}"),
    "slip_deadline-event": (
        "fristen regnes efter `{new}` i stedet for `{old}`",
        "the deadline is counted by `{new}` instead of `{old}`",
    ),
    "slip_channel-dropped": ("kanalen `{old}` mangler ved `{name}`", "the channel `{old}` is missing from `{name}`"),
    "slip_channel-changed": (
        "`{name}` gøres i `{new}` i stedet for `{old}`",
        "`{name}` is done in `{new}` instead of `{old}`",
    ),
}
