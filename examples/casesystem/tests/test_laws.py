# SPDX-License-Identifier: MPL-2.0
"""What every rule set keeps, Fjordby's keeps: here the rules that it has changed."""

from trivselrules.testing import laws

test_laws = laws.tests("./rules", only=["indkaldelse", "privat_fremgangsmaade"])
