"""Pages: which there are, what stands on each, and the site of plain files that is made of them.

`site` knows every page and its address, `contents` what stands on it, `mains` makes its main part,
`build` puts the frame of the plain site around it, and `write` puts the files into a folder. The
web app shows the same main parts in its own frame (`popliteus.web.library`).
"""
