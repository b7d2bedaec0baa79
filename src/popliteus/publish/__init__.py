"""What is made for reading and handing on: pages, drawings, citations; without anybody's answers.

`popliteus.publish.pages.write` writes the whole site.
"""
