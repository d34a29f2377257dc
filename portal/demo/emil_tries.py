"""Emil's family: one question that the plan was tried with, answered by two around the family, each alone."""

from portal.demo.telling import at
from portal.demo.trying import asks_what_if, found_together, would_do
from portal.plan.models.tried import Outcome

# fmt: off (one act, one paragraph)
TRIED = [
    at("w5 mon 20:10", asks_what_if, "sara",
       "Hvad gør du, hvis jeg har aftenvagt, klokken er over 19, og jeg ikke har ringet?", ["birthe", "kim"],
       about="call", key="no call", days=10),
    at("w5 tue 09:15", would_do, "birthe", "no call",
       "Jeg ringer til dig. Tager du den ikke, ringer jeg til Jonas, og så går jeg derhen med min nøgle."),
    at("w5 wed 21:20", would_do, "kim", "no call",
       "Jeg ringer til Birthe og hører, om hun ved noget. Jeg kan hente Emil, hvis hun ikke kan."),
    at("w4 thu 20:00", found_together, "sara", "no call",
       "Vi prøvede det torsdag. Jeg ringede ikke, og Birthe ringede selv kl. 19.05. Emil nåede ikke at blive "
       "urolig. Kim er den, Birthe ringer til, hvis hun er væk.", Outcome.HELD),
]
