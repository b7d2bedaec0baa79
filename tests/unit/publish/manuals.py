"""Publications as the manuals cite them: facts in CSL-JSON, and the entries that we expect.

The entries are written after the manuals (APA, 7th edition; MLA Handbook, 9th; Citing Medicine,
2nd, with the ICMJE's sample references; Chicago, 18th, author-date), not copied from what we print.
Where the published CSL style prints something else, the entry is what we print and `DIFFERENCES`
says what the manual would have; docs/how-to/cite.md has the same list for readers.
"""

from __future__ import annotations

from typing import Any

Item = dict[str, Any]


def people(*names: str) -> list[dict[str, str]]:
    """Return authors of names written as ``Family, Given``; a name without comma is a group."""
    made = []
    for name in names:
        family, comma, given = name.partition(", ")
        made.append({"family": family, "given": given} if comma else {"literal": name})
    return made


def year(number: int, *more: int) -> dict[str, list[list[int]]]:
    """Return a date."""
    return {"date-parts": [[number, *more]]}


BURDEN: Item = {
    "id": "burden-2020",
    "type": "article-journal",
    "title": "Global burden of 369 diseases and injuries in 204 countries and territories, "
    "1990–2019: a systematic analysis for the Global Burden of Disease Study 2019",
    "author": people(
        "Vos, Theo", "Lim, Stephen S.", "Abbafati, Cristiana", "Abbas, Kaja M.",
        "Abbasi, Mohammad", "Abbasifard, Mitra", "Abbasi-Kangevari, Mohsen",
        "Abbastabar, Hedayat", "Abd-Allah, Foad", "Abdelalim, Ahmed", "Abdollahi, Mohammad",
        "Abdollahpour, Ibrahim", "Abolhassani, Hassan", "Aboyans, Victor", "Abrams, Elissa M.",
        "Abreu, Lucas G.", "Abrigo, Michael R. M.", "Abu-Raddad, Laith J.",
        "Abushouk, Abdelrahman I.", "Acebedo, Alyssa", "Murray, Christopher J. L.",
    ),
    "container-title": "The Lancet",
    "container-title-short": "Lancet",
    "issued": year(2020),
    "volume": "396",
    "issue": "10258",
    "page": "1204-1222",
    "DOI": "10.1016/S0140-6736(20)30925-9",
}  # fmt: skip

STORYBOOKS: Item = {
    "id": "grady-2019",
    "type": "article-journal",
    "title": "Emotions in storybooks: a comparison of storybooks that represent ethnic and racial "
    "groups in the United States",
    "author": people("Grady, Jessica S.", "Her, Mai", "Moreno, Geena", "Perez, Celeste",
                     "Yelinek, Jessica"),
    "container-title": "Psychology of Popular Media Culture",
    "issued": year(2019),
    "volume": "8",
    "issue": "3",
    "page": "207-217",
    "DOI": "10.1037/ppm0000185",
}  # fmt: skip

DIVORCE: Item = {
    "id": "glass-2014",
    "type": "article-journal",
    "title": "Red states, blue states, and divorce: understanding the impact of conservative "
    "Protestantism on regional variation in divorce rates",
    "author": people("Glass, Jennifer", "Levchak, Philip"),
    "container-title": "American Journal of Sociology",
    "issued": year(2014),
    "volume": "119",
    "issue": "4",
    "page": "1002-1046",
    "DOI": "10.1086/674703",
}

READING: Item = {
    "id": "baron-2013",
    "type": "article-journal",
    "title": "Redefining reading: the impact of digital communication media",
    "author": people("Baron, Naomi S."),
    "container-title": "PMLA",
    "issued": year(2013, 1),
    "volume": "128",
    "issue": "1",
    "page": "193-200",
}

CONTUSION: Item = {
    "id": "rose-2002",
    "type": "article-journal",
    "title": "Regulation of interstitial excitatory amino acid concentrations after cortical "
    "contusion injury",
    "author": people("Rose, M. E.", "Huerbin, M. B.", "Melick, J.", "Marion, D. W.",
                     "Palmer, A. M.", "Schiding, J. K.", "Kochanek, P. M.", "Graham, S. H."),
    "container-title": "Brain Research",
    "container-title-short": "Brain Res",
    "issued": year(2002),
    "volume": "935",
    "issue": "1-2",
    "page": "40-46",
}  # fmt: skip

PREVENTION: Item = {
    "id": "diabetes-prevention-2002",
    "type": "article-journal",
    "title": "Hypertension, insulin, and proinsulin in participants with impaired glucose "
    "tolerance",
    "author": people("Diabetes Prevention Program Research Group"),
    "container-title": "Hypertension",
    "issued": year(2002),
    "volume": "40",
    "issue": "5",
    "page": "679-686",
}

STING: Item = {
    "id": "sting-2002",
    "type": "article-journal",
    "title": "21st century heart solution may have a sting in the tail",
    "container-title": "BMJ",
    "issued": year(2002),
    "volume": "325",
    "issue": "7357",
    "page": "184",
}

#: What is cited (an item, or the id of one of our references), the style, the entry, the text.
EXAMPLES: list[tuple[Item | str, str, str, str]] = [
    # many authors
    (
        BURDEN,
        "apa",
        "Vos, T., Lim, S. S., Abbafati, C., Abbas, K. M., Abbasi, M., Abbasifard, M., "
        "Abbasi-Kangevari, M., Abbastabar, H., Abd-Allah, F., Abdelalim, A., Abdollahi, M., "
        "Abdollahpour, I., Abolhassani, H., Aboyans, V., Abrams, E. M., Abreu, L. G., "
        "Abrigo, M. R. M., Abu-Raddad, L. J., Abushouk, A. I., … Murray, C. J. L. (2020). Global "
        "burden of 369 diseases and injuries in 204 countries and territories, 1990–2019: "
        "A systematic analysis for the Global Burden of Disease Study 2019. The Lancet, "
        "396(10258), 1204–1222. https://doi.org/10.1016/S0140-6736(20)30925-9",
        "(Vos et al., 2020)",
    ),
    (
        BURDEN,
        "mla",
        "Vos, Theo, et al. “Global Burden of 369 Diseases and Injuries in 204 Countries and "
        "Territories, 1990–2019: A Systematic Analysis for the Global Burden of Disease Study "
        "2019.” The Lancet, vol. 396, no. 10258, 2020, pp. 1204–22, "
        "https://doi.org/10.1016/S0140-6736(20)30925-9.",
        "(Vos et al.)",
    ),
    (
        BURDEN,
        "vancouver",
        "Vos T, Lim SS, Abbafati C, Abbas KM, Abbasi M, Abbasifard M, et al. Global burden of 369 "
        "diseases and injuries in 204 countries and territories, 1990–2019: a systematic analysis "
        "for the Global Burden of Disease Study 2019. Lancet. 2020;396(10258):1204–22. "
        "doi:10.1016/S0140-6736(20)30925-9",
        "(1)",
    ),
    (
        BURDEN,
        "chicago",
        "Vos, Theo, Stephen S. Lim, Cristiana Abbafati, et al. 2020. “Global Burden of 369 "
        "Diseases and Injuries in 204 Countries and Territories, 1990–2019: A Systematic Analysis "
        "for the Global Burden of Disease Study 2019.” The Lancet 396 (10258): 1204–22. "
        "https://doi.org/10.1016/S0140-6736(20)30925-9.",
        "(Vos et al. 2020)",
    ),
    # the manuals' own examples
    (
        STORYBOOKS,
        "apa",
        "Grady, J. S., Her, M., Moreno, G., Perez, C., & Yelinek, J. (2019). Emotions in "
        "storybooks: A comparison of storybooks that represent ethnic and racial groups in the "
        "United States. Psychology of Popular Media Culture, 8(3), 207–217. "
        "https://doi.org/10.1037/ppm0000185",
        "(Grady et al., 2019)",
    ),
    (
        DIVORCE,
        "chicago",
        "Glass, Jennifer, and Philip Levchak. 2014. “Red States, Blue States, and Divorce: "
        "Understanding the Impact of Conservative Protestantism on Regional Variation in Divorce "
        "Rates.” American Journal of Sociology 119 (4): 1002–46. https://doi.org/10.1086/674703.",
        "(Glass and Levchak 2014)",
    ),
    (
        READING,
        "mla",
        "Baron, Naomi S. “Redefining Reading: The Impact of Digital Communication Media.” PMLA, "
        "vol. 128, no. 1, Jan. 2013, pp. 193–200.",
        "(Baron)",
    ),
    (
        CONTUSION,
        "vancouver",
        "Rose ME, Huerbin MB, Melick J, Marion DW, Palmer AM, Schiding JK, et al. Regulation of "
        "interstitial excitatory amino acid concentrations after cortical contusion injury. Brain "
        "Res. 2002;935(1-2):40–6.",
        "(1)",
    ),
    # an organisation as author, and none at all
    (
        PREVENTION,
        "vancouver",
        "Diabetes Prevention Program Research Group. Hypertension, insulin, and proinsulin in "
        "participants with impaired glucose tolerance. Hypertension. 2002;40(5):679–86.",
        "(1)",
    ),
    (
        PREVENTION,
        "apa",
        "Diabetes Prevention Program Research Group. (2002). Hypertension, insulin, and proinsulin "
        "in participants with impaired glucose tolerance. Hypertension, 40(5), 679–686.",
        "(Diabetes Prevention Program Research Group, 2002)",
    ),
    (
        PREVENTION,
        "mla",
        "Diabetes Prevention Program Research Group. “Hypertension, Insulin, and Proinsulin in "
        "Participants with Impaired Glucose Tolerance.” Hypertension, vol. 40, no. 5, 2002, "
        "pp. 679–86.",
        "(Diabetes Prevention Program Research Group)",
    ),
    (
        PREVENTION,
        "chicago",
        "Diabetes Prevention Program Research Group. 2002. “Hypertension, Insulin, and Proinsulin "
        "in Participants with Impaired Glucose Tolerance.” Hypertension 40 (5): 679–86.",
        "(Diabetes Prevention Program Research Group 2002)",
    ),
    (
        STING,
        "vancouver",
        "21st century heart solution may have a sting in the tail. BMJ. 2002;325(7357):184.",
        "(1)",
    ),
    # a title that ends in a question mark
    (
        "margaretten-2007",
        "apa",
        "Margaretten, M. E., Kohlwes, J., Moore, D., & Bent, S. (2007). Does this adult patient "
        "have septic arthritis? JAMA, 297(13), 1478–1488. https://doi.org/10.1001/jama.297.13.1478",
        "(Margaretten et al., 2007)",
    ),
    (
        "margaretten-2007",
        "mla",
        "Margaretten, Mary E., et al. “Does This Adult Patient Have Septic Arthritis?” JAMA, "
        "vol. 297, no. 13, 2007, pp. 1478–88, https://doi.org/10.1001/jama.297.13.1478.",
        "(Margaretten et al.)",
    ),
    (
        "margaretten-2007",
        "vancouver",
        "Margaretten ME, Kohlwes J, Moore D, Bent S. Does this adult patient have septic "
        "arthritis? JAMA. 2007;297(13):1478–88. doi:10.1001/jama.297.13.1478 "
        "PubMed PMID: 17405973.",
        "(1)",
    ),
    (
        "margaretten-2007",
        "chicago",
        "Margaretten, Mary E., Jeffrey Kohlwes, Dan Moore, and Stephen Bent. 2007. “Does This "
        "Adult Patient Have Septic Arthritis?” JAMA 297 (13): 1478–88. "
        "https://doi.org/10.1001/jama.297.13.1478.",
        "(Margaretten et al. 2007)",
    ),
    # a web page
    (
        "wmas-999-or-111",
        "apa",
        "West Midlands Ambulance Service. (n.d.). Should I ring 999 or 111? Retrieved November 23, "
        "2026, from https://wmas.nhs.uk/999-or-111/",
        "(West Midlands Ambulance Service, n.d.)",
    ),
    (
        "wmas-999-or-111",
        "mla",
        "West Midlands Ambulance Service. Should I Ring 999 or 111? "
        "https://wmas.nhs.uk/999-or-111/. Accessed 23 Nov. 2026.",
        "(West Midlands Ambulance Service)",
    ),
    (
        "wmas-999-or-111",
        "vancouver",
        "West Midlands Ambulance Service. Should I ring 999 or 111? [Internet]. [cited 2026 Nov "
        "23]. Available from: https://wmas.nhs.uk/999-or-111/",
        "(1)",
    ),
    (
        "wmas-999-or-111",
        "chicago",
        "West Midlands Ambulance Service. n.d. “Should I Ring 999 or 111?” Accessed November 23, "
        "2026. https://wmas.nhs.uk/999-or-111/.",
        "(West Midlands Ambulance Service, n.d.)",
    ),
    # a guideline
    (
        "nice-ng226",
        "apa",
        "National Institute for Health and Care Excellence. (2022). Osteoarthritis in over 16s: "
        "Diagnosis and management (No. NG226). "
        "https://www.nice.org.uk/guidance/ng226/chapter/Recommendations",
        "(National Institute for Health and Care Excellence, 2022)",
    ),
    (
        "nice-ng226",
        "mla",
        "National Institute for Health and Care Excellence. Osteoarthritis in over 16s: Diagnosis "
        "and Management. no. NG226, 2022, "
        "https://www.nice.org.uk/guidance/ng226/chapter/Recommendations.",
        "(National Institute for Health and Care Excellence)",
    ),
    (
        "nice-ng226",
        "vancouver",
        "National Institute for Health and Care Excellence. Osteoarthritis in over 16s: diagnosis "
        "and management [Internet]. 2022 [cited 2026 Nov 23]. Report no.: NG226. Available from: "
        "https://www.nice.org.uk/guidance/ng226/chapter/Recommendations",
        "(1)",
    ),
    (
        "nice-ng226",
        "chicago",
        "National Institute for Health and Care Excellence. 2022. Osteoarthritis in over 16s: "
        "Diagnosis and Management. No. NG226. "
        "https://www.nice.org.uk/guidance/ng226/chapter/Recommendations.",
        "(National Institute for Health and Care Excellence 2022)",
    ),
]

#: Style, what the manual prints, what we print, because the published CSL style does.
DIFFERENCES = [
    ("apa", ". . .", "…"),
    ("mla", "No. NG226", "no. NG226"),
    ("vancouver", "1204-22", "1204–22"),
    ("vancouver", "[date unknown] [cited 2026 Nov 23]", "[cited 2026 Nov 23]"),
    ("vancouver", "doi: 10.1001/jama.297.13.1478.", "doi:10.1001/jama.297.13.1478"),
]
