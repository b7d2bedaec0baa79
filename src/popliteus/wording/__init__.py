"""An assessment in words, once for every edge that shows it: terminal, file, web page."""
