"""Figures counted a second way: plain SQL, written from the rules of docs/field.md and not from the code of the figures.

Each file says the rule of a family of figures. After `-- Figures:` stand their codes: `{kind}` is every kind of activity,
`{measure}` each measure of that kind, `*` any letters. The text reads the relation

    asked (ask, committee, first_day, last_day)      a row for each committee that counts, both days inclusive

and gives rows (ask, code of the figure, value); a figure without a row is nothing. It may give rows of other codes too.
"""

from luzhi.cli.second_path.counting import Asked, Count, count
from luzhi.cli.second_path.rules import Rule, rule_of, rules

__all__ = ["Asked", "Count", "Rule", "count", "rule_of", "rules"]
