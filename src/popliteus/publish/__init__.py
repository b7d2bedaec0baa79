"""What is made for reading and handing on: drawings, pages, citations."""
