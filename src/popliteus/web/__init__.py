"""The web app: what is told and asked in a browser, served on this machine."""
