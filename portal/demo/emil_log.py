"""Emil's family: some weeks of the network log, by those who do what the plan says and those who see it."""

from portal.demo.observing import logs, logs_of_child
from portal.demo.telling import at
from portal.plan.models.log import Mark

KEPT, UNSURE, NOT_KEPT = Mark.KEPT, Mark.UNSURE, Mark.NOT_KEPT
# fmt: off (one act, one paragraph)

IN_THE_LOG = [
    at("w7 tue 20:30", logs, "jonas", "bedtime", KEPT, "Emil valgte bogen om bæveren."),
    at("w7 wed 18:40", logs, "kim", "ride", KEPT),
    at("w7 fri 19:15", logs, "birthe", "call", KEPT, "Sara ringede fra bussen. Jeg puttede."),
    at("w7 sun 21:10", logs, "sara", "money", KEPT),
    at("w6 tue 21:20", logs, "jonas", "bedtime", KEPT),
    at("w6 wed 18:30", logs, "kim", "ride", KEPT),
    at("w6 thu 22:05", logs, "birthe", "call", NOT_KEPT,
       "Telefonen ringede ikke. Sara skrev først kl. 22, at det havde været en hård aften."),
    at("w6 sat 11:00", logs, "birthe", "weekend", KEPT, "Emil sov til klokken otte."),
    at("w6 sun 20:50", logs, "sara", "red card", KEPT,
       "Emil vendte kortet, da vi talte om bilen. Vi satte os ned begge to.", days=2),
    at("w5 tue 20:20", logs, "jonas", "bedtime", NOT_KEPT,
       "Jeg kom for sent hjem fra vagten. Sara læste. Jeg sagde undskyld til Emil."),
    at("w5 wed 18:35", logs, "kim", "ride", KEPT, "Jonas åbnede. Emil løb ind."),
    at("w5 thu 20:15", logs, "birthe", "call", KEPT),
    at("w5 sun 19:40", logs, "nadia", "pool", KEPT, "سبح إميل وحده لأول مرة، وكان فخورًا جدًا.", language="ar"),
    at("w4 mon 21:30", logs, "sara", "money", UNSURE,
       "Vi begyndte på det i køkkenet. Jeg ved ikke, om Emil sov."),
    at("w4 tue 17:50", logs, "karin", "visit", KEPT,
       "Emil viste mig sit værelse og det røde kort. Vi talte sammen i tyve minutter."),
    at("w4 wed 18:45", logs, "kim", "ride", UNSURE,
       "Jeg var syg. En af de andre forældre kørte. Jeg ved ikke, hvem der åbnede."),
    at("w4 fri 19:20", logs, "birthe", "call", KEPT, "Sara ringede kl. 18.30."),
    at("w4 sat 10:40", logs, "birthe", "weekend", KEPT),
    at("w3 tue 20:25", logs, "jonas", "bedtime", KEPT, "To kapitler. Emil bad så pænt."),
    at("w3 wed 18:30", logs, "kim", "ride", KEPT),
    at("w3 thu 21:15", logs, "jonas", "lake", KEPT, "Jeg gik. Jeg var hjemme igen efter en halv time."),
    at("w3 thu 21:40", logs, "sara", "lake", KEPT, "Emil vidste, hvornår Jonas kom hjem."),
    at("w3 sun 20:45", logs, "sara", "money", KEPT),
    at("w2 tue 20:30", logs, "jonas", "bedtime", KEPT),
    at("w2 thu 19:10", logs, "birthe", "call", KEPT, "Jeg kom og læste. Sara sov på sofaen."),
    at("w2 fri 16:20", logs_of_child, "birthe", "Emil",
       "Emil fortalte på vej hjem, at aftenerne er rolige nu.", days=1),
    at("w2 sat 10:30", logs, "birthe", "weekend", KEPT),
    at("w1 tue 20:35", logs, "jonas", "bedtime", KEPT, "Emil sov, før kapitlet var slut."),
    at("w1 wed 18:40", logs, "kim", "ride", KEPT),
    at("w1 thu 20:50", logs, "sara", "red card", UNSURE,
       "Kortet var vendt, da jeg kom ind. Emil ville ikke sige hvorfor."),
    at("w1 sun 19:30", logs, "nadia", "pool", KEPT),
]
