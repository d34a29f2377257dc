"""Emil's family on the line from 0 to 10, twice, and the map as it stood at two meetings."""

from portal.demo.saying import keeps_map, stands
from portal.demo.telling import at

# fmt: off (one act, one paragraph)
ON_THE_LINE = [
    at("w32 tue 21:10", stands, "sara", 4,
       "Jeg går ud på trappen, når jeg mærker det. Birthe kommer, når jeg ringer.",
       "At jeg ringer, før jeg bliver vred, to aftener på en uge.", about="danger"),
    at("w32 tue 22:15", stands, "jonas", 7, "Vi skændes sjældent, og Emil er glad om lørdagen.",
       "At jeg er hjemme til sengetid tre aftener om ugen.", about="danger"),
    at("w32 wed 09:20", stands, "karin", 3, "I har selv fortalt det, og I har Birthe lige i nærheden.",
       "At læreren ser Emil vågen i timen en hel uge.", about="danger"),
    at("w31 tue 09:30", keeps_map, "karin"),
    at("w9 thu 16:50", stands, "sara", 7, "Vi ringer, før det bliver svært. Birthe har været her fire gange.",
       "At Emil sover hele natten en hel uge.", about="danger"),
    at("w9 thu 16:55", stands, "jonas", 7, "Jeg er hjemme til sengetid tre aftener om ugen nu.",
       "At Emil selv siger, at det er roligt.", about="danger"),
    at("w9 thu 17:00", stands, "karin", 6, "Læreren ser Emil vågen i timen. Det røde kort bliver brugt.",
       "At planen holder en måned uden mine besøg.", about="danger"),
    at("w9 thu 17:05", stands, "birthe", 8, "De ringer til mig nu. Det gjorde de ikke før.",
       "At Emil kommer her om fredagen, fordi det er hyggeligt."),
    at("w9 thu 17:10", keeps_map, "karin"),
]
