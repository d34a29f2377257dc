"""What is done with rulers: putting them in place, answering under seal, opening the answers together."""

from portal.ruler.service.loading import DEFAULT, load, load_default
from portal.ruler.service.scoring import Answered, give_score, reveal, sees_by, take_up

__all__ = ["DEFAULT", "Answered", "give_score", "load", "load_default", "reveal", "sees_by", "take_up"]
