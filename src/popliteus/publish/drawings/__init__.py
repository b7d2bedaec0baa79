"""Drawings made for this project: body maps, anatomy, exercises, recovery, probabilities.

What this package is
    `drawing` returns one picture as SVG text, `names` lists them, `regions` says what a map lets
    people choose, `body_map` draws one with numbers for a form. `recovery_curve` and
    `probability_picture` draw numbers. A page that puts drawings among its own text adds
    `style_sheet` once.

What it is not
    A source of words or numbers: names, answers and distances stand in ``knowledge/``.

Every line was drawn for this project, as points in ``art/*.yaml``; no picture was traced. What runs
where was looked up in these texts:

* Gray's Anatomy, 20th edition, 1918: the plantaris from above the outer head of the calf muscle,
  its tendon inwards between gastrocnemius and soleus; horns and shapes of the menisci; soleus and
  Achilles tendon; the popliteal vessels.
* pediagenosis.com, Popliteal fossa anatomy: biceps above and outside, semimembranosus and
  semitendinosus above and inside, the heads of gastrocnemius below, plantaris beside the outer one;
  hamstring tendons over those heads, and often a bursa between semimembranosus and the inner head.
* eptumed.com, Nerves in popliteal fossa, and scribd.com 86828331, Popliteal fossa: from the skin
  inwards nerve, vein, artery; the tibial nerve crosses from the outer to the inner side of the
  vessels; the common peroneal nerve follows the inner border of the biceps and winds round the neck
  of the fibula.
* brookbushinstitute.com, Popliteus: from the outer condyle of the femur, under the outer collateral
  ligament, inwards and down to the tibia above the soleal line.
* ditki.com, Knee ligaments and menisci: posterior cruciate ligament from the back of the tibia up,
  forwards and inwards to the inner condyle; anterior one from the front of the tibia up, backwards
  and outwards to the outer condyle; collateral ligaments at the sides.
* exerciselibrary.com, Semimembranosus tendon: Baker's cysts come from the bursa between that tendon
  and the inner head of gastrocnemius.
"""

from popliteus.publish.drawings.art import names
from popliteus.publish.drawings.draw import drawing, regions
from popliteus.publish.drawings.maps import body_map
from popliteus.publish.drawings.probabilities import Entry, entries_of, probability_picture
from popliteus.publish.drawings.recovery import RecoveryPoint, recovery_curve, recovery_points
from popliteus.publish.drawings.style import style_sheet
from popliteus.publish.drawings.svg import inline

__all__ = [
    "Entry",
    "RecoveryPoint",
    "body_map",
    "drawing",
    "entries_of",
    "inline",
    "names",
    "probability_picture",
    "recovery_curve",
    "recovery_points",
    "regions",
    "style_sheet",
]
