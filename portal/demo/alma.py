"""Alma, fifteen, has a seat of her own, and Anton, eleven, a place on his phone. It has just begun; their
father has an invitation and has not come."""

from portal.cases.models import AnswerKind
from portal.demo.agreeing import answers_duty, proposes
from portal.demo.coming import (
    comes,
    gives_place,
    gives_young_person_a_seat,
    invites_parent,
    names,
    opens,
    opens_link,
    opens_place,
    says_who_is_trusted,
)
from portal.demo.meeting import answers_call, calls_meeting
from portal.demo.planning import puts_in_plan
from portal.demo.saying import (
    answers,
    asks,
    names_danger,
    scores,
    sees_it_differently,
    sends,
    shows_newest,
    writes,
)
from portal.demo.telling import at
from portal.mapping.models import Category
from portal.network.models import Circle, Tie
from portal.plan.models.sections import Section

ANTONS_CODE = "4071"
# fmt: off (one act, one paragraph)
STORY = [
    at("w3 wed 13:00", opens, "karin", ["Alma", "Anton"], "tom"),
    at("w3 wed 13:20", invites_parent, "karin", "rikke", "mor", ["Alma", "Anton"],
       "Kære Rikke. Tak, fordi du ringede. Her kan vi tre skrive sammen med Bo."),
    at("w3 wed 13:25", invites_parent, "karin", "bo", "far", ["Alma", "Anton"],
       "Kære Bo. Alma vil gerne have, at du er med. Vil du det?"),
    at("w3 wed 20:00", comes, "rikke"),
    at("w3 thu 15:10", gives_young_person_a_seat, "karin", "alma", "ung",
       "Hej Alma. Her er dit eget sted. Du bestemmer, hvad du skriver.", 15),
    at("w3 thu 15:40", comes, "alma"),
    at("w3 thu 18:05", opens_link, "bo"),
    at("w3 thu 21:10", writes, "rikke", Category.STRENGTH,
       "Alma laver mad til sin lillebror hver onsdag og er god til det.", key="cooks"),
    at("w3 thu 21:25", writes, "rikke", Category.PAST_HARM,
       "Alma har været væk fra skole elleve dage, siden ferien sluttede. To gange kom Alma først hjem "
       "kl. 2 om natten. Jeg vidste ikke, hvor Alma var.", key="away"),
    at("w3 fri 10:00", sends, "rikke"),
    at("w2 mon 09:20", writes, "karin", Category.PAST_HARM,
       "Alma har sagt ja til, at det her står: »Når mor og far skændes i telefonen om penge, går jeg "
       "ud. Jeg går bare rundt. Det er ikke, fordi jeg er ligeglad med skolen.«", key="walks"),
    at("w2 mon 09:30", writes, "karin", Category.STRENGTH,
       "Alma har sagt ja til, at det her står: »Jeg er god til at høre efter. Til håndbold glemmer jeg "
       "at se på uret.«", key="listens"),
    at("w2 mon 09:40", answers, "karin", AnswerKind.AGREE, "cooks"),
    at("w2 mon 09:45", answers, "karin", AnswerKind.QUESTION, "away",
       "Hvem ved som regel, hvor Alma er, når du ikke ved det?"),
    at("w2 mon 20:00", sees_it_differently, "rikke", "walks",
       "Jeg troede ikke, Alma kunne høre det. Jeg tager telefonen udenfor nu."),
    at("w2 tue 11:00", names_danger, "karin",
       "Karin og Rikke er bange for, at Alma går ud alene om natten, når de voksne skændes. Så kan der "
       "ske Alma noget, uden at nogen ved, hvor Alma er, og så kan Alma miste troen på, at de voksne "
       "passer på.",
       "Rikke og Bo taler om penge, når Alma ikke er hjemme. En voksen, som Alma har valgt, ved altid, "
       "hvor Alma er. Vi skal se det i to måneder, og Alma skal selv sige, at det passer.", key="danger"),
    at("w2 tue 15:35", names, "alma", "Tine", "mor til en fra holdet", Circle.INNER,
       "Tine spørger ikke om så meget. Jeg må gerne komme, også når det er sent.", key="tine",
       tie=Tie.PRIVATE),
    at("w2 tue 15:40", says_who_is_trusted, "alma", "tine", "Tine bliver ikke bange.", child="Alma"),
    at("w2 tue 15:45", proposes, "alma", ["alma"],
       "Jeg sender en sms til en voksen, jeg selv har valgt, når jeg går ud, og skriver, hvornår jeg er "
       "hjemme.", key="text", when="når jeg går ud efter kl. 21", backup="Jeg ringer til Karin dagen efter"),
    at("w2 tue 15:55", proposes, "alma", ["rikke"],
       "Mor banker på og venter, til jeg svarer, før mor går ind til mig.", key="knock",
       where="mit værelse"),
    at("w2 tue 20:20", answers_duty, "rikke", AnswerKind.YES, "knock"),
    at("w2 wed 20:10", proposes, "rikke", ["rikke", "alma"],
       "Vi spiser sammen mandag og onsdag. Telefonerne ligger i gangen, min også.", key="dinner",
       when="kl. 18.30", days="13"),
    at("w2 wed 20:45", scores, "rikke", "Alma", 3,
       "Alma har været i skole tre dage i denne uge. Alma sover længe."),
    at("w2 thu 10:10", puts_in_plan, "karin", Section.PURPOSE,
       "Alma sover hos sin moster, til de voksne har lært at tale sammen om penge. Alma skal kunne flytte "
       "hjem igen og sove der hver nat.", key="what for", kind="homecoming", expected_end="+110"),
    at("w2 thu 10:20", puts_in_plan, "karin", Section.TIMELINE,
       "Alma er hjemme mandag og onsdag og spiser med.", key="first step", starts="+3", ends="+31",
       criteria="Fire uger, hvor ingen har skændtes i telefonen, mens Alma var hjemme.",
       contact="Karin kommer hver uge."),
    at("w2 thu 10:30", puts_in_plan, "karin", Section.TIMELINE,
       "Alma sover hjemme fra søndag til torsdag.", key="second step", starts="+32",
       criteria="Alma siger selv, at det er rart at være hjemme.",
       contact="Karin kommer hver anden uge og ringer til Alma imens."),
    at("w2 thu 16:05", answers_duty, "alma", AnswerKind.NOT_YET, "dinner",
       "Onsdag er fint, for der laver jeg mad. Mandag har jeg håndbold til kl. 19."),
    at("w2 thu 16:07", shows_newest, "alma", "rikke"),
    at("w2 fri 14:05", gives_place, "karin", "Anton"),
    at("w2 fri 14:09", opens_place, "Anton", ANTONS_CODE),
    at("w2 fri 14:15", names, "Anton", "Oliver", "går i min klasse", Circle.INNER,
       "Oliver og jeg spiller efter skole. Jeg må gerne spise med.", key="oliver"),
    at("w1 mon 13:10", calls_meeting, "karin", ["alma", "rikke"],
       "Hvem kan Alma skrive til om natten? Alma begynder.", "Ungehuset, 1. sal", "in 2 weeks wed 15:30",
       key="youth house"),
    at("w1 mon 16:20", answers_call, "alma", AnswerKind.COMING, "youth house"),
    at("d3 15:30", sends, "alma"),
    at("d2 16:10", asks, "Anton", "Må jeg sove hos Oliver, når Alma er ude om natten?"),
]
