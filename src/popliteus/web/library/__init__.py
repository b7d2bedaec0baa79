"""The library: everything there is to read, inside the web app.

`shelf` holds the pages (the same main parts as those of the plain site, each made once), `evidence`
the table of numbers with its sorting and filters, `calculator` and `outcome` the published decision
rules as forms, `documents` and `search` what is searched and how. Nothing here knows an interview;
the pages are the same for everybody.
"""
