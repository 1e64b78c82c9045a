"""What the registry knows of two outlets: that they are of one family, or that one takes the other's copy."""

from wireroom.dedupe.kept import Facts, outlet_key
from wireroom.dedupe.lineage import Verdict
from wireroom.outlets import Registry
from wireroom.records.reports import Report


def family_words(
    report: Report, facts: Facts, verdict: Verdict | None, agency: str | None, registry: Registry
) -> tuple[str, ...]:
    """Reasons from the registry: one owner, or copy taken from the agency or outlet that the words come from."""
    outlet = registry.outlet_of(report.outlet)
    first = verdict.of.facts if verdict else None
    reasons = []
    if first and report.owner and facts.owner == first.owner and not facts.same_outlet(first):
        reasons.append(f"both outlets belong to {report.owner}")
    for name in outlet.takes if outlet else ():
        if name == agency or (first and outlet_key(name) == first.outlet):
            reasons.append(f"{report.outlet} takes copy from {name}")
    return tuple(reasons)
