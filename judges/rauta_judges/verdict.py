"""What a judge says."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Verdict:
    """One line with its figure, and what speaks against the subject."""

    title: str
    is_good: bool
    figure: str
    against: list = field(default_factory=list)

    def lines(self):
        yield f"{self.title}: {self.figure}{'' if self.is_good else '  FAILED'}"
        for line in self.against:
            yield f"    {line}"
